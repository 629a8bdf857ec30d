"""The guide for programs: JSON with sources, described by /guide/openapi.json."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template

from ...core.catalog import Catalog
from ...core.dialogue import danger
from ...services.guide.records_json import (
    department_json,
    found_json,
    place_json,
    program_json,
)
from ..auth import public
from .openapi import document
from .search import searched
from .services import GuideServices

PER_ADDRESS = "120 per minute"
TABLES: tuple[tuple[str, Callable[[Any], dict]], ...] = (
    ("programs", program_json),
    ("places", place_json),
    ("departments", department_json),
)


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/api`, what is below it, and its description."""
    limited = services.limiter.limit(PER_ADDRESS)

    @guide.get("/guide/api")
    @public
    def api() -> str:
        """The page for people."""
        return render_template("guide/api.html", paths=document(services.public_url)["paths"])

    @guide.get("/guide/openapi.json")
    @public
    def api_openapi() -> Response:
        return jsonify(document(services.public_url))

    @guide.get("/guide/api/search")
    @limited
    @public
    def api_search() -> Response:
        found = searched(services)
        if found.asked.bad:
            abort(400, f"these fields say nothing known: {', '.join(found.asked.bad)}")
        said = found.said.danger if found.said else None
        lines = danger.hotlines(found.talk, said.kind) if said else []
        return jsonify(found_json(found, [hotline for hotline, _ in lines]))

    for table, as_json in TABLES:
        _add_records(guide, services, table, as_json)


def _add_records(
    guide: Blueprint, services: GuideServices, table: str, as_json: Callable[[Any], dict]
) -> None:
    limited = services.limiter.limit(PER_ADDRESS)

    def records(catalog: Catalog) -> Mapping[str, Any]:
        return getattr(catalog, table)

    @limited
    @public
    def all_of_them() -> Response:
        catalog = services.catalog()
        found = [as_json(record) for record in records(catalog).values()]
        return jsonify({"release": catalog.release, table: found})

    @limited
    @public
    def one_of_them(record_id: str) -> Response:
        record = records(services.catalog()).get(record_id)
        if record is None:
            abort(404, "no record has this id")
        return jsonify(as_json(record))

    guide.add_url_rule(f"/guide/api/{table}", f"api_{table}", all_of_them)
    guide.add_url_rule(f"/guide/api/{table}/<record_id>", f"api_{table}_one", one_of_them)
