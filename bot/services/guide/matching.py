"""Which records a text asks for, and by what: a need, a name, a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from ...core.catalog import Catalog, Place, Program
from ...core.text import Words, normalise
from ...core.understanding.result import Understood
from ...core.understanding.times import without_times
from .texts import Texts, folded

# Ranks of a reason: what was asked for by its name goes first, what only has a word last.
BY_NAME, BY_NEED, BY_WORD = 0, 1, 2
NAMED = 3  # letters of a name that no other word is likely to hold …
FEW = 0.04  # … when so few of the records have it in theirs
COMMON = 0.25  # a word that stands in more of the records than this says nothing
SHORTEST, SHORTEST_LATIN = 2, 3  # letters; fewer stand inside other words
IN_NAME = 3.0  # how much more a word says when it stands in a name
_KEPT = ("名詞", "動詞", "形容詞", "形状詞")
_NO_TERMS = ("数詞", "非自立可能", "助数詞可能")


@dataclass(frozen=True)
class Reason:
    """rank: BY_NAME / BY_NEED / BY_WORD. words: what matched, in her words where she said them.

    need: number of the need it serves. program: of which it is a place.
    """

    rank: int
    score: float
    words: tuple[str, ...] = ()
    need: int = 0
    program: str = ""


class Term(NamedTuple):
    """A word to look for; a noun may be somebody's name."""

    text: str
    noun: bool


Reasons = dict[str, Reason]  # id -> why


class Matcher:
    """Finds the records of one catalog that a text asks for. Safe among threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._words = Words()
        self._empty = {row["word"] for row in catalog.lexicon.get("empty_words", ())}
        self._ids = [*catalog.programs, *catalog.places]
        programs, places = catalog.programs.values(), catalog.places.values()
        names = [_program_names(p) for p in programs] + [_place_names(p) for p in places]
        self._names = Texts(names)
        self._bodies = Texts(
            [_program_body(p) for p in programs] + [_place_body(p) for p in places]
        )

    def find(self, text: str, said: Understood) -> tuple[Reasons, Reasons]:
        """Programmes and places that `text`, which was read as `said`, asks for."""
        found = self._by_words(self.terms(text, said))
        programs = {i: r for i, r in found.items() if i in self._catalog.programs}
        places = {i: r for i, r in found.items() if i in self._catalog.places}
        for program_id, reason in self._by_needs(text, said).items():
            _keep_better(programs, program_id, reason)
        for program_id, reason in programs.items():
            if reason.rank < BY_WORD:
                for place in self._catalog.places_of.get(program_id, ()):
                    here = Reason(BY_NEED, reason.score, reason.words, reason.need, program_id)
                    _keep_better(places, place.id, here)
        return programs, places

    def terms(self, text: str, said: Understood) -> tuple[Term, ...]:
        """The words of `text` to look for; ages, days and areas are understood otherwise."""
        text = without_times(normalise(text))
        known = [said.ages.phrase] if said.ages else []
        known += [said.area.name, said.area.kana, *said.area.names] if said.area else []
        for phrase in sorted(filter(None, known), key=len, reverse=True):
            text = text.replace(normalise(phrase), " ")
        return tuple(dict.fromkeys(self._runs(text)))

    def _runs(self, text: str) -> Iterable[Term]:
        """Nouns that stand together as one word, and the parts of it where none has the whole."""
        run: list[str] = []
        for token in [*self._words.tokens(text), None]:
            parts = token.part_of_speech() if token else ("", "")
            noun = parts[0] in ("名詞", "接尾辞", "接頭辞") and parts[1] != "数詞"
            if token and noun and token.normalized_form() not in self._empty:
                run.append(token.surface())
                continue
            yield from self._whole_or_parts(run)
            run = []
            kept = parts[0] in _KEPT and parts[1] not in _NO_TERMS
            known = token and token.normalized_form() in self._empty
            if token and kept and not known and _long_enough(token.surface()):
                yield Term(token.surface(), noun=False)

    def _whole_or_parts(self, run: list[str]) -> list[Term]:
        whole = "".join(run)
        parts = [part for part in run if _long_enough(part)]
        found = folded(whole)
        alone = len(run) > 1 and not (self._names.holding(found) or self._bodies.holding(found))
        kept = parts if alone else [whole] if _long_enough(whole) else []
        return [Term(part, noun=True) for part in kept]

    def _by_words(self, terms: Iterable[Term]) -> Reasons:
        found: dict[str, list[tuple[str, float, bool]]] = {}
        for term, noun in terms:
            named = set(self._names.holding(folded(term)))
            holding = named.union(self._bodies.holding(folded(term)))
            if not holding or len(holding) > COMMON * len(self._ids):
                continue
            rare = noun and len(term) >= NAMED and len(named) <= max(1, FEW * len(self._ids))
            weight = log(1 + len(self._ids) / len(holding))
            for number in holding:
                score = weight * (IN_NAME if number in named else 1.0)
                hit = (term, score, rare and number in named)
                found.setdefault(self._ids[number], []).append(hit)
        return {
            record_id: Reason(
                BY_NAME if any(whole for _, _, whole in hits) else BY_WORD,
                sum(score for _, score, _ in hits),
                tuple(term for term, _, _ in hits),
            )
            for record_id, hits in found.items()
        }

    def _by_needs(self, text: str, said: Understood) -> Reasons:
        """What the understanding found; in danger the programmes behind the lines to call."""
        said_as = {t.normalized_form(): t.surface() for t in self._words.tokens(normalise(text))}
        found: Reasons = {}
        for number, need in enumerate(said.needs, 1):
            for match in need.matches:
                words = [word for word in match.words if word not in self._empty]
                hers = tuple(said_as[word] for word in words if word in said_as)
                told = Reason(BY_NEED, match.probability, hers or tuple(words), number)
                _keep_better(found, match.program_id, told)
        kind = said.danger.kind if said.danger else ""
        for hotline in self._catalog.hotlines.values():
            listed = self._catalog.places.get(hotline.id)
            for program_id in listed.program_ids if listed and kind in hotline.serves else ():
                _keep_better(found, program_id, Reason(BY_NEED, 1.0))
        return found


def _long_enough(word: str) -> bool:
    return len(word) >= (SHORTEST_LATIN if word.isascii() else SHORTEST)


def _keep_better(found: Reasons, record_id: str, reason: Reason) -> None:
    known = found.get(record_id)
    if known is None or (reason.rank, -reason.score) < (known.rank, -known.score):
        found[record_id] = reason


def _program_names(program: Program) -> str:
    return " ".join((program.name, program.short_name, program.kana, *program.aliases))


def _place_names(place: Place) -> str:
    return " ".join((place.name, place.short_name, place.kana))


def _program_body(program: Program) -> str:
    texts = (program.category, program.plain, program.where, *program.offers, *program.eligibility)
    return " ".join(texts)


def _place_body(place: Place) -> str:
    return " ".join((place.town, place.address, place.target, *place.good_to_know))
