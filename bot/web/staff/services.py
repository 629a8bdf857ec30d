"""What the pages of the staff side stand on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...services.accounts import Accounts
from ...store.store import Store


@dataclass(frozen=True)
class StaffServices:
    """catalog: the release of the moment. public_url: "" when none is set."""

    accounts: Accounts
    catalog: Callable[[], Catalog]
    store: Store
    limiter: Limiter
    public_url: str = ""
    secret_key: str = field(default="", repr=False)
