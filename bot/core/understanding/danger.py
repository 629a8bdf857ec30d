"""Danger first: signs of who does what to whom, rules, and a trained second opinion on both.

lexicon/danger_signs.csv names small signs (a partner, a blow, a wish to die; those that start with
`c_` are harmless company: a course, a joke, the past). danger.csv holds patterns by kind,
danger_words.csv the lists put into their {slots}, danger_calm.csv look-alikes that cover a match.
A message without any sign is not read further. With knowledge/model/danger.json the signs, their
pairs, the rule and the words are weighed together; without it the rules decide alone.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from ..text import hiragana
from .classifier import Classifier
from .features import features
from .message import Lexicon, Message
from .result import Ages, Danger

ORDER = ("medical", "child_harm", "dv", "suicide")
ANY = "danger"  # the model's label for danger of whichever kind
NEWBORN_MONTHS = 2
SURE = 0.7  # probability from which the model alone decides (training/danger.py)
AGREED = 0.5  # and where a rule says so too
CERTAIN = 0.9  # below it the need is answered too, under the hotlines
PASSING = 0.9  # for a part of a longer message, torn from what stands around it
NEARLY = 0.95  # of the likeliest kind: then the rule, which reads who does it to whom, names it
UNEASY = 0.08  # from here a message of pain is weary
COMPANY = ("child", "parent", "partner", "other", "tired")  # no danger by themselves

_FEVER = re.compile(
    r"3[89](?:[.度℃ ]|$)|4[01](?:[.度℃ ]|$)|高熱|発熱|fever|发烧|發燒|sốt|열이|lagnat"
)
_FINE = re.compile(r"平熱|予防接種|健診|何度から|何℃から")
_OTHER = re.compile(
    r"隣|となり|近所|上の階|下の階|友(?:達|人|だち)|知人|知り合い|ママ友|親戚|アパートの|クラス|生徒|園児"
    r"|児童|受け持ち|担任|保健師|訪問先|職場|同僚|後輩|姉|妹(?:が|は)|あの家|neighbor|friend|邻居|隔壁|kapitbahay"
)
_FAMILY = re.compile(
    r"(?:子ども|子供|こども|息子|むすこ|娘|むすめ|孫|まご|[男女]児|[0-9]歳の子)(?:が|は|から|の(?:腕|部屋|体))"
    r"|daughter|my son|女儿|儿子|con gái|딸이|아들이"
)
_CHILD = re.compile(
    r"子ども|子供|こども|息子|むすこ|娘|むすめ|孫|まご|赤ちゃん|あかちゃん|赤ん坊|この子|[男女]児|歳|甥|姪"
    r"|生後|おとうと|いもうと|弟|妹|baby|child|\bson\b|daughter|toddler|孩|宝宝|寶寶|女儿|儿子|\bcon\b|\bbé\b|아이|아기|딸|아들|anak"
)
_BODY = re.compile(
    r"妊娠|産後|破水|陣痛|胎動|お?腹の子|pregnan|怀孕|懷孕|mang thai|임신|buntis"
    r"|(?:私|わたし|自分)が(?!.{0,12}(?:抱|見|目を離|寝))"
)
# A child who writes: own parents named as children name them, and something done to oneself.
_CHILD_WRITES = re.compile(
    r"(?:お?父さん|おとうさん|お?母さん|おかあさん|パパ|ぱぱ|ママ|まま|親|父|母|兄|おにいちゃん|おじさん|先生|コーチ)"
    r"(?:の(?:彼氏|かれし))?(?:に|が|から|は).{0,24}(?:[らかさたま]れ(?:る|た|て|ま)|たたく|叩く"
    r"|なぐ|殴って|ける|くれな|くれん|さわ|触っ|はいって|入って)"
    r"|家(?:に)?(?:帰|かえ|入れて)|my (?:dad|mom|stepdad|uncle)"
    r"|爸爸|妈妈|媽媽|아빠가|엄마가|새아빠|\bbố|\bmẹ|papa"
)


class DangerRules:
    """Finds danger in a prepared message."""

    def __init__(self, lexicon: Lexicon, model: Mapping | None = None) -> None:
        """`model`: knowledge/model/danger.json as read; without it the rules decide alone."""
        names = {row["name"]: f"(?:{row['variants']})" for row in lexicon.get("danger_words", ())}
        self._rules = [
            (row["kind"], row["about"], _compiled(row["pattern"], names))
            for row in lexicon.get("danger", ())
        ]
        self._calm = [_compiled(row["pattern"], names) for row in lexicon.get("danger_calm", ())]
        self._weary = [_compiled(row["pattern"], names) for row in lexicon.get("weary", ())]
        self._signs = [
            (row["sign"], re.compile(row["pattern"])) for row in lexicon.get("danger_signs", ())
        ]
        self._model = Classifier(model or {})

    def find(self, message: Message, ages: Ages | None = None) -> tuple[Danger | None, bool]:
        """The danger of a message, or None; and whether its writer sounds worn out."""
        weary = any(rule.search(message.text) for rule in self._weary)
        signs = self.signs(message)
        newborn = _newborn_fever(message.text, ages)
        ruled = self.ruled(message) if speaking(signs) else None
        kind, about, matched = ruled or ("", "", "")
        likely = 1.0
        if newborn:
            kind, about, matched = "medical", "child", "fever"
        elif self._model.classes:
            kind, likely = self._weighed(message, signs, kind)
            weary = weary or (not kind and likely >= UNEASY and "tired" in signs)
            if ruled is None or kind != ruled[0]:
                about, matched = "", "+".join(signs)
        if not kind:
            return None, weary
        about = about or _about(kind, message.text)
        return Danger(kind, about, matched, likely >= CERTAIN), weary

    def passing(self, part: Message) -> Danger | None:
        """The danger that one part of a longer message speaks of, or None."""
        signs = self.signs(part)
        if not speaking(signs):
            return None
        kind, about, matched = self.ruled(part) or ("", "", "")
        if self._model.classes:
            ruled = kind
            kind, likely = self._weighed(part, signs, ruled)
            if not ruled and likely < PASSING:
                return None
            if kind != ruled:
                about, matched = "", "+".join(signs)
        return Danger(kind, about or _about(kind, part.text), matched) if kind else None

    def signs(self, message: Message) -> tuple[str, ...]:
        """The names of the signs in the message as typed and in its standard form."""
        view = hiragana(message.text)
        standard = hiragana(message.standard)
        if standard != view:
            view = f"{view}\n{standard}"
        return tuple(name for name, pattern in self._signs if pattern.search(view))

    def ruled(self, message: Message) -> tuple[str, str, str] | None:
        """Kind, about and the words of the rule that decides, or None."""
        views = _views(message)
        hits: dict[str, tuple[str, str, str]] = {}
        calm: dict[int, list[tuple[int, int]]] = {}
        for kind, about, rule in self._rules:
            for number, view in enumerate(views):
                if kind in hits:
                    break
                for match in rule.finditer(view):
                    if number not in calm:
                        calm[number] = [m.span() for one in self._calm for m in one.finditer(view)]
                    if not _covered(match.span(), calm[number]):
                        hits[kind] = (kind, about, match[0])
                        break
        return next((hits[kind] for kind in ORDER if kind in hits), None)

    def _weighed(self, message: Message, signs: tuple[str, ...], ruled: str) -> tuple[str, float]:
        """The kind that model and rule agree on, or "", and how likely danger is."""
        scores = self._model.scores(evidence(message, signs, ruled))
        likely = scores[ANY]
        best = max((kind for kind in scores if kind != ANY), key=lambda kind: scores[kind])
        if ruled and scores[ruled] >= NEARLY * scores[best]:
            best = ruled
        enough = likely >= (AGREED if ruled else SURE)
        return (best if enough else ""), likely


def evidence(message: Message, signs: tuple[str, ...], ruled: str) -> set[str]:
    """What the model weighs: the classifier's features, d sign, q pair of signs, r kind of rule."""
    found = features(message)
    found.update("d:" + sign for sign in signs)
    found.update(f"q:{first}+{second}" for first, second in combinations(signs, 2))
    found.add("r:" + ruled)
    return found


def speaking(signs: Iterable[str]) -> bool:
    """True when a sign says more than who is there: then the rules are worth their time."""
    return any(sign not in COMPANY and not sign.startswith("c_") for sign in signs)


def _newborn_fever(text: str, ages: Ages | None) -> bool:
    young = ages is not None and ages.max <= NEWBORN_MONTHS
    return bool(young and _FEVER.search(text) and not _FINE.search(text))


def _views(message: Message) -> tuple[str, ...]:
    """The text as typed and, where they differ, in hiragana and in its standard form."""
    return tuple(dict.fromkeys((message.text, hiragana(message.text), message.standard)))


def _compiled(pattern: str, names: Mapping[str, str]) -> re.Pattern[str]:
    for name, variants in names.items():
        pattern = pattern.replace("{" + name + "}", variants)
    return re.compile(pattern)


def _covered(span: tuple[int, int], calm: Iterable[tuple[int, int]]) -> bool:
    """True when a look-alike overlaps the match: they speak of the same words."""
    return any(start < span[1] and span[0] < end for start, end in calm)


def _about(kind: str, text: str) -> str:
    """Whose danger: other people's, a child's (own, or the child writes), or the writer's."""
    if _OTHER.search(text):
        return "other"
    if kind == "suicide":
        return "child" if _FAMILY.search(text) else "self"
    if kind == "child_harm":
        return "child" if _CHILD_WRITES.search(text) else "self"
    if kind == "medical":
        return "child" if _CHILD.search(text) or not _BODY.search(text) else "self"
    return "self"
