"""`bot ask`: the third door. One message in, one answer out, for people and for programs."""

import json
from datetime import datetime

from .core.catalog import Catalog
from .core.dialogue import Knowledge, Turn, respond
from .core.events import Event
from .core.hours import CITY_TIME
from .core.state import State
from .core.understanding import Understanding
from .line.render import render
from .services.knowledge.release import Releases
from .settings import Settings

MOST_PROGRAMS = 5


class Asker:
    """Answers messages, each as a conversation of its own, from the files of BOT_KNOWLEDGE;
    `release`: from the release in force."""

    def __init__(
        self, settings: Settings, now: datetime | None = None, release: bool = False
    ) -> None:
        catalog = _in_force(settings) if release else _of_files(settings)
        self._understanding = Understanding(catalog)
        self._knowledge = Knowledge(catalog, self._understanding.read)
        self._now = now

    def turn(self, event: Event) -> Turn:
        now = self._now or datetime.now(CITY_TIME)
        return respond(event, State(), self._knowledge, now)

    def answer_line(self, line: str) -> str:
        """One JSON Lines message to one answer; a broken line gets a line that says so."""
        try:
            message = json.loads(line)
            if not isinstance(message, dict) or not isinstance(message.get("text"), str):
                raise ValueError('an object with "id" and "text" is expected')
        except ValueError as error:
            return json.dumps({"id": None, "error": str(error)}, ensure_ascii=False)
        return json.dumps(self.answer(message), ensure_ascii=False)

    def answer(self, message: dict) -> dict:
        """The answer to {"id", "text", "lat", "lon"} with the keys that the contract names."""
        lat, lon = message.get("lat"), message.get("lon")
        event = Event("text", text=message["text"], lat=lat, lon=lon)
        turn = self.turn(event)
        note = turn.note
        understood = note.understood
        if understood is None:
            raise RuntimeError("a text was answered without being read")
        return {
            "id": message.get("id"),
            "outcome": note.outcome,
            "crisis": understood.danger.kind if understood.danger else None,
            "programs": _programs(turn),
            "places": [place._asdict() for place in note.places],
            "area": _area(understood.area),
            "child_age_months": understood.ages
            and {"min": understood.ages.min, "max": understood.ages.max},
            "open_at": understood.open_at,
            "language": understood.language,
            "messages": render(turn.answer),
        }

    def why(self, text: str) -> str:
        """What matched and what was not understood, in lines for a person at a terminal."""
        turn = self.turn(Event("text", text=text))
        understood = turn.note.understood
        if understood is None:
            return ""
        lines = [f"outcome: {understood.outcome}"]
        if understood.danger:
            lines.append(f"danger: {understood.danger.kind} <- {understood.danger.matched}")
        for need in understood.needs:
            for match in need.matches:
                words = " ".join(match.words)
                lines.append(f"{match.probability:.2f} {match.program_id}: {words}")
        lines.append(f"nearest phrase: {self._understanding.nearest(text) or '-'}")
        lines.append(f"not understood: {' '.join(understood.missed) or '-'}")
        return "\n".join(lines)

    @staticmethod
    def shown(answer: dict) -> str:
        """The messages as text, cards in frames, buttons in brackets."""
        return "\n\n".join(_text(message) for message in answer["messages"])


def _of_files(settings: Settings) -> Catalog:
    folder = settings.database_url.parent / "releases"
    return Releases(folder, settings.bot_knowledge).current()


def _in_force(settings: Settings) -> Catalog:
    # The application is heavy, and asking from the files does without it.
    from .app import open_releases, open_store

    store = open_store(settings)
    try:
        return open_releases(settings, store).current()
    finally:
        store.close()


def _programs(turn: Turn) -> list[dict]:
    understood = turn.note.understood
    needs = understood.needs if understood else ()
    known = {
        match.program_id: (number, match)
        for number, need in reversed(list(enumerate(needs, 1)))
        for match in need.matches
    }
    shown = []
    for program_id in turn.note.program_ids[:MOST_PROGRAMS]:
        number, match = known.get(program_id, (1, None))
        shown.append(
            {
                "id": program_id,
                "confidence": match.probability if match else None,
                "need": number,
                "why": " / ".join(match.words) if match else "",
            }
        )
    return shown


def _area(area: object) -> dict | None:
    if area is None:
        return None
    return {key: getattr(area, key) for key in ("name", "lat", "lon")}


def _text(message: dict) -> str:
    parts = []
    if message["type"] == "text":
        parts.append(message["text"])
    elif message["type"] == "flex":
        contents = message["contents"]
        bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
        parts += ["\n".join("│ " + line for line in _lines(bubble)) for bubble in bubbles]
    items = message.get("quickReply", {}).get("items", [])
    if items:
        parts.append(" ".join(f"[{item['action']['label']}]" for item in items))
    return "\n".join(parts)


def _lines(part: dict) -> list[str]:
    """The texts and buttons of a Flex part, in reading order."""
    if part.get("type") == "text":
        return [part.get("text") or "".join(span["text"] for span in part["contents"])]
    if part.get("type") == "button":
        action = part["action"]
        return [f"[{action['label']}] {action.get('uri', '')}".rstrip()]
    inner = [part[key] for key in ("header", "hero", "body", "footer") if key in part]
    return [line for child in inner + part.get("contents", []) for line in _lines(child)]
