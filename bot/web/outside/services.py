"""What the pages for people outside stand on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask_limiter import Limiter

from ...core.catalog import Catalog
from ...services.knowledge.rows import Rows
from ...services.proposals import Proposals, Subject
from ...services.reports import Reports
from ..chat import city_now


@dataclass(frozen=True)
class OutsideServices:
    """catalog, rows: the release of the moment. subject: what the link of a token is about, None
    for a token that leads nowhere."""

    catalog: Callable[[], Catalog]
    rows: Callable[[], Rows]
    reports: Reports
    proposals: Proposals
    subject: Callable[[str], Subject | None]
    limiter: Limiter
    clock: Callable[[], datetime] = city_now
