"""Staff keep the knowledge true: drafts, approval, rehearsal, releases, undo."""

from .drafts import Change, Draft, NewDraft, Release
from .errors import Conflict, PublishError
from .publishing import Publishing

__all__ = ["Change", "Conflict", "Draft", "NewDraft", "PublishError", "Publishing", "Release"]
