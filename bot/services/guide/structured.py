"""Records as schema.org describes them, for search engines."""

from collections.abc import Iterable

from ...core.catalog import UNCONFIRMED, Catalog, Contact, Department, Place, Program
from .week import Day

CONTEXT = "https://schema.org"
CALLED = ("direct", "switchboard")
LINKS = ("line", "form")


def of_program(catalog: Catalog, program: Program, url: str) -> dict:
    """A GovernmentService. A number that nobody confirmed is left out."""
    office = catalog.departments.get(program.contact_department)
    ages = _ages(program)
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "@id": url,
            "url": url,
            "name": program.name,
            "alternateName": program.short_name,
            "description": program.plain,
            "serviceType": program.category,
            "areaServed": {"@type": "City", "name": catalog.city.name},
            "audience": ages and {"@type": "PeopleAudience", **ages},
            "serviceOperator": office and {"@type": "GovernmentOrganization", "name": office.name},
            "availableChannel": [_channel(contact) for contact in _firm(program.contacts)],
            "isBasedOn": list(program.source.urls),
            "dateModified": _day(program.source.published),
        }
    )


def of_place(place: Place, url: str, days: Iterable[Day]) -> dict:
    """A LocalBusiness, as search engines call every place with opening hours."""
    firm = [contact.value for contact in _firm(place.contacts) if contact.kind in CALLED]
    exact = place.lat is not None and not place.approximate
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "LocalBusiness",
            "@id": url,
            "url": url,
            "name": place.name,
            "alternateName": place.short_name,
            "address": place.address,
            "telephone": next(iter(firm), ""),
            "geo": exact
            and {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
            "openingHoursSpecification": [hours for day in days for hours in _opening(day)],
            "sameAs": place.url,
        }
    )


def of_department(catalog: Catalog, department: Department, url: str) -> dict:
    """A GovernmentOrganization."""
    firm = [contact.value for contact in _firm(department.contacts) if contact.kind in CALLED]
    return _without_blanks(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOrganization",
            "@id": url,
            "url": url,
            "name": department.name,
            "alternateName": list(department.former_names),
            "description": department.handles,
            "telephone": next(iter(firm), ""),
            "address": department.address,
            "areaServed": {"@type": "City", "name": catalog.city.name},
        }
    )


def _firm(contacts: Iterable[Contact]) -> list[Contact]:
    return [contact for contact in contacts if contact.level != UNCONFIRMED]


def _channel(contact: Contact) -> dict:
    channel: dict = {"@type": "ServiceChannel"}
    if contact.kind in CALLED:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.value}
    elif contact.kind in LINKS:
        channel["serviceUrl"] = contact.value
    else:
        channel["serviceLocation"] = {"@type": "Place", "address": contact.value}
    return channel


def _opening(day: Day) -> list[dict]:
    """The hours of one date, which holds on holidays too."""
    spans = [span for span in day.spans if span.certain]
    at = day.date.isoformat()
    common = {"@type": "OpeningHoursSpecification", "validFrom": at, "validThrough": at}
    if not day.spans:
        return [{**common, "opens": "00:00", "closes": "00:00"}]  # closed, in schema.org's words
    return [
        {**common, "opens": f"{span.start:%H:%M}", "closes": f"{span.end:%H:%M}"} for span in spans
    ]


def _ages(program: Program) -> dict:
    """Ages in years, whole ones only where they are whole."""
    found = {}
    if program.age_min:
        found["suggestedMinAge"] = round(program.age_min / 12, 2)
    if program.age_max is not None:
        found["suggestedMaxAge"] = round(program.age_max / 12, 2)
    return found


def _day(day: object) -> str:
    return str(day) if day else ""


def _without_blanks(record: dict) -> dict:
    return {key: value for key, value in record.items() if value}
