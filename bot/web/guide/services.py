"""What the pages of the guide stand on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...core.dialogue import Knowledge
from ...services.guide.search import Searches
from ...store.store import Store
from ..chat import city_now


@dataclass(frozen=True)
class GuideServices:
    """catalog: the release of the moment. knowledge: the same with what reads messages by it;
    it raises when it cannot be made ready. public_url: "" when none is set. secret: signs links.
    """

    catalog: Callable[[], Catalog]
    knowledge: Callable[[], Knowledge]
    store: Store
    limiter: Limiter
    public_url: str = ""
    secret: str = field(default="", repr=False)
    clock: Callable[[], datetime] = city_now

    @cached_property
    def searches(self) -> Searches:
        """What searches the release of the moment."""
        return Searches(self.knowledge)
