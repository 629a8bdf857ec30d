"""From the cells of a row to a record of the core. One function for each file."""

from ...core.catalog import (
    OFFICIAL,
    SECOND_HAND,
    UNCONFIRMED,
    Contact,
    Coverage,
    Department,
    Gap,
    Hotline,
    Place,
    PlanRow,
    Program,
    Source,
    Stage,
)
from .cells import Cells

LEVELS = (OFFICIAL, SECOND_HAND, UNCONFIRMED)
WAYS = ("at_home", "no_call", "at_night", "anonymous", "urgent")
DANGERS = ("suicide", "child_harm", "dv", "medical")
TOPICS = ("tired", "child", "sexual_violence", "consumer")
CLOSED = "off"  # opening hours of a place that is closed for the time being
DIRECTIONS = {"1": "①", "2": "②", "3": "③", "4": "④"}

# What nobody may state without saying where it was read.
FACTS = ("offers", "fee", "deadline", "phone", "hours", "hours_text")

# Without these a parent in danger would be left alone: a release that lacks one is refused.
REQUIRED_HOTLINES = ("119", "110", "189", "#8000", "#7119", "#8008", "0120-279-338")


def source(cells: Cells) -> Source:
    urls = cells.links("source_url")
    if not urls:
        for column in FACTS:
            if cells.text(column):
                cells.fault("fact_without_source", column=column)
    cells.required("check_level")
    for column in ("visible_from", "visible_until"):  # see window.py
        cells.day(column)
    return Source(
        urls=urls,
        published=cells.day("source_date"),
        checked=cells.day("checked_on"),
        level=cells.choice("check_level", LEVELS),
        expires=cells.day("expires_on"),
        check_by=cells.day("check_by"),
    )


def contacts(cells: Cells, origin: Source, visit: str = "") -> tuple[Contact, ...]:
    """The ways to reach the office of a row, in the order of the columns."""
    kind = cells.choice("phone_kind", ("direct", "switchboard")) or "direct"
    hours, hours_text = cells.hours("hours"), cells.text("hours_text")
    ways = [(kind, number, label) for number, label in cells.phones("phone")]
    ways += [("line", cells.link("line_url"), ""), ("form", cells.link("form_url"), "")]
    ways += [("visit", visit, "")]
    return tuple(
        Contact(
            kind=kind,
            value=value,
            label=label,
            ask_for=cells.text("phone_ask_for"),
            hours=hours,
            hours_text=hours_text,
            level=origin.level,
            published=origin.published,
        )
        for kind, value, label in ways
        if value
    )


def department(cells: Cells) -> Department:
    origin = source(cells)
    return Department(
        id=cells.required("id"),
        name=cells.required("name"),
        contacts=contacts(cells, origin, visit=cells.text("address")),
        handles=cells.text("handles"),
        address=cells.text("address"),
        source=origin,
        kana=cells.text("kana"),
        former_names=cells.parts("former_names"),
    )


def program(cells: Cells) -> Program:
    origin = source(cells)
    return Program(
        id=cells.required("id"),
        name=cells.required("name"),
        short_name=cells.required("short_name"),
        kana=cells.required("kana"),
        aliases=cells.parts("aliases"),
        category=cells.required("category"),
        plain=cells.required("plain"),
        offers=cells.parts("offers"),
        eligibility=cells.parts("eligibility"),
        age_min=cells.number("age_min_months"),
        age_max=cells.number("age_max_months"),
        pregnancy=cells.choice("pregnancy", ("yes", "no")),
        fee=cells.text("fee"),
        how_to_apply=cells.parts("how_to_apply"),
        deadline=cells.text("deadline"),
        where=cells.text("where"),
        ask=cells.text("ask"),
        first_visit=cells.text("first_visit"),
        ways=cells.choices("ways", WAYS),
        contact_department=cells.reference("contact_department", "department"),
        contacts=contacts(cells, origin, visit=cells.text("visit")),
        url=cells.link("url"),
        topic_only=cells.yes("topic_only"),
        directions=(),  # of plan.csv
        source=origin,
        self_use=cells.choice("self_use", ("yes", "no")),
        referral_by=cells.parts("referral_by"),
        closed_notice=cells.text("closed_notice"),
    )


def place(cells: Cells, kind: str = "") -> Place:
    """A row of places.csv, or one of hotlines.csv as a place of that `kind`; without position."""
    origin = source(cells)
    closed = cells.text("closed_notice")
    return Place(
        id=cells.required("id"),
        kind=kind or cells.required("kind"),
        program_ids=cells.references("program_ids", "program"),
        name=cells.required("name"),
        short_name=cells.required("short_name"),
        kana=cells.text("kana"),
        address=cells.text("address"),
        town=cells.reference("town", "area"),
        lat=cells.degrees("lat"),
        lon=cells.degrees("lon"),
        approximate=False,
        contacts=contacts(cells, origin),
        hours=CLOSED if closed else cells.text("hours"),
        hours_text=cells.text("hours_text"),
        closed_text=cells.text("closed_text"),
        target=cells.text("target"),
        fee=cells.text("fee"),
        reservation=cells.text("reservation"),
        parking=cells.text("parking"),
        url=cells.link("url"),
        source=origin,
        good_to_know=cells.parts("good_to_know"),
        closed_notice=closed,
    )


def hotline(cells: Cells, as_place: Place) -> Hotline:
    """The hotline that `as_place` also is; its first contact is the one to call."""
    if not as_place.contacts:
        cells.required("phone")
    numbers = [contact.value for contact in as_place.contacts]
    return Hotline(
        id=as_place.id,
        name=as_place.name,
        contact=next(iter(as_place.contacts), Contact("direct", "")),
        serves=cells.choices("serves", DANGERS + TOPICS),
        note=cells.text("note"),
        free=cells.yes("free"),
        required=any(number in REQUIRED_HOTLINES for number in numbers),
        rank=cells.number("rank") or 0,
        source=as_place.source,
    )


def coverage(cells: Cells, known: int) -> Coverage:
    return Coverage(
        kind=cells.required("kind"),
        known=known,
        exist=cells.number("exist"),
        as_of=cells.day("as_of"),
        ask=cells.reference("ask", "department"),
        text=cells.required("text"),
    )


def gap(cells: Cells) -> Gap:
    return Gap(
        id=cells.required("id"),
        name=cells.required("name"),
        words=cells.parts("words"),
        programs=cells.references("programs", "program"),
        departments=cells.references("departments", "department"),
        text=cells.required("text"),
        closed_by=cells.text("closed_by"),
    )


def stage(cells: Cells) -> Stage:
    pregnancy = cells.yes("pregnancy")
    youngest, oldest = cells.number("age_min_months"), cells.number("age_max_months")
    if not pregnancy:
        cells.required("age_min_months")
        cells.required("age_max_months")
    if youngest is not None and oldest is not None and youngest > oldest:
        cells.fault("ages_turned", youngest=youngest, oldest=oldest)
    return Stage(
        id=cells.required("id"),
        name=cells.required("name"),
        age_min=youngest,
        age_max=oldest,
        pregnancy=pregnancy,
        programs=cells.references("programs", "program"),
    )


def plan_row(cells: Cells) -> PlanRow:
    direction = cells.choice("direction", DIRECTIONS)
    return PlanRow(
        direction=DIRECTIONS.get(direction, ""),
        period=cells.required("period"),
        program_id=cells.reference("program_id", "program"),
        departments=cells.references("departments", "department"),
        source_url=cells.link("source_url"),
        checked=cells.day("checked_on"),
    )
