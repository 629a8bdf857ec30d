"""What the pages of the staff side stand on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...services.accounts import Accounts, Door, Factors, PasswordLinks
from ...services.knowledge.release import Releases
from ...services.publishing import Publishing
from ...services.showing import Showing
from ...store.store import Store


@dataclass(frozen=True)
class StaffServices:
    """catalog: the release of the moment. public_url: "" when none is set."""

    accounts: Accounts
    door: Door
    factors: Factors
    links: PasswordLinks
    publishing: Publishing
    releases: Releases
    showing: Showing
    catalog: Callable[[], Catalog]
    store: Store
    limiter: Limiter
    public_url: str = ""
    secret_key: str = field(default="", repr=False)

    @property
    def https(self) -> bool:
        """True when browsers reach the bot by https alone."""
        return self.public_url.startswith("https:")
