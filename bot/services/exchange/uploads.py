"""The uploads of all accounts: one each, worked on behind the page, gone after half an hour."""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ...core.account import Account
from ..faults import place
from ..publishing import PublishError, Publishing
from .guard import checked
from .mapping import Mappings
from .preview import Progress, as_drafts
from .sheets import SheetError
from .upload import APPLYING, AT_WORK, CHECKING, DONE, FAILED, Steps, Upload

log = logging.getLogger(__name__)

KEPT = 30 * 60  # seconds
ORIGIN = "import"
_PREFIX = "upload-"


class Uploads:
    """Keeps the files in `folder` and all else in memory. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        publishing: Publishing,
        mappings: Mappings,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._publishing = publishing
        self._steps = Steps(publishing, mappings)
        self._clock = clock
        self._lock = threading.Lock()
        self._turn = threading.Lock()  # one file at a time is opened: they are large
        self._uploads: dict[int, Upload] = {}
        self._sweep()

    def begin(
        self,
        account: Account,
        data: bytes,
        filename: str,
        what: str,
        complete: bool = False,
        source: str = "",
    ) -> Upload:
        """Take a file in, in place of an earlier one. what: a table or a standard. Raises
        SheetError for a file that is not opened at all, and busy while hers is worked on."""
        checked(data, filename)
        self._sweep()
        path = self._folder / f"{_PREFIX}{secrets.token_hex(16)}"
        upload = Upload(
            path.name[-8:], account, filename, what, complete, source, path, self._clock()
        )
        with self._lock:
            before = self._uploads.get(account.id)
            if before and before.state in AT_WORK:
                raise SheetError("busy")
            self._write(path, data)
            self._uploads[account.id] = upload
        if before:
            before.path.unlink(missing_ok=True)
        timer = threading.Timer(KEPT, self._forget, (upload,))
        timer.daemon = True
        timer.start()
        self._start(upload, self._steps.look)
        return upload

    def of(self, account: Account) -> Upload | None:
        """The upload of `account`, None when there is none any more."""
        self._sweep()
        return self._uploads.get(account.id)

    def choose(self, upload: Upload, sheet: int, columns: Sequence[str]) -> None:
        """Go on with the columns that a person chose. SheetError busy."""
        self._claim(upload, CHECKING)
        self._steps.choose(upload, sheet, columns)
        self._start(upload, self._steps.check)

    def apply(self, upload: Upload) -> None:
        """Make all of it drafts, or nothing. SheetError: busy, has_problems."""
        if upload.plan is None:
            raise SheetError("busy")
        drafts = as_drafts(upload.plan)
        self._claim(upload, APPLYING)

        def save(upload: Upload, progress: Progress) -> None:
            progress(0, len(drafts))
            upload.saved = self._publishing.save_many(upload.account, drafts, ORIGIN)
            upload.path.unlink(missing_ok=True)
            upload.plan, upload.state = None, DONE  # the state last: others wait for it

        self._start(upload, save)

    def drop(self, account: Account) -> None:
        """Forget the upload of `account`; nothing was changed by it. SheetError busy."""
        upload = self._uploads.get(account.id)
        if upload:
            self._claim(upload, FAILED)
            self._forget(upload)

    def _claim(self, upload: Upload, state: str) -> None:
        with self._lock:
            if upload.state in AT_WORK:
                raise SheetError("busy")
            upload.state, upload.done, upload.number = state, 0, 0

    def _start(self, upload: Upload, work: Callable[[Upload, Progress], None]) -> None:
        def progress(done: int, number: int) -> None:
            upload.done, upload.number = done, number

        def run() -> None:
            try:
                with self._turn:
                    work(upload, progress)
            except (SheetError, PublishError) as error:
                upload.fault, upload.state = error, FAILED
            except Exception as error:
                log.error("upload failed: %s", place(error))
                upload.fault, upload.state = SheetError("not_done"), FAILED

        threading.Thread(target=run, name="upload", daemon=True).start()

    def _forget(self, upload: Upload) -> None:
        upload.path.unlink(missing_ok=True)
        with self._lock:
            if self._uploads.get(upload.account.id) is upload:
                del self._uploads[upload.account.id]

    def _write(self, path: Path, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)

    def _sweep(self) -> None:
        """Forget what is old; also the files of a process that is gone."""
        oldest = self._clock() - KEPT
        for upload in list(self._uploads.values()):
            if upload.at < oldest and upload.state not in AT_WORK:
                self._forget(upload)
        for path in self._folder.glob(f"{_PREFIX}*"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
            except FileNotFoundError:
                continue
