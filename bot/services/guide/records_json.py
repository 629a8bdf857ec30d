"""Records and results as plain values for programs: facts with their source, dates and level."""

from dataclasses import asdict
from datetime import date

from ...core.catalog import Contact, Department, Hotline, Place, Program, Source
from .checks import Item, any_of, open_at
from .rows import row
from .search import Found, Group

MOST_ITEMS = 50  # of one list in one answer


def source_json(source: Source) -> dict:
    """published: null where no source has a date. level: official / second_hand / unconfirmed."""
    return {
        "urls": list(source.urls),
        "published": _day(source.published),
        "checked": _day(source.checked),
        "expires": _day(source.expires),
        "level": source.level,
    }


def contact_json(contact: Contact) -> dict:
    return {**asdict(contact), "published": _day(contact.published)}


def program_json(program: Program) -> dict:
    lists = {name: list(getattr(program, name)) for name in _LISTS}
    texts = {name: getattr(program, name) for name in _PROGRAM_TEXTS}
    return {
        "id": program.id,
        **texts,
        **lists,
        "age_months": {"min": program.age_min, "max": program.age_max},
        "ways": sorted(program.ways),
        "topic_only": program.topic_only,
        "contacts": [contact_json(contact) for contact in program.contacts],
        "page": f"/guide/p/{program.id}",
        "source": source_json(program.source),
    }


def place_json(place: Place) -> dict:
    return {
        "id": place.id,
        **{name: getattr(place, name) for name in _PLACE_TEXTS},
        "program_ids": list(place.program_ids),
        "good_to_know": list(place.good_to_know),
        "lat": place.lat,
        "lon": place.lon,
        "position_approximate": place.approximate,
        "contacts": [contact_json(contact) for contact in place.contacts],
        "page": f"/guide/place/{place.id}",
        "source": source_json(place.source),
    }


def department_json(department: Department) -> dict:
    return {
        "id": department.id,
        "name": department.name,
        "handles": department.handles,
        "address": department.address,
        "contacts": [contact_json(contact) for contact in department.contacts],
        "page": f"/guide/dept/{department.id}",
        "source": source_json(department.source),
    }


def found_json(found: Found, hotlines: list[Hotline]) -> dict:
    """A result; the text that was asked is not repeated. hotlines: to show first, in danger."""
    talk = found.talk
    return {
        "release": talk.catalog.release,
        "understood": {
            "area": talk.state.area or None,
            "age_months": {"min": talk.ages.min, "max": talk.ages.max} if talk.ages else None,
            "pregnant": talk.state.pregnant,
            "open": talk.state.open_at or None,
            "danger": found.said.danger.kind if found.said and found.said.danger else None,
        },
        "hotlines": [hotline_json(hotline) for hotline in hotlines],
        "gaps": [{"id": gap.id, "name": gap.name, "text": gap.text} for gap in found.gaps],
        "programs": _group(found, found.programs),
        "places": _group(found, found.places),
    }


def hotline_json(hotline: Hotline) -> dict:
    return {
        "id": hotline.id,
        "name": hotline.name,
        "contact": contact_json(hotline.contact),
        "free": hotline.free,
        "note": hotline.note,
        "source": source_json(hotline.source),
    }


def _group(found: Found, group: Group) -> dict:
    start = (found.asked.page - 1) * MOST_ITEMS
    return {
        "total": len(group),
        "confirmed": len(group.sure),
        "left_out": group.left_out,
        "page": found.asked.page,
        "items": [_item(found, item) for item in group.all[start : start + MOST_ITEMS]],
    }


def _item(found: Found, item: Item) -> dict:
    told = row(found, item)
    return {
        "id": told.id,
        "name": told.name,
        "kind": told.kind,
        "plain": told.line,
        "page": told.path,
        "why": list(told.why),
        "unconfirmed": list(item.unknown),
        "unlikely": item.unlikely,
        "open": any_of(open_at(found.talk, hours) for hours in item.facts.hours),
        "distance_m": item.metres,
        "source": source_json(item.record.source),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


_LISTS = ("aliases", "offers", "eligibility", "how_to_apply", "directions", "referral_by")
_PROGRAM_TEXTS = (
    "name",
    "short_name",
    "kana",
    "category",
    "plain",
    "pregnancy",
    "fee",
    "deadline",
    "where",
    "ask",
    "first_visit",
    "self_use",
    "closed_notice",
    "contact_department",
    "url",
)
_PLACE_TEXTS = (
    "kind",
    "name",
    "short_name",
    "kana",
    "address",
    "town",
    "hours",
    "hours_text",
    "closed_text",
    "closed_notice",
    "target",
    "fee",
    "reservation",
    "parking",
    "url",
)
