"""The description of the JSON side, OpenAPI 3.1; tests hold it against real answers."""

from ...services.guide.asked import FLAGS, LONGEST_TEXT, MOST_KM, PLACES, PROGRAMS, TIMES
from ...services.guide.records_json import MOST_ITEMS
from .schemas import SCHEMAS, TEXT, object_of, ref

VERSION = "1.0.0"


def document(public_url: str) -> dict:
    """The whole description; `public_url` may be ""."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guide to support for parents",
            "version": VERSION,
            "description": "Programmes, places and departments with source, dates and check level."
            " What nobody has confirmed is said to be so: ask before relying on it.",
        },
        "servers": [{"url": public_url or "/"}],
        "paths": {
            "/guide/api/search": {"get": _search()},
            **_records("programs", "Program"),
            **_records("places", "Place"),
            **_records("departments", "Department"),
        },
        "components": {"schemas": SCHEMAS},
    }


def _search() -> dict:
    fields: tuple[tuple[str, str, dict], ...] = (
        (
            "q",
            "What somebody needs, in their own words. It is not kept.",
            {"maxLength": LONGEST_TEXT},
        ),
        ("area", "Name of a district, town or landmark, from which distances are counted.", {}),
        ("km", f"At most so far from the area, 1 to {MOST_KM}.", {"pattern": "^[0-9]+$"}),
        ("age", "Age of the child in months, one or a range (12-23), or `pregnant`.", {}),
        ("open", "When it has to be open.", {"enum": list(TIMES)}),
        ("category", "Category of the programme.", {}),
        ("kind", "Kind of place.", {}),
        ("with", f"Any of {', '.join(FLAGS)}, apart by commas.", {}),
        ("what", "One list alone.", {"enum": [PROGRAMS, PLACES]}),
        ("page", f"Pages of {MOST_ITEMS}, from 1.", {"pattern": "^[0-9]+$"}),
        ("lang", "Language of the sentences, where wording exists.", {}),
    )
    return {
        "operationId": "search",
        "summary": "Search programmes and places; a filter alone lists all that fit.",
        "parameters": [
            {"name": name, "in": "query", "description": said, "schema": {**TEXT, **more}}
            for name, said, more in fields
        ],
        "responses": {"200": _answer("What was found", "Found"), **_failures("400", "429")},
    }


def _records(table: str, schema: str) -> dict:
    one = f"{schema.lower()}_id"
    many = object_of({"release": TEXT, table: {"type": "array", "items": ref(schema)}})
    return {
        f"/guide/api/{table}": {
            "get": {
                "operationId": f"list_{table}",
                "summary": f"All {table}",
                "responses": {
                    "200": {"description": f"All {table}", "content": _json(many)},
                    **_failures("429"),
                },
            }
        },
        f"/guide/api/{table}/{{{one}}}": {
            "get": {
                "operationId": f"get_{schema.lower()}",
                "summary": f"One {schema.lower()}",
                "parameters": [{"name": one, "in": "path", "required": True, "schema": TEXT}],
                "responses": {"200": _answer("The record", schema), **_failures("404", "429")},
            }
        },
    }


def _failures(*codes: str) -> dict:
    said = {
        "400": "A field says nothing known",
        "404": "No such record",
        "429": "Too many requests: see Retry-After",
    }
    return {code: _answer(said[code], "Error") for code in codes}


def _answer(said: str, schema: str) -> dict:
    return {"description": said, "content": _json(ref(schema))}


def _json(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}
