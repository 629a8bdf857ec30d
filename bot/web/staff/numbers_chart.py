"""Bars of numbers as SVG, readable without colour: one kind is full, the other is hatched."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from pygal import Bar, HorizontalBar
from pygal.style import Style

WIDE, NARROW = 800, 350  # pixels across
MOST_LABELS = 12  # side by side
LETTER = 13  # pixels high
LONGEST_LABEL = {WIDE: 18, NARROW: 9}  # letters
# A picture stands for itself: nothing is loaded from elsewhere, no script runs in it.
CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_HATCH = "hatch"
_INK = "#1f2a30"
_FILLS = ("#14694a", f"url(#{_HATCH})")
_LOOK: dict[str, Any] = dict(
    value_colors=(_INK, _INK),
    background="#ffffff",
    plot_background="#ffffff",
    foreground=_INK,
    foreground_strong=_INK,
    foreground_subtle="#d3dddf",
    guide_stroke_color="#d3dddf",
    major_guide_stroke_color="#d3dddf",
    guide_stroke_dasharray="1,0",
    major_guide_stroke_dasharray="1,0",
    font_family="Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Meiryo, sans-serif",
    label_font_size=LETTER,
    major_label_font_size=LETTER,
    value_font_size=LETTER - 1,
    opacity="1",
    stroke_opacity="1",
    transition="0s",
)


class Bars(NamedTuple):
    """What is drawn. series: (name, a number for each label), two at most. upright: a row of bars
    in time; else one below the other. hatched: the only kind is drawn as the second of two.
    marks: the labels that are written where there is no room for all."""

    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]
    upright: bool = False
    hatched: bool = False
    marks: Sequence[str] = ()


def draw(bars: Bars, width: int) -> bytes:
    """`bars` as an SVG of WIDE or NARROW pixels."""
    upright = bars.upright and width == WIDE
    chart = (Bar if upright else HorizontalBar)(**_shape(bars, width, upright))
    step = 1 if upright else -1  # rows that lie are drawn from the bottom up
    chart.x_labels = [_short(label, LONGEST_LABEL[width]) for label in bars.labels[::step]]
    for name, numbers in bars.series:
        chart.add(name, [number or None for number in numbers[::step]])
    chart.add_xml_filter(lambda root: _finished(root, upright))
    return chart.render()


def height(bars: Bars, width: int) -> int:
    """Pixels from top to bottom."""
    if bars.upright and width == WIDE:
        return 300
    return 52 + len(bars.labels) * (18 + 20 * len(bars.series))


def _shape(bars: Bars, width: int, upright: bool) -> dict[str, Any]:
    highest = max((max(numbers, default=0) for _, numbers in bars.series), default=0)
    rows = len(bars.labels) * len(bars.series)
    longest = max((min(len(label), LONGEST_LABEL[width]) for label in bars.labels), default=0)
    crowded = upright and rows > 26
    return {
        "style": Style(colors=_FILLS[bars.hatched :], **_LOOK),
        "width": width,
        "height": height(bars, width),
        "explicit_size": True,
        "show_legend": False,
        "js": (),
        "no_data_text": "",
        "range": (0, max(highest * 1.08, 5)),
        "y_labels": _steps(highest, 4 if width == WIDE else 2),
        "value_formatter": lambda number: f"{number:,.0f}",
        "print_values": not crowded,
        "print_zeroes": False,
        "print_values_position": "top",
        "truncate_label": LONGEST_LABEL[width] + 1,
        # Room is reckoned for letters of half the width.
        "margin_left": 12 if upright else 12 + round(longest * LETTER * 0.42),
        "margin_right": 28,
        "margin_top": 12,
        "margin_bottom": 12,
        "x_labels_major": list(bars.marks),
        "show_minor_x_labels": not (upright and len(bars.labels) > MOST_LABELS),
        "rounded_bars": 0,
    }


def _steps(highest: int, most: int) -> list[int]:
    """The lines of the scale, at most `most` above nought, on round numbers."""
    step = next(
        s * 10**power
        for power in range(9)
        for s in (5, 10, 20)
        if s * 10**power * most >= max(highest, 5)
    )
    return list(range(0, max(highest, 5) + 1, step))


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _finished(root: Any, upright: bool) -> Any:
    """Without scripts, with the hatch, and each number clear of its bar."""
    for parent in list(root.iter()):
        for child in [one for one in parent if str(one.tag).endswith("script")]:
            parent.remove(child)
        if str(parent.tag).endswith("text") and parent.get("class") == "value":
            axis, by = ("y", -3) if upright else ("x", 4)
            parent.set(axis, str(float(parent.get(axis)) + by))
            parent.set("text-anchor", "middle" if upright else "start")
    root.append(_hatch())
    return root


def _hatch() -> Any:
    defs = Element("defs")
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = SubElement(defs, "pattern", {"id": _HATCH, "width": "6", "height": "6", **turned})
    SubElement(pattern, "rect", {"width": "6", "height": "6", "fill": "#ffe3c7"})
    SubElement(pattern, "rect", {"width": "3", "height": "6", "fill": "#9a4a00"})
    return defs
