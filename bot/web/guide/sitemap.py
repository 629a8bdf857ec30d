"""What search engines may collect: everything but records on violence and what people ask."""

from flask import Blueprint, Response, render_template, request

from ...services.guide.discreet import discreet_places, discreet_programs
from ...services.guide.districts import districts
from ..auth import public
from .services import GuideServices

PAGES = ("/guide", "/guide/areas", "/guide/stages", "/guide/plan", "/guide/needs", "/guide/api")
CLOSED = ("/guide/api/", "/refer", "/r/", "/staff", "/chat/")


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/robots.txt` and `/sitemap.xml`."""

    @guide.get("/robots.txt")
    @public
    def robots() -> Response:
        rules = [f"Disallow: {path}" for path in CLOSED]
        lines = ["User-agent: *", *rules, f"Sitemap: {_root(services)}/sitemap.xml", ""]
        return Response("\n".join(lines), mimetype="text/plain")

    @guide.get("/sitemap.xml")
    @public
    def sitemap() -> Response:
        catalog = services.catalog()
        hidden = discreet_programs(catalog) | discreet_places(catalog)
        tables = (("p", catalog.programs), ("place", catalog.places), ("dept", catalog.departments))
        records = [
            (f"/guide/{part}/{record_id}", record.source.checked)
            for part, table in tables
            for record_id, record in table.items()  # type: ignore[attr-defined]
            if record_id not in hidden
        ]
        shelves = [
            *(f"/guide/areas/{area.name}" for area in districts(catalog)),
            *(f"/guide/stages/{stage.id}" for stage in catalog.stages),
        ]
        page = render_template(
            "guide/sitemap.xml",
            root=_root(services),
            pages=[*((path, None) for path in (*PAGES, *shelves)), *records],
        )
        return Response(page, mimetype="application/xml")


def _root(services: GuideServices) -> str:
    return services.public_url or request.host_url.rstrip("/")
