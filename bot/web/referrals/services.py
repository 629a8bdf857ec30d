"""What the pages of the card stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...services.guide.search import Searches
from ...services.referrals import Referrals
from ..chat import city_now


@dataclass(frozen=True)
class ReferralServices:
    """public_url: "" when none is set. basic_id: LINE's @id, "" leads to the browser chat."""

    referrals: Referrals
    catalog: Callable[[], Catalog]
    searches: Searches
    limiter: Limiter
    public_url: str = ""
    basic_id: str = ""
    clock: Callable[[], datetime] = city_now
