"""The labels of a cell: what stands left of it and above it, nearest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid

_NUMBER = re.compile(r"[\d.,%\-]+|[一二三四五六七八九十]+[、.]?|[(（]\d+[)）]")
_ASKED_FOR = re.compile(
    r".*:|(填报|报送|上报|制表|填表|审核|联系|单位|日期|报告期)[^:]*:.*"
    r"|(报告|报表|所属|统计|填报|填表|报送|上报|报出|制表|截止)(期|期间|季度|日期|时间|时段|单位)"
)
_TITLE = re.compile(r".*(表|台账|汇总|统计|报告)(\([^)]*\))?")
_WIDE = 0.7  # of the table's width: a title or the heading of a section, not of a column


Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts left of a cell (in its row) and above it (in its column), nearest first."""

    row: Texts = ()
    column: Texts = ()

    @property
    def shown(self) -> str:
        """The labels as one reads them: 张村 · 主题党日 · 次数."""
        return " · ".join([*reversed(self.row), *reversed(self.column)])


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Return a text for comparing: half-width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def labels_of(grid: Grid, place: Place) -> Labels:
    """Return the labels of a cell; running numbers, titles and headings of sections are none."""
    return Labels(_row_labels(grid, place), _column_labels(grid, place))


def labelled_cells(grid: Grid, is_wanted: Callable[[Place], bool]) -> dict[Place, Labels]:
    """Return the empty cells that are seen, wanted and have labels, in reading order.

    A cell right of such a one, or below one, has its labels, so that a large table is not walked
    through for each of its cells.
    """
    rows: dict[Place, Texts] = {}
    columns: dict[Place, Texts] = {}
    found: dict[Place, Labels] = {}
    for row in range(1, grid.rows + 1):
        for column in range(1, grid.columns + 1):
            place = (row, column)
            if not _is_empty(grid, place) or not is_wanted(place):
                continue
            left, above = (row, column - 1), (row - 1, column)
            rows[place] = rows[left] if left in rows else _row_labels(grid, place)
            columns[place] = columns[above] if above in columns else _column_labels(grid, place)
            labels = Labels(rows[place], columns[place])
            if labels.row or labels.column:
                found[place] = labels
            span = grid.span(place)
            if span.place != (span.bottom, span.right):
                del rows[place], columns[place]  # its neighbours look past it in their own way
    return found


def label_distance(grid: Grid, place: Place) -> int:
    """Return how far an empty cell with labels on one side alone is from the nearest, else 0."""
    labels = labels_of(grid, place)
    if grid.cell(place).text or bool(labels.row) == bool(labels.column):
        return 0
    span = grid.span(place)
    if labels.row:
        on_the_way = ((span.top, column) for column in range(span.left - 1, 0, -1))
    else:
        on_the_way = ((row, span.left) for row in range(span.top - 1, 0, -1))
    return next((away for away, one in enumerate(on_the_way, 1) if is_label(grid, one)), 0)


def is_label(grid: Grid, place: Place) -> bool:
    """Whether there is a text at a place that may name what stands beside it or below it."""
    cell = grid.cell(place)
    return not (
        cell.is_open
        or cell.is_formula
        or _NUMBER.fullmatch(tidy(cell.text))
        or is_title(grid, place)
    )


def is_title(grid: Grid, place: Place) -> bool:
    """Whether a cell goes over most of the table, or is the title of one that has no frames."""
    span = grid.span(place)
    width, columns = span.right - span.left + 1, grid.used[1]
    if columns > 1 and width > 1 and width >= _WIDE * columns:
        return True
    cell = grid.cell(place)
    return (
        not cell.look.border
        and bool(_TITLE.fullmatch(tidy(cell.text)))
        and all(
            grid.owner((span.top, column)) == span.place or grid.cell((span.top, column)).is_open
            for column in range(1, columns + 1)
        )
    )


def _is_empty(grid: Grid, place: Place) -> bool:
    is_seen = grid.owner(place) == place and not grid.is_hidden(place)
    return is_seen and grid.cell(place).is_open


def _row_labels(grid: Grid, place: Place) -> Texts:
    span = grid.span(place)
    return tuple(_nearest(grid, ((span.top, column) for column in range(span.left - 1, 0, -1))))


def _column_labels(grid: Grid, place: Place) -> Texts:
    span = grid.span(place)
    above = ((row, span.left) for row in range(span.top - 1, 0, -1))
    return tuple(_nearest(grid, above, is_upward=True))


def _nearest(grid: Grid, places: Iterator[Place], *, is_upward: bool = False) -> Iterator[str]:
    """Yield the texts of the nearest run of labels on a way from a cell outward."""
    seen: set[Place] = set()
    begun = False
    for place in places:
        owner = grid.owner(place)
        if owner in seen:
            continue
        seen.add(owner)
        cell = grid.cell(place)
        text = cell.text.strip()
        if cell.is_open or cell.is_formula:
            if begun:
                return
            continue
        if is_upward and (is_title(grid, owner) or _ASKED_FOR.fullmatch(tidy(text))):
            if begun:
                return
            continue
        if _NUMBER.fullmatch(tidy(text)):
            continue
        begun = True
        yield text
