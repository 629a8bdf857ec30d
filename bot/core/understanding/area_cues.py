"""Whether a name that stands in a text means the place: what stands before and after it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..catalog import Area
from .area_names import KANJI, Folder, romaji_key

# What a spelling needs beside it before it means the place.
SURE, PLACE, NEAR, NEVER = range(4)
_NEEDS = {"": SURE, "place": PLACE, "near": NEAR, "never": NEVER}
# How strongly the words beside it say that it does.
BARE, LOOSE, NEARBY, HOME = range(4)

_GAP = r"[\s、。,.!?！？・()（）「」:;/\-]"
_HOME_AFTER = re.compile(
    r"(?:の方|のほう|のへん|のあたり|の近く|のちかく|辺り?|あたり|周辺|地区|町内|界隈| ?근처"
    r"|지역)*(?:に|へ)? ?"
    r"(?:在住|住|すん|すみ|引っ?越|ひっこし|転入|転居|移住|家が|家を|越して|おります|おるき)"
    r"|に(?:い|居)(?:ます|る|て)|の(?:者|もの|住民)|育ち|에 ?(?:살|사는|이사)"
)
_NEARBY = re.compile(
    r"(?:の|が|に|って|で|は|から)? ?"
    r"(?:近|ちか|最寄|もより|周辺|付近|あたり|辺|へん|らへん|界隈|方面|地区|地域|区域"
    r"|方(?!法|針|向)|ほう|んとこ|そば|隣|となり|ふもと|校区|駅"
    r"|附近|旁[边邊]|周[边邊]| ?근처| ?쪽| ?지역)|에서|에 "
)
_LOOSE = re.compile(
    r"で|だ(?!っ)|や(?!っ(?!た)|ま|す|め)|じゃ|なが|なん[でだや]|の(?!上|よう)|に|へ|から|まで|は"
    r"|も"
    r"|って|的"
    r"|か(?!ら)|と|なら"
    r"|小(?![さ児])|小学|中学|保育|幼稚園|こども園|児童|公民館|団地|支所|ふれあい|こみゅにてぃ"
)
_END = re.compile(rf"(?:{_GAP}|$)")
_LOOSE_BEFORE = re.compile(rf"(?:^|{_GAP}|[在去到])$")
_HOME_BEFORE = re.compile(
    r"(?:家|うち|住まい|住所|住み|住んでるの|場所|地域|校区|駅)(?:は|が|も)?[\s:、]*$|住在$"
)
_CITY_BEFORE = re.compile(r"(?:高知(?:市|県)?|こうちし?)(?:内)?の?\s*$")
_ELSEWHERE = re.compile(
    r"(?:(?<!高知)[県都府市]|東京|大阪|京都|名古屋|神奈川|千葉|埼玉|愛知|福岡|滋賀|兵庫|愛媛|岡山"
    r"|広島)"
    r"[のにある]{0,3}\s*$"
)
_PERSON = re.compile(
    r"さん(?!ば)|ちゃん|くん|君|先生|様|さま|氏|市|県(?!立)|郡|家の|課長|院長|医師|選手|監督|知事"
    r"|クリニック|くりにっく|医院|歯科|小児科|産婦人科|産科|内科|整形"
    r"|[^のぁ-ん\s]{0,4}病院(?!の?(?:近|そば|周辺|隣|前))"
)
_LONGER_NAME = re.compile(r"[川島田野原村波菜賀塚崎沢湖港海神城国線弁歳](?!球|立)|内海")
_LEFT = re.compile(r"から(?:の)?(?:引|転|移|来|き(?:た|ま)|こっち|越|戻)|出身|에서 왔")
# kanji that end a word before the name: 現在潮江, 実家朝倉, 職場高須
_WORD_ENDS = frozenset(
    "在家宅市県町村区内外所場地域先住私妻夫娘嫁母父孫友達者元月日週年歳才児男女夜朝人"
)
_PARTICLES = frozenset("はがのもとでをにへや")
_KANJI = re.compile(f"[{KANJI}]")
_KANA = re.compile("[ぁ-ゖー]")


class Name(NamedTuple):
    """One spelling of an area and what it needs beside it."""

    text: str
    area: Area
    needs: int
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None


class Stopwords:
    """lexicon/area_stopwords: spellings that are common words too."""

    def __init__(self, rows: Iterable[Mapping[str, str]], folder: Folder) -> None:
        self._rows = {folder.fold(row["name"]): row for row in rows}
        self._romaji = {romaji_key(name): row["cue"] for name, row in self._rows.items()}

    def romaji_needs(self, key: str, usual: int) -> int:
        """What a spelling in Latin letters needs; `usual` where the table is silent."""
        return _NEEDS[self._romaji[key]] if key in self._romaji else usual

    def name(self, text: str, area: Area, implied: bool) -> Name:
        """Describe a spelling; `implied`: a short form that nobody wrote down."""
        row = self._rows.get(text)
        if row is None:
            return Name(text, area, _usual_needs(text, implied))
        before = re.compile(f"(?:{row['not_before']})$") if row["not_before"] else None
        after = re.compile(row["not_after"]) if row["not_after"] else None
        return Name(text, area, _NEEDS[row["cue"]], before, after)


def _usual_needs(text: str, implied: bool) -> int:
    """The shorter a spelling the more it needs, and kana need more than kanji."""
    if not _KANA.fullmatch(text[0]) or _KANJI.search(text):
        if len(text) == 1:
            return PLACE
        return NEAR if implied and len(text) == 2 else SURE
    if len(text) <= 2:
        return NEVER if implied else NEAR
    if implied and len(text) == 3:
        return NEAR
    return PLACE if len(text) <= 5 else SURE


def strength(name: Name, text: str, start: int) -> int | None:
    """How strongly `text` speaks of the place at `start`: BARE to HOME, None when it does not."""
    end = start + len(name.text)
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    if _forbidden(name, before, after) or not _whole_word(name, before, after):
        return None
    found = _cue(before, after)
    needed = {SURE: BARE, PLACE: LOOSE, NEAR: NEARBY, NEVER: HOME + 1}[name.needs]
    return found if found >= needed else None


def left(text: str, end: int) -> bool:
    """True when the place that ends there is where somebody came from."""
    return bool(_LEFT.match(text, end))


def _forbidden(name: Name, before: str, after: str) -> bool:
    if name.not_before and name.not_before.search(before):
        return True
    if name.not_after and name.not_after.match(after):
        return True
    return bool(_PERSON.match(after) or _ELSEWHERE.search(before))


def _whole_word(name: Name, before: str, after: str) -> bool:
    """False inside a longer word: 旭川, 手鏡, 大津波, いけない."""
    last = before[-1:]
    if _CITY_BEFORE.search(before):
        return True
    if _KANA.fullmatch(name.text[0]) and _KANA.match(last):
        distinct = len(name.text) >= 4 or _KANJI.search(name.text)
        return bool(distinct) and last in _PARTICLES
    if not _KANJI.match(name.text):
        return True
    if len(name.text) == 1 and _KANA.match(last) and last not in _PARTICLES | {"こ"}:
        return False
    if name.needs >= PLACE:
        return not _KANJI.match(last) or last in "在去到"
    if len(name.text) > 2:
        return True
    inside = _KANJI.match(last) and last not in _WORD_ENDS
    return not inside and not _LONGER_NAME.match(after)


def _cue(before: str, after: str) -> int:
    if _HOME_AFTER.match(after) or _HOME_BEFORE.search(before):
        return HOME
    if _NEARBY.match(after) or _CITY_BEFORE.search(before):
        return NEARBY
    if _LOOSE.match(after) or (_END.match(after) and _LOOSE_BEFORE.search(before)):
        return LOOSE
    return BARE
