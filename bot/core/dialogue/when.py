"""How times and ages are said: open until, open again from, 3か月, 2歳."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..hours import Span, Status, day_spans, is_holiday, open_on, status
from ..understanding.result import Ages
from .turn import Talk

NOW, PERHAPS, LATER = 0, 1, 2  # how soon somebody can be reached

NIGHT_FROM, NIGHT_TO = time(20), time(7)
MORNING_TO = 11  # o'clock
OFFICE_FROM, OFFICE_TO = time(8, 30), time(17)
EVENING = time(17)


@dataclass(frozen=True)
class Reach:
    """Whether and when somebody is there. soon: NOW / PERHAPS / LATER."""

    soon: int
    text: str
    opens: datetime | None = None

    @property
    def tone(self) -> str:
        return "good" if self.soon == NOW else "quiet"


def is_night(now: datetime) -> bool:
    return now.time() >= NIGHT_FROM or now.time() < NIGHT_TO


def offices_work(now: datetime) -> bool:
    """A working day between the hours that any office keeps."""
    workday = now.weekday() < 5 and not is_holiday(now.date())
    return workday and OFFICE_FROM <= now.time() < OFFICE_TO


def reach(talk: Talk, hours: str, hours_text: str = "", place: bool = False) -> Reach:
    """How soon, in words; `place`: one goes there rather than calls."""
    found = status(hours, talk.now)
    kind = "place" if place else "reach"
    text = _reach_text(talk, found, kind, hours_text)
    if found.comment and found.open is not None:
        text = talk.say("with_comment", text=text, comment=found.comment)
    soon = {True: NOW, False: LATER, None: PERHAPS}[found.open]
    return Reach(soon, text, found.opens)


def _reach_text(talk: Talk, found: Status, kind: str, hours_text: str) -> str:
    if found.open and found.closes is None:
        return talk.say(f"{kind}_always")
    if found.open and found.closes:
        return talk.say(f"{kind}_open", until=_until(talk, found.closes))
    if found.open is None and found.comment:
        return talk.say(f"{kind}_perhaps", comment=found.comment)
    if found.open is None:
        told = hours_text and talk.say(f"{kind}_told", hours=hours_text)
        unknown = f"{kind}_unknown_night" if is_night(talk.now) else f"{kind}_unknown"
        return told or talk.say(unknown)
    if found.opens:
        return talk.say(f"{kind}_from", start=start(talk, found.opens))
    return talk.say(f"{kind}_closed")


def _until(talk: Talk, closes: datetime) -> str:
    clock = _clock(closes, ends=True)
    if closes.date() == talk.now.date() or closes.time() == time(0):
        return talk.say("until", clock=clock)
    if closes.hour < NIGHT_TO.hour:
        return talk.say("until_night", clock=clock)
    return talk.say("until_day", day=_day(talk, closes.date()), clock=clock)


def start(talk: Talk, opens: datetime) -> str:
    """朝8:30から / 明日 9:00から / 土曜 10:00から / 12月4日(金) 9:00から."""
    clock = _clock(opens)
    if opens.date() == talk.now.date():
        early = opens.hour < MORNING_TO and talk.now.hour < NIGHT_TO.hour
        return talk.say("from_morning" if early else "from_today", clock=clock)
    return talk.say("from_day", day=_day(talk, opens.date()), clock=clock)


def _day(talk: Talk, day: date) -> str:
    ahead = (day - talk.now.date()).days
    if ahead == 0:
        return talk.say("day_today")
    weekday = talk.say("weekdays").split(";")[day.weekday()]
    if ahead == 1:
        return talk.say("day_tomorrow")
    if ahead < 7:
        return talk.say("day_weekday", weekday=weekday)
    return talk.say("day_date", month=day.month, day=day.day, weekday=weekday)


def open_when_asked(hours: str, asked: str, now: datetime) -> bool | None:
    """Open at the time she asked for (Understood.open_at): yes, no, or not known."""
    if asked == "now":
        return status(hours, now).open
    found = [open_on(hours, day, after) for day, after in _asked_days(asked, now)]
    return True if True in found else None if None in found else False


def hours_when_asked(talk: Talk, hours: str) -> str:
    """The opening hours of the first day she asked for: 土曜は 10:00〜12:00・13:00〜16:00.

    "" when they are not known for certain, or when she asked for no day.
    """
    for day, _ in _asked_days(talk.state.open_at, talk.now):
        spans = [span for span in day_spans(hours, day) or () if span.certain]
        if spans:
            said = talk.say("list_mark").join(_span(talk, span) for span in spans)
            return talk.say("open_asked", day=_day(talk, day), hours=said)
    return ""


def _span(talk: Talk, span: Span) -> str:
    if span.end - span.start >= timedelta(days=1):
        return talk.say("hours_all_day")
    return talk.say("hours_span", start=_clock(span.start), end=_clock(span.end, ends=True))


def _clock(moment: datetime, ends: bool = False) -> str:
    """9:00; midnight is 24:00 where something ends."""
    if ends and moment.time() == time(0):
        return "24:00"
    return f"{moment.hour}:{moment.minute:02}"


def _asked_days(asked: str, now: datetime) -> list[tuple[date, time]]:
    today = now.date()
    week = [today + timedelta(days=ahead) for ahead in range(8)]
    later_today = now.time().replace(tzinfo=None)
    if asked == "today":
        return [(today, later_today)]
    if asked == "tomorrow":
        return [(week[1], time(0))]
    if asked == "evening":
        return [(today, max(EVENING, later_today)), (week[1], EVENING)]
    if asked == "holiday":
        coming = (today + timedelta(days=ahead) for ahead in range(120))
        return [(next((d for d in coming if is_holiday(d)), today), time(0))]
    wanted = {"saturday": (5,), "sunday": (6,), "weekend": (5, 6)}.get(asked, ())
    return [
        (day, later_today if day == today else time(0)) for day in week if day.weekday() in wanted
    ]


def say_ages(talk: Talk, ages: Ages) -> str:
    """The child's age as a parent says it: 3か月, 1歳6か月, 2歳, 5〜8か月, 6〜12歳."""
    if ages.min == ages.max:
        return _age(talk, ages.min)
    years, rest = divmod(ages.min, 12)
    if not rest and ages.max - ages.min == 11:
        return talk.say("age_years", years=years)
    if ages.max < 24:
        return talk.say("age_months_range", low=ages.min, high=ages.max)
    return talk.say("age_years_range", low=years, high=ages.max // 12)


def _age(talk: Talk, months: int) -> str:
    years, rest = divmod(months, 12)
    if not months:
        return talk.say("age_newborn")
    if not years:
        return talk.say("age_months", months=rest)
    return talk.say("age_years_months" if rest else "age_years", years=years, months=rest)


def say_age_range(talk: Talk, youngest: int | None, oldest: int | None) -> str:
    """Whom a programme is for: 6か月〜12歳, 1歳になる前まで; "" without a rule."""
    if youngest is None and oldest is None:
        return ""
    low = _age(talk, youngest) if youngest else ""
    if oldest is None:
        return talk.say("age_from", low=low) if low else ""
    years, rest = divmod(oldest + 1, 12)
    if years == 1 and not rest:
        high = talk.say("age_before_one")
    else:
        high = talk.say("age_up_to", high=_age(talk, oldest + 1 - 12 if not rest else oldest))
    return talk.say("age_between", low=low, high=high) if low else high
