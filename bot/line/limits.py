"""LINE's limits on message objects, in one place, and how to keep them by shortening.

LINE counts UTF-16 units for texts and grapheme clusters for labels. Sizes of Flex are counted on
the escaped JSON that is really sent, where a Japanese character takes six bytes.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

MESSAGES = 5
TEXT = 5_000  # UTF-16 units
ALT_TEXT = 1_500  # UTF-16 units
QUICK_REPLIES = 13
QUICK_LABEL = 20  # grapheme clusters
FLEX_LABEL = 40  # grapheme clusters
SAID_TEXT = 300  # grapheme clusters: what a tap types, or shows as typed
DATA = 300
URI = 1_000
BUBBLES = 12
BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000

ELLIPSIS = "…"
_UNSENDABLE = re.compile(r"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]")
_BLANK = "\u200b\u200c\u200d\u2060\ufeff\u3164\u00ad \n\t\u3000"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEMES = ("http", "https")
_LONGEST_CLUSTER = 16  # code points; a longer pile of accents counts as several


def clean(text: str) -> str:
    """Take away lone surrogates, control characters and the blanks around; "" when none is left."""
    text = _UNSENDABLE.sub("", text).strip()
    return text if text[:1] not in _BLANK or text.strip(_BLANK) else ""


def utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def graphemes(text: str) -> Iterator[str]:
    """Split into what a reader sees as one character: accents, flags, joined emoji stay whole."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    if len(cluster) >= _LONGEST_CLUSTER:
        return False
    if _is_flag_half(character):
        return len(cluster) == 1 and _is_flag_half(cluster)
    return (
        character == "\u200d"
        or (cluster[-1] == "\u200d" and unicodedata.category(character) == "So")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or character in "\uff9e\uff9f"
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or (cluster == "\r" and character == "\n")
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def shorten(text: str, units: int) -> str:
    """Clean `text` and cut it to `units` UTF-16 units, … at the end of a grapheme cluster."""
    text = clean(text)
    if 2 * len(text) <= units or utf16(text) <= units:
        return text
    end = units - 1
    while (over := utf16(text[:end]) - (units - 1)) > 0:
        end -= (over + 1) // 2
    return text[: _cluster_end(text, end)].rstrip() + ELLIPSIS


def _cluster_end(text: str, end: int) -> int:
    """The last end of a grapheme cluster at or before `end`."""
    begin = max(0, end - 4 * _LONGEST_CLUSTER)
    last = begin
    for cluster in graphemes(text[begin : end + _LONGEST_CLUSTER]):
        if last + len(cluster) > end:
            break
        last += len(cluster)
    return last


def shorten_label(text: str, clusters: int) -> str:
    """Clean `text`, put it on one line and cut it to `clusters` grapheme clusters."""
    text = " ".join(clean(text).split())
    if len(text) <= clusters:
        return text
    seen = list(graphemes(text))
    if len(seen) > clusters:
        text = "".join(seen[: clusters - 1]) + ELLIPSIS
    return shorten(text, 4 * clusters)


def size(value: object) -> int:
    """Bytes of `value` as it goes over the wire."""
    return len(json.dumps(value))


def web_address(address: str) -> str:
    """An http(s) address LINE accepts, percent-encoded; "" when it is none or too long."""
    whole = _STRAY_PERCENT.sub("%25", clean(address))
    encoded = quote(whole, safe="!#$%&'()*+,/:;=?@[]~-._")
    try:
        parts = urlsplit(encoded)
    except ValueError:
        return ""
    lawful = parts.scheme in _SCHEMES and parts.hostname and len(encoded) <= URI
    return encoded if lawful else ""


def telephone(value: str) -> str:
    """A tel: address for the number in `value` that a phone dials when tapped; "" for no number.

    Of several numbers (" / " between) one without # or * is taken: iPhones do not dial those.
    """
    numbers = ["".join(re.findall(r"[0-9+#*]", part)) for part in clean(value).split("/")]
    numbers = [number for number in numbers if re.fullmatch(r"\+?[0-9#*]{2,20}", number)]
    plain = [number for number in numbers if not set(number) & set("#*")]
    chosen = (plain or numbers or [""])[0]
    return "tel:" + quote(chosen, safe="+*") if chosen else ""


def share_address(text: str) -> str:
    """LINE's address that forwards `text`, shortened until the address keeps its limit."""
    text = clean(text)
    clusters = list(graphemes(text))
    head = "https://line.me/R/share?text="
    room = URI - len(head)
    if len(quote(text, safe="")) <= room:
        return head + quote(text, safe="") if text else ""
    room -= len(quote(ELLIPSIS))
    kept = ""
    for cluster in clusters:
        encoded = quote(cluster, safe="")
        if len(encoded) > room:
            break
        room -= len(encoded)
        kept += encoded
    return head + kept + quote(ELLIPSIS)
