"""What people need who need this: programmes that the same words ask for."""

from collections import Counter

from ...core.catalog import Catalog, Program
from .discreet import discreet_programs

MOST = 5


def related(catalog: Catalog, program: Program) -> list[Program]:
    """Up to MOST programmes: those that share phrases first, then those of its category.

    One on violence at home is never put beside another record.
    """
    shared: Counter[str] = Counter()
    for phrase in catalog.phrases:
        if len(phrase.program_ids) > 1 and program.id in phrase.program_ids:
            shared.update(phrase.program_ids)
    same = [p.id for p in catalog.programs.values() if p.category == program.category]
    hidden = {program.id, *discreet_programs(catalog)}
    ids = dict.fromkeys([program_id for program_id, _ in shared.most_common()] + same)
    kept = [i for i in ids if i in catalog.programs and i not in hidden]
    return [catalog.programs[program_id] for program_id in kept[:MOST]]
