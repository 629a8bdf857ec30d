"""Does a programme fit? Three values, each with its reason; never a promise."""

from dataclasses import dataclass

from .catalog import Program
from .understanding.result import Ages

PROBABLE, ASK, UNLIKELY = "probable", "ask", "unlikely"


@dataclass(frozen=True)
class Fit:
    """verdict: probable / ask / unlikely. reason: key of a sentence in wording (fit_…)."""

    verdict: str
    reason: str


def judge(program: Program, ages: Ages | None, pregnant: bool) -> Fit:
    """Compare what the person said with what is known of the programme.

    What is not known is never taken as a yes: it is a question to ask.
    """
    if program.topic_only:
        return Fit(ASK, "fit_not_known")
    if ages is None:
        return _without_age(program, pregnant)
    if program.age_min is None and program.age_max is None:
        return Fit(ASK, "fit_no_age_rule")
    youngest = program.age_min or 0
    oldest = program.age_max if program.age_max is not None else 20 * 12
    if ages.max < youngest:
        return Fit(UNLIKELY, "fit_too_young")
    if ages.min > oldest:
        return Fit(UNLIKELY, "fit_too_old")
    if youngest <= ages.min and ages.max <= oldest:
        return Fit(PROBABLE, "fit_age")
    return Fit(ASK, "fit_age_border")


def _without_age(program: Program, pregnant: bool) -> Fit:
    if not pregnant:
        return Fit(ASK, "fit_age_unknown" if program.age_max is not None else "fit_no_age_rule")
    if program.pregnancy == "yes":
        return Fit(PROBABLE, "fit_pregnant")
    if program.pregnancy == "no":
        return Fit(ASK, "fit_after_birth")
    return Fit(ASK, "fit_no_age_rule")
