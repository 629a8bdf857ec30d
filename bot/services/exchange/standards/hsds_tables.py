"""Our records as the tables of HSDS 3.0 (Human Services Data Specification, Open Referral)."""

import uuid
from collections.abc import Mapping

from ...knowledge.rows import Rows
from .place import Origin, origin
from .week import DAYS, spans

Cells = Mapping[str, str]
Table = list[dict[str, object]]

ZONE = "+09:00"
COUNTRY = "JP"

# table -> its columns, in the specification's order and spelling; those we have nothing for are
# left away, the required ones are all here.
TABLES: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description", "website", "parent_organization_id"),
    "services": (
        *("id", "organization_id", "name", "alternate_name", "description", "url", "status"),
        *("application_process", "fees_description", "eligibility_description", "minimum_age"),
        *("maximum_age", "assured_date", "alert"),
    ),
    "locations": (
        *("id", "location_type", "organization_id", "name", "alternate_name", "description"),
        *("transportation", "latitude", "longitude", "external_identifier"),
        "external_identifier_type",
    ),
    "service_at_locations": ("id", "service_id", "location_id"),
    "addresses": (
        *("id", "location_id", "address_1", "city", "state_province", "postal_code", "country"),
        "address_type",
    ),
    "phones": (
        *("id", "location_id", "service_id", "organization_id", "number", "type", "description"),
    ),
    "schedules": (
        *("id", "service_id", "location_id", "timezone", "wkst", "freq", "interval", "byday"),
        *("description", "opens_at", "closes_at", "notes"),
    ),
    "service_areas": ("id", "service_id", "name"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "code", "name", "description", "taxonomy_id"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
}

CATEGORY, KIND = "category", "kind"


class Tables:
    """Fills the tables. An id is made from ours, and is the same in each download."""

    def __init__(self, rows: Rows) -> None:
        self.at: Origin = origin(rows)
        self.tables: dict[str, Table] = {name: [] for name in TABLES}
        self._terms: set[str] = set()
        self._operators: set[str] = set()
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, f"lg-code:{self.at.code or self.at.city}")
        self._add("organizations", "city", name=self.at.city, description=self.at.city)
        for row in rows.table("departments"):
            self._department(row.cells)
        for row in rows.table("programs"):
            self._programme(row.cells)
        for row in rows.table("hotlines"):
            self._hotline(row.cells)
        known = {row["id"] for row in rows.table("programs")}
        for row in rows.table("places"):
            self._place(row.cells, known)

    def _add(self, table: str, key: str, **values: object) -> str:
        made = self._id(table, key)
        self.tables[table].append({"id": made, **values})
        return made

    def _id(self, table: str, key: str) -> str:
        return str(uuid.uuid5(self._space, f"{table}/{key}"))

    def _department(self, cells: Cells) -> None:
        made = self._add(
            "organizations",
            cells["id"],
            name=cells["name"],
            description=cells["handles"] or cells["name"],
            website=cells["url"],
            parent_organization_id=self._id("organizations", "city"),
        )
        self._phones(cells, "organization_id", made)

    def _programme(self, cells: Cells) -> None:
        made = self._service(
            cells,
            organization_id=self._id("organizations", cells["contact_department"] or "city"),
            description="\n".join(filter(None, (cells["plain"], cells["offers"]))),
            application_process="\n".join(filter(None, (cells["how_to_apply"], cells["deadline"]))),
            eligibility_description=cells["eligibility"],
            minimum_age=_years(cells["age_min_months"]),
            maximum_age=_years(cells["age_max_months"]),
        )
        self._term(CATEGORY, cells["category"], cells["category"], made, "service")

    def _hotline(self, cells: Cells) -> None:
        self._service(
            cells,
            organization_id=self._operator(cells["operator"]),
            description=cells["note"] or cells["name"],
            eligibility_description=cells["target"],
        )

    def _service(self, cells: Cells, **more: object) -> str:
        closed = cells.get("closed_notice", "")
        made = self._add(
            "services",
            cells["id"],
            name=cells["name"],
            alternate_name=cells["short_name"],
            url=cells["url"],
            status="temporarily closed" if closed else "active",
            fees_description=cells["fee"],
            assured_date=cells["checked_on"],
            alert=closed,
            **more,
        )
        self._add("service_areas", cells["id"], service_id=made, name=self.at.city)
        self._phones(cells, "service_id", made)
        self._schedules(cells, "service_id", made)
        return made

    def _place(self, cells: Cells, programmes: set[str]) -> None:
        made = self._add(
            "locations",
            cells["id"],
            location_type="physical",
            organization_id=self._operator(cells["operator"]),
            name=cells["name"],
            alternate_name=cells["nickname"] or cells["short_name"],
            description="\n".join(filter(None, (_loose_address(cells), cells["good_to_know"]))),
            transportation=cells["parking"],
            latitude=cells["lat"],
            longitude=cells["lon"],
            external_identifier=cells["id"],
            external_identifier_type="id",
        )
        if cells["address"] and not _loose_address(cells):
            self._address(cells, made)
        self._phones(cells, "location_id", made)
        self._schedules(cells, "location_id", made)
        self._term(
            KIND, cells["kind"], self.at.kinds.get(cells["kind"], cells["kind"]), made, "location"
        )
        for programme in filter(None, cells["program_ids"].split(";")):
            if programme in programmes:
                self._add(
                    "service_at_locations",
                    f"{programme}/{cells['id']}",
                    service_id=self._id("services", programme),
                    location_id=made,
                )

    def _address(self, cells: Cells, location: str) -> None:
        self._add(
            "addresses",
            cells["id"],
            location_id=location,
            address_1=cells["address"].removeprefix(self.at.city),
            city=self.at.city,
            state_province=self.at.prefecture,
            postal_code=cells["postcode"],
            country=COUNTRY,
            address_type="physical",
        )

    def _operator(self, name: str) -> str:
        if not name:
            return self._id("organizations", "city")
        if name not in self._operators:
            self._operators.add(name)
            self._add("organizations", f"operator/{name}", name=name, description=name)
        return self._id("organizations", f"operator/{name}")

    def _phones(self, cells: Cells, of: str, owner: str) -> None:
        for number, part in enumerate(filter(None, cells["phone"].split(" / "))):
            phone, _, label = part.partition("(")
            said = (label.removesuffix(")"), cells.get("phone_ask_for", ""))
            self._add(
                "phones",
                f"{owner}/{number}",
                number=phone.strip(),
                type="voice",
                description=" ".join(filter(None, said)),
                **{of: owner},
            )

    def _schedules(self, cells: Cells, of: str, owner: str) -> None:
        plain, _ = spans(cells["hours"])
        common = {"description": cells["hours_text"], "notes": cells.get("closed_text", "")}
        for number, span in enumerate(plain):
            days = [day.upper() for day in span.days if day in DAYS]
            self._add(
                "schedules",
                f"{owner}/{number}",
                timezone=9,
                wkst="MO",
                freq="WEEKLY",
                interval=1,
                byday=",".join(days),
                opens_at=span.start + ZONE,
                closes_at=span.end + ZONE,
                **{of: owner},
                **common,
            )
        if not plain and any(common.values()):
            self._add("schedules", owner, **{of: owner}, **common)

    def _term(self, taxonomy: str, code: str, name: str, link: str, entity: str) -> None:
        if not code:
            return
        parent = self._id("taxonomies", taxonomy)
        if taxonomy not in self._terms:
            self._add("taxonomies", taxonomy, name=taxonomy, description=taxonomy)
        if f"{taxonomy}/{code}" not in self._terms:
            values = {"code": code, "name": name, "description": name, "taxonomy_id": parent}
            self._add("taxonomy_terms", f"{taxonomy}/{code}", **values)
        self._terms |= {taxonomy, f"{taxonomy}/{code}"}
        self._add(
            "attributes",
            f"{link}/{taxonomy}/{code}",
            link_id=link,
            taxonomy_term_id=self._id("taxonomy_terms", f"{taxonomy}/{code}"),
            link_type=taxonomy,
            link_entity=entity,
        )


def _loose_address(cells: Cells) -> str:
    """An address without the postcode that HSDS requires of one."""
    return cells["address"] if not cells["postcode"] else ""


def _years(months: str) -> object:
    return round(int(months) / 12, 2) if months.isdecimal() else ""
