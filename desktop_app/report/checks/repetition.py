"""Lists that a report prints point by point and that stood in the last one word for word."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop_app.core.records import FigureContent, FigureValue, Finding
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.document import plain
from desktop_app.report.narrative import Narrator
from desktop_app.report.slots import parse, slots_of

_SHARE = 0.6  # of a list's points, from which it is told
_FEWEST = 2  # points; one problem may well stay open


def unchanged_points(given: CheckInput) -> Iterator[Finding]:
    """Find chapters whose points were printed before: problems, measures, what became of them.

    A warning where nothing is new, a hint where little is: a measure may well take two quarters.

    Compared is what the last report printed, as it was frozen where it was.
    """
    narrator = Narrator(given.values)
    for chapter in given.chapters:
        for slot in slots_of(parse(chapter.body)):
            figure = given.values.get(slot.key)
            if figure is None or slot.at or "points" not in slot.formats:
                continue
            points, before = _points(figure.value), _points(_printed_before(given, figure))
            same = sum(point in before for point in points)
            if len(points) >= _FEWEST and same >= _SHARE * len(points):
                title = plain(narrator.runs(chapter.title))
                yield Finding(
                    "sameness.points",
                    "warning" if same == len(points) else "hint",
                    f"{len(points)}条中有{same}条和上期报告的一字不差，"
                    "请写出这一期的新情况，已经解决的请销号",
                    f"“{title}”" if title else "开头",
                    slot.key,
                    chapter=chapter.uid,
                )


def _printed_before(given: CheckInput, figure: FigureValue) -> FigureContent:
    for base in given.frozen:
        if base.at == "prev" and figure.key in base.values:
            return base.values[figure.key]
    return figure.previous


def _points(value: FigureContent) -> Collection[str]:
    return [" ".join(text.split()) for text in value] if isinstance(value, tuple) else ()
