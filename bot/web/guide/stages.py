"""Pages by time of life: in pregnancy, the first year and so on."""

from flask import Blueprint
from werkzeug.wrappers import Response

from ...core.catalog import Program, Stage
from ...core.dialogue.turn import Talk
from ...core.dialogue.when import say_age_range, say_ages
from ...core.understanding.result import Ages
from ...services.guide.stages import at_stage
from ..auth import public
from .carried import JAPANESE
from .heads import head, missing, shown
from .page import talk_of
from .services import GuideServices


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/stages` and `/guide/stages/…`."""

    @guide.get("/guide/stages")
    @public
    def stages() -> Response:
        catalog = services.catalog()
        talk = talk_of(services, catalog)
        found = [(one, _name(talk, one), at_stage(catalog, one)) for one in catalog.stages]
        return shown(
            "guide/stages.html",
            head(services, False, talk.say("guide_stages"), ""),
            stages=found,
        )

    @guide.get("/guide/stages/<stage_id>")
    @public
    def stage(stage_id: str) -> Response:
        catalog = services.catalog()
        talk = talk_of(services, catalog)
        found = next((one for one in catalog.stages if one.id == stage_id), None)
        if found is None:
            return missing(stage_id)
        return shown(
            "guide/stage.html",
            head(services, False, found.name, ""),
            stage=found,
            name=_name(talk, found),
            at=at_stage(catalog, found),
            ages_of=lambda program: _ages(talk, program),
            others=[(one, _name(talk, one)) for one in catalog.stages],
        )


def _name(talk: Talk, stage: Stage) -> str:
    """As the knowledge calls it; in another language by its ages."""
    if talk.language.startswith(JAPANESE):
        return stage.name
    if stage.age_min is None or stage.age_max is None:
        return talk.say("age_choice_pregnant")
    return say_ages(talk, Ages(stage.age_min, stage.age_max))


def _ages(talk: Talk, program: Program) -> str:
    return say_age_range(talk, program.age_min, program.age_max)
