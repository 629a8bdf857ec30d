"""Work that takes seconds, one piece at a time, while its page looks how far it is."""

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from ...services.faults import place
from ...services.publishing import PublishError
from ...services.publishing.rehearsal import Difference, Progress
from .records_words import sentence

log = logging.getLogger(__name__)

KEPT = 20  # jobs whose results can still be looked at

Work = Callable[[Progress], list[Difference]]


@dataclass
class Job:
    """One rehearsal. number: of messages in all, 0 until it is known. fault: a sentence, or
    "unknown"."""

    id: str
    who: str
    drafts: tuple[int, ...] = ()
    done: int = 0
    number: int = 0
    over: bool = False
    fault: str = ""
    found: list[Difference] = field(default_factory=list)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.number if self.number else 0


class Jobs:
    """Runs jobs in a thread of their own; keeps the last of them in memory. Safe among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def start(self, account: str, work: Work, drafts: tuple[int, ...] = ()) -> Job | None:
        """Begin, unless another one is running: then None."""
        with self._lock:
            if any(not job.over for job in self._jobs.values()):
                return None
            job = Job(secrets.token_hex(8), account, drafts)
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=_run, args=(job, work), name="rehearsal", daemon=True).start()
        return job

    def find(self, job_id: str) -> Job | None:
        """The job of that id, unless it is long over."""
        return self._jobs.get(job_id)


def _run(job: Job, work: Work) -> None:
    def progress(done: int, number: int) -> None:
        job.done, job.number = done, number

    try:
        job.found = work(progress)
    except PublishError as error:
        job.fault = sentence(error)
    except Exception as error:
        log.error("rehearsal failed: %s", place(error))
        job.fault = "unknown"
    finally:
        job.over = True
