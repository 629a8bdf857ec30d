"""Where a request comes from, as far as it says who sends it."""

import ipaddress


def network(address: str) -> str:
    """The address; of IPv6 the /64 that one household or office has for itself."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return address or "none"
    return str(ipaddress.ip_network((given, 64), strict=False)) if given.version == 6 else address
