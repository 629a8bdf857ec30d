"""What parents asked in vain: it becomes a phrase, is marked as another office's, or goes."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.publishing import PublishError
from ...services.unanswered import Group, Unanswered
from ..auth import needs, who
from ..words import say
from .records_inputs import Options, options_of
from .records_words import sentence
from .services import StaffServices

Page = str | tuple[str, int] | Response
ON_PAGE = 20
ORDERS = ("most", "newest")
LONGEST_WORD = 40


class Shown(NamedTuple):
    """A group with the programmes that it may be about."""

    group: Group
    guesses: Sequence[tuple[str, str]]


def unanswered_of(services: StaffServices) -> Unanswered:
    """What stands behind the page."""
    return Unanswered(services.store, services.catalog, services.publishing)


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/unanswered`."""
    kept = unanswered_of(services)
    _add_page(staff, services, kept)
    _add_deeds(staff, kept)


def _add_page(staff: Blueprint, services: StaffServices, kept: Unanswered) -> None:
    @staff.get("/unanswered")
    @needs("editor")
    def unanswered() -> Page:
        chosen = _filter()
        groups = kept.groups(chosen["language"], chosen["order"])
        pages = max(1, -(-len(groups) // ON_PAGE))
        page = min(max(1, request.args.get("page", 1, int)), pages)
        names = kept.programs(who())
        return render_template(
            "staff/unanswered.html",
            shown=[
                Shown(group, [(one, names[one]) for one in kept.guesses(who(), _first(group))])
                for group in groups[(page - 1) * ON_PAGE : page * ON_PAGE]
            ],
            messages=sum(group.number for group in groups),
            number=len(groups),
            programs=_by_name(names),
            offices=options_of(services.publishing.rows(), "offices"),
            languages=[(one, _language(one)) for one in kept.languages()],
            language_of=_language,
            drafts=kept.drafts(),
            chosen=chosen,
            page=page,
            pages=pages,
        )


def _add_deeds(staff: Blueprint, kept: Unanswered) -> None:
    @staff.post("/unanswered/phrase")
    @needs("editor")
    def unanswered_phrase() -> Page:
        label = request.form.get("guess") or request.form.get("program", "")
        if not label:
            return _back("program_missing")

        def deed(ids: list[int]) -> None:
            number = kept.make_phrases(who(), ids, label)
            _tell("drafted", number, kept.programs(who())[label])

        return _done(deed)

    @staff.post("/unanswered/office")
    @needs("editor")
    def unanswered_office() -> Page:
        """Nothing of ours. With an office and a word, that office is named from now on."""
        office, word = request.form.get("office", ""), request.form.get("word", "").strip()
        if "named" in request.form and not office:
            return _back("office_missing")
        if office and not _fits(word, kept.chosen(_ids())):
            return _back("word_missing")
        return _done(lambda ids: _tell("given_away", kept.give_away(who(), ids, office, word)))

    @staff.post("/unanswered/drop")
    @needs("editor")
    def unanswered_drop() -> Page:
        def deed(ids: list[int]) -> None:
            number = kept.drop(who(), ids)
            flash(
                say("unanswered.dropped" if number else "unanswered.error_unchanged", count=number),
                "done" if number else "error",
            )

        return _done(deed)


def _tell(key: str, number: int, name: str = "") -> None:
    """Say what was done; that it is published already where nothing was left to draft."""
    flash(say(f"unanswered.{key if number else 'known'}", count=number, name=name), "done")


def _done(deed: Callable[[list[int]], None]) -> Page:
    ids = _ids()
    if not ids:
        return _back("none_chosen")
    try:
        deed(ids)
    except PublishError as error:
        key = f"unanswered.error_{error.kind}"
        try:
            flash(say(key), "error")
        except KeyError:
            flash(sentence(error), "error")
    return _back()


def _back(error: str = "") -> Page:
    """The list as it was; error: a sentence of words/unanswered.json."""
    if error:
        flash(say(f"unanswered.{error}"), "error")
    here: dict[str, Any] = {**_filter(), "page": request.args.get("page", 1, int)}
    return redirect(url_for("staff.unanswered", **here))


def _filter() -> dict[str, str]:
    order = request.args.get("order", "")
    language = request.args.get("language", "")[:10]
    return {"language": language, "order": order if order in ORDERS else ORDERS[0]}


def _ids() -> list[int]:
    """Of the chosen messages; a field has those of all messages with one text."""
    found = ",".join(request.form.getlist("id")).split(",")
    return [int(one) for one in found if re.fullmatch("[0-9]{1,18}", one)]


def _fits(word: str, texts: Sequence[str]) -> bool:
    """A word of one of the messages, that can stand in a list."""
    good = 2 <= len(word) <= LONGEST_WORD and ";" not in word
    return good and any(word.lower() in text.lower() for text in texts)


def _first(group: Group) -> str:
    return group.texts[0].text


def _by_name(names: dict[str, str]) -> Options:
    return sorted(names.items(), key=lambda pair: pair[1])


def _language(language: str) -> str:
    try:
        return say(f"unanswered.language_{language}")
    except KeyError:
        return language
