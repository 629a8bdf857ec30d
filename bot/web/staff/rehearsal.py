"""Before a release is approved: which answers would change, beside each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.answer import Answer
from ...core.hours import CITY_TIME
from ...services.publishing import Draft
from ...services.publishing.drafts import OPEN, PROPOSED
from ...services.publishing.rehearsal import (
    Difference,
    Progress,
    drafted_messages,
    fixed_messages,
    kept_messages,
    rehearse,
)
from ..auth import needs, who
from ..words import say
from .rehearsal_jobs import Job, Jobs
from .services import StaffServices

Page = str | tuple[str, int] | Response
KINDS = ("vanishes", "changes", "appears")  # what hurts most comes first
MOST_SHOWN = 200


class Shown(NamedTuple):
    """A difference for the page: what she wrote, and where both answers differ. same: so many cards
    are in both."""

    text: str
    before: list[str]
    after: list[str]
    detail: bool
    same: int = 0


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add the rehearsal of chosen drafts."""
    publishing, jobs = services.publishing, Jobs()

    @staff.post("/drafts/rehearse")
    @needs("editor")
    def drafts_rehearse() -> Page:
        ids = set(request.form.getlist("id", int))
        found = [d for d in publishing.drafts(status=(*OPEN, PROPOSED)) if d.id in ids]
        if not found:
            flash(say("drafts.none_chosen"), "error")
            return redirect(url_for("staff.drafts"))
        chosen = tuple(draft.id for draft in found)
        job = jobs.start(who().name, lambda progress: _run(services, found, progress), chosen)
        if job is None:
            flash(say("drafts.rehearsal_busy"), "error")
            return redirect(url_for("staff.drafts"))
        return redirect(url_for("staff.drafts_rehearsal", job_id=job.id))

    @staff.get("/drafts/rehearsal/<job_id>")
    @needs("editor")
    def drafts_rehearsal(job_id: str) -> Page:
        job = jobs.find(job_id)
        if job is None:
            abort(404)
        if not job.over:
            return render_template("staff/rehearsal_running.html", job=job)
        return render_template(
            "staff/rehearsal.html",
            job=job,
            drafts=job.drafts,
            groups=_groups(job),
            total=len(job.found),
            most=MOST_SHOWN,
        )


def _run(services: StaffServices, drafts: Sequence[Draft], progress: Progress) -> list[Difference]:
    """Try the drafts on what was asked and on the fixed messages.

    Both sides are made of the rows in force at this moment: the release that answers may be a
    second older, and knows which records were checked.
    """
    before, after = (services.publishing.preview(some)[0] for some in ((), drafts))
    kept, fixed = kept_messages(services.store), fixed_messages(before)
    messages = dict.fromkeys((*drafted_messages(drafts), *kept, *fixed))
    return rehearse(before, after, messages, datetime.now(CITY_TIME), progress)


def _groups(job: Job) -> list[tuple[str, int, list[Shown]]]:
    """(kind, how many, the first of them) for each kind there is."""
    made = []
    for kind in KINDS:
        of_kind = [one for one in job.found if one.kind == kind]
        of_kind.sort(key=lambda one: one.detail)
        if of_kind:
            made.append((kind, len(of_kind), [_shown(one) for one in of_kind[:MOST_SHOWN]]))
    return made


def _shown(found: Difference) -> Shown:
    before, after = _in_words(found.answer_before), _in_words(found.answer_after)
    same = [part for part in before if part in after]
    if len(same) == len(before) == len(after):  # another order, or only behind the button
        return Shown(found.text, before, after, found.detail)
    left, right = ([part for part in side if part not in same] for side in (before, after))
    return Shown(found.text, left, right, found.detail, len(same))


def _in_words(answer: Answer) -> list[str]:
    """What is seen at once: titles and first lines of the cards, else the first text."""
    cards = []
    for card in answer.cards:
        lines = "\n".join(line.text for line in card.lines)
        button = card.button.label if card.button else ""
        cards.append("\n".join(part for part in (card.title, lines, button) if part))
    return cards or list(answer.texts[:1])
