"""What there is at a time of life: for certain, often asked for, and to be asked."""

from dataclasses import dataclass
from itertools import groupby

from ...core.catalog import Catalog, Program, Stage


@dataclass(frozen=True)
class AtStage:
    """fitting: a source states that it is for this time. asked: people ask for it at this time.
    open: (category, programmes) for which no source states an age."""

    fitting: tuple[Program, ...]
    asked: tuple[Program, ...]
    open: tuple[tuple[str, tuple[Program, ...]], ...]

    @property
    def count(self) -> int:
        return len(self.fitting) + len(self.asked)


def at_stage(catalog: Catalog, stage: Stage) -> AtStage:
    """The programmes of `stage`, in file order; none stands in two lists."""
    programs = catalog.programs.values()
    fitting = tuple(program for program in programs if fits(program, stage))
    named = (catalog.programs[program_id] for program_id in stage.programs)
    asked = tuple(program for program in named if program not in fitting)
    rest = [p for p in programs if _has_no_age(p) and p not in fitting and p not in asked]
    rest.sort(key=lambda program: program.category)
    shelves = groupby(rest, key=lambda program: program.category)
    return AtStage(fitting, asked, tuple((name, tuple(shelf)) for name, shelf in shelves))


def fits(program: Program, stage: Stage) -> bool:
    """Both ends of its ages are known and reach into `stage`; or it may be used in pregnancy."""
    if program.topic_only:
        return False
    if stage.pregnancy:
        return program.pregnancy == "yes"
    ages = (program.age_min, program.age_max, stage.age_min, stage.age_max)
    if any(age is None for age in ages):
        return False
    youngest, oldest, first, last = ages
    return youngest <= last and first <= oldest  # type: ignore[operator]


def stages_of(catalog: Catalog, program: Program) -> list[Stage]:
    """The times at which it is for certain of use, or asked for."""
    return [s for s in catalog.stages if fits(program, s) or program.id in s.programs]


def _has_no_age(program: Program) -> bool:
    """Nothing is said of ages, and it is not one for pregnancy."""
    unsaid = program.age_min is None and program.age_max is None
    return unsaid and not program.pregnancy
