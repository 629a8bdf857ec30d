"""「この情報は違う」: a form about one record, for anybody, without an account."""

from dataclasses import dataclass, field

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from ...core.answer import Answer
from ...core.catalog import Department, Place, Program
from ...core.dialogue import danger
from ...core.dialogue.turn import Talk
from ...core.state import State
from ...services.guide.discreet import discreet_places, discreet_programs
from ...services.network import network
from ...services.reports import LONGEST_NOTE, REASONS, Sent, record_of
from ..auth import public
from ..words import say
from .services import OutsideServices

PER_CLIENT = "20 per hour"  # a mobile carrier's customers share an address
LARGEST_FORM = 16 * 1024  # bytes
GUIDE = {"programs": "/guide/p/", "places": "/guide/place/", "departments": "/guide/dept/"}


@dataclass(frozen=True)
class About:
    """The record that a page is about. hidden: it is on violence at home, and the page names
    itself in no title and no history."""

    table: str
    record: Program | Place | Department
    hidden: bool
    given: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def name(self) -> str:
        return getattr(self.record, "short_name", "") or self.record.name

    @property
    def page(self) -> str:
        """Its page of the guide."""
        return GUIDE[self.table] + self.id


def add(outside: Blueprint, services: OutsideServices) -> None:
    """Add `/wrong/<table>/<id>` and `/wrong/<table>/<id>/sent`."""
    limited = services.limiter.limit(PER_CLIENT, key_func=client)

    @outside.get("/wrong/<table>/<record_id>")
    @public
    def wrong(table: str, record_id: str) -> str:
        return _form(_about(services, table, record_id), {}, Sent())

    @outside.post("/wrong/<table>/<record_id>")
    @limited
    @public
    def wrong_send(table: str, record_id: str) -> Response | str | tuple[str, int]:
        about = _about(services, table, record_id)
        request.max_content_length = LARGEST_FORM
        given = {name: request.form.get(name, "") for name in ("reason", "note")}
        sent = services.reports.send(table, record_id, **given)
        urgent = _urgent(services, sent)
        if sent.full:
            raise TooManyRequests
        if sent.problems:
            return _form(about, given, sent, urgent), 400
        if urgent:  # never behind a redirect, or the numbers to call would be lost
            return _sent(about, urgent)
        return redirect(url_for("outside.wrong_sent", table=table, record_id=record_id), 303)

    @outside.get("/wrong/<table>/<record_id>/sent")
    @public
    def wrong_sent(table: str, record_id: str) -> str:
        return _sent(_about(services, table, record_id))


def client() -> str:
    """Whom a limit counts: an address, of IPv6 the network of one household."""
    return network(get_remote_address())


def _about(services: OutsideServices, table: str, record_id: str) -> About:
    """404 for no record."""
    catalog = services.catalog()
    record = record_of(catalog, table, record_id)
    if record is None:
        abort(404)
    hidden = {"programs": discreet_programs, "places": discreet_places}.get(table)
    return About(table, record, bool(hidden and record.id in hidden(catalog)))


def _form(about: About, given: dict[str, str], sent: Sent, urgent: Answer | None = None) -> str:
    return render_template(
        "outside/wrong.html",
        about=about,
        reasons=[(one, *say(f"outside.reason_{one}").split("|")) for one in REASONS],
        given=given,
        longest=LONGEST_NOTE,
        errors={name: say(f"outside.{name}_{kind}") for name, kind in sent.problems.items()},
        urgent=urgent,
        neutral_address="/guide" if about.hidden else "",
    )


def _sent(about: About, urgent: Answer | None = None) -> str:
    return render_template(
        "outside/wrong_sent.html",
        about=about,
        urgent=urgent,
        neutral_address="/guide" if about.hidden else "",
    )


def _urgent(services: OutsideServices, sent: Sent) -> Answer | None:
    """The numbers to call, when what she wrote tells of danger."""
    if sent.danger is None:
        return None
    return danger.answer(Talk(services.catalog(), services.clock(), State()), sent.danger)
