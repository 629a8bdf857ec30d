"""What the pages behind a department's link stand on."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...services.freshness import Freshness
from ...services.knowledge.rows import Rows
from ...services.links import Links
from ...services.proposals import Proposals


@dataclass(frozen=True)
class ReviewServices:
    """catalog, rows: the release of the moment."""

    catalog: Callable[[], Catalog]
    rows: Callable[[], Rows]
    freshness: Freshness
    proposals: Proposals
    links: Links
    limiter: Limiter
