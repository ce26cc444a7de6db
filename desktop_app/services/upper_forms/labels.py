"""The labels of a cell: what stands left of it and above it, nearest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid

_NUMBER = re.compile(r"[\d.,%\-]+|[一二三四五六七八九十]+[、.]?|[(（]\d+[)）]")
_ASKED_FOR = re.compile(
    r".*:|(填报|报送|上报|制表|填表|审核|联系|单位|日期|报告期)[^:]*:.*"
    r"|(报告|报表|所属|统计|填报|填表|报送|上报|报出|制表|截止)(期|期间|季度|日期|时间|时段|单位)"
)
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


def open_cells(grid: Grid) -> dict[Place, Labels]:
    """Return the empty cells that seem to be there to be filled, in reading order.

    Framed, seen, with a label at their left or above them. A cell right of an open one, or below
    one, has its labels, so that a large table is not walked through for each of its cells.
    """
    rows: dict[Place, Texts] = {}
    columns: dict[Place, Texts] = {}
    found: dict[Place, Labels] = {}
    for row in range(1, grid.rows + 1):
        for column in range(1, grid.columns + 1):
            place = (row, column)
            if not _may_be_filled(grid, place):
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


def _may_be_filled(grid: Grid, place: Place) -> bool:
    if grid.owner(place) != place or grid.is_hidden(place):
        return False
    cell = grid.cell(place)
    return cell.is_open and cell.look.border


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
        if is_upward and (_is_wide(grid, owner) or _ASKED_FOR.fullmatch(tidy(text))):
            if begun:
                return
            continue
        if _NUMBER.fullmatch(tidy(text)):
            continue
        begun = True
        yield text


def _is_wide(grid: Grid, place: Place) -> bool:
    """Whether a cell goes over most of the table, or stands alone in its row."""
    span = grid.span(place)
    width = span.right - span.left + 1
    return grid.columns > 1 and width > 1 and width >= _WIDE * grid.columns
