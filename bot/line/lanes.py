"""Who is answered next: many people at once, the events of each in their order."""

import threading
from collections import deque

from ..store.inbox import Waiting

LONGEST_LANE = 20  # events waiting for one person
KEPT_ANYWAY = ("unsend", "unfollow")  # they delete, so none of them may be lost


class Lanes:
    """A queue with a lane for each person, of which one event at a time is out."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._lanes: dict[
            str, deque[Waiting]
        ] = {}  # a person's waiting events, while there are any
        self._ready: deque[str] = deque()  # people with events waiting and none being answered
        self._out: dict[str, Waiting] = {}  # person -> the event being answered
        self._arrived: dict[int, Waiting] = {}  # waiting events by id, the longest waiting first
        self._closed = False

    def put(self, item: Waiting) -> list[Waiting]:
        """Add an event; return those given up for it.

        Twenty wait for one person at most, of more the oldest are given up: her last words are
        what she wants answered. A message that she takes back is given up as well. An event that
        is here already only gets its new token's time.
        """
        with self._changed:
            if self._renew(item):
                return []
            idle = item.user not in self._lanes and item.user not in self._out
            lane = self._lanes.setdefault(item.user, deque())
            given_up = self._given_up(lane, item)
            for old in given_up:
                lane.remove(old)
                del self._arrived[old.id]
            lane.append(item)
            self._arrived[item.id] = item
            if idle:
                self._ready.append(item.user)
                self._changed.notify()
            return given_up

    def take(self) -> Waiting | None:
        """Wait for the next event; None once closed. Call finished() with it afterwards."""
        with self._changed:
            while not self._ready and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            user = self._ready.popleft()
            item = self._lanes[user].popleft()
            if not self._lanes[user]:
                del self._lanes[user]
            del self._arrived[item.id]
            self._out[user] = item
            return item

    def finished(self, item: Waiting) -> None:
        """Let the next event of the same person be taken."""
        with self._changed:
            del self._out[item.user]
            if item.user in self._lanes:
                self._ready.append(item.user)
                self._changed.notify()

    def oldest(self) -> float | None:
        """When the token of the event that waits longest began, Unix seconds."""
        with self._changed:
            first = next(iter(self._arrived.values()), None)
            return first.token_at if first else None

    def close(self) -> None:
        """Hand out nothing more; what waits stays in the inbox."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _renew(self, item: Waiting) -> bool:
        out = self._out.get(item.user)
        known = self._arrived.get(item.id) or (out if out and out.id == item.id else None)
        if known is None:
            return False
        known.token_at = item.token_at
        if self._arrived.pop(item.id, None):
            self._arrived[item.id] = known
        return True

    @staticmethod
    def _given_up(lane: deque[Waiting], item: Waiting) -> list[Waiting]:
        if item.event["kind"] == "unsend":
            taken_back = item.event["message_id"]
            return [old for old in lane if taken_back and old.event["message_id"] == taken_back]
        spare = [old for old in lane if old.event["kind"] not in KEPT_ANYWAY]
        return spare[: max(0, len(lane) + 1 - LONGEST_LANE)]
