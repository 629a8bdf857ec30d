"""The only way to LINE: reply, with short timeouts, and one exception for all that can go wrong."""

import logging
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from ..services.process import settle

if TYPE_CHECKING:
    from linebot.v3.messaging import ApiClient

log = logging.getLogger(__name__)

TIMEOUT = (2.0, 5.0)  # seconds to connect, to read; the SDK has none of its own
TOO_MANY = 429
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


class LineError(Exception):
    """A reply that LINE did not confirm.

    permanent: another try cannot succeed. token_gone: its reply token was used or is too old.
    """

    def __init__(self, message: str, permanent: bool, token_gone: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.token_gone = token_gone


class LineClient:
    """One shared client of line-bot-sdk, for `threads` threads. It sends our own dicts: the SDK's
    models lose plain dicts and cost 6 ms a carousel."""

    def __init__(self, base: str, token: str, threads: int) -> None:
        self._base = base
        self._token = token
        self._threads = threads
        self._connecting = threading.Lock()

    def connect(self) -> None:
        """Load the SDK, which takes most of a second; the first reply would do it otherwise."""
        with self._connecting:
            self._client  # noqa: B018

    def reply(self, reply_token: str, messages: list[dict]) -> None:
        """Send the messages, 1 to 5. Raises LineError."""
        self.connect()
        self._post("/v2/bot/message/reply", {"replyToken": reply_token, "messages": messages})

    @cached_property
    def _client(self) -> "ApiClient":
        from linebot.v3.messaging import ApiClient, Configuration

        # Its debug log would quote LINE's answers.
        logging.getLogger("linebot").setLevel(logging.WARNING)
        configuration = Configuration(host=self._base, access_token=self._token)
        configuration.connection_pool_maxsize = self._threads
        # Whether another try makes sense is decided in sender.py, not in the connection.
        configuration.retries = False
        settle()
        return ApiClient(configuration)

    def _post(self, path: str, body: dict) -> None:
        from linebot.v3.messaging.exceptions import OpenApiException
        from urllib3.exceptions import HTTPError

        try:
            answer = self._client.call_api(
                path,
                "POST",
                header_params=dict(HEADERS),
                body=body,
                response_types_map={},
                _request_timeout=TIMEOUT,
            )
        except OpenApiException as error:
            raise _refused(error) from None
        except (HTTPError, OSError) as error:
            log.warning("reply failed: %s", type(error).__name__)
            raise LineError(type(error).__name__, permanent=False) from None
        log.info("reply status=%d request=%s", answer.status_code, _request_id(answer.headers))


def _refused(error: Exception) -> LineError:
    """LINE's words go no further than here: they may quote the message."""
    status = getattr(error, "status", None) or 0
    log.warning("reply status=%d request=%s", status, _request_id(getattr(error, "headers", None)))
    permanent = 400 <= status < 500 and status != TOO_MANY
    gone = status == 400 and "invalid reply token" in str(getattr(error, "body", "")).lower()
    return LineError(f"status {status}", permanent, gone)


def _request_id(headers: object) -> str:
    get = getattr(headers, "get", None)
    return get("x-line-request-id", "-") if get else "-"
