"""Which empty cells of a sheet seem to be there to be filled: the framed ones, or those at labels.

Many a sheet has frames, and its empty framed cells are what is to be filled. Others are labels
and nothing else: there, cells ask that were perhaps never written.
"""

from __future__ import annotations

import re

from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import Labels, is_label, labelled_cells, tidy
from desktop_app.services.upper_forms.wording import names_number

_DOWN, _RIGHT = (1, 0), (0, 1)
_REMARK = re.compile(r".*[。；;！].*|(注|说明):.*|.{41,}")
"""What is too much of a sentence for a label."""
_SECTION = re.compile(r"[一二三四五六七八九十]+[、.].*")


def open_cells(grid: Grid) -> dict[Place, Labels]:
    """Return the empty cells that seem to be there to be filled, in reading order."""
    framed = labelled_cells(grid, lambda place: _is_framed(grid, place))
    return framed or _bare_cells(grid)


def empty_cells(grid: Grid) -> dict[Place, Labels]:
    """Return every empty cell that has a label somewhere at its left or above it."""
    return labelled_cells(grid, lambda _place: True)


def _is_framed(grid: Grid, place: Place) -> bool:
    return grid.cell(place).look.border and place[0] <= grid.used[0] and place[1] <= grid.used[1]


def _bare_cells(grid: Grid) -> dict[Place, Labels]:
    """Return the cells of a sheet without frames that stand in a table of labels, or at its edge.

    The list of labels and the room beside it, the head of a table and the row below it.
    """
    return {
        place: labels
        for place, labels in empty_cells(grid).items()
        if not any(_REMARK.fullmatch(tidy(text)) for text in (*labels.row[:1], *labels.column[:1]))
        and (
            _is_within(grid, place, labels)
            or _is_at(grid, place, _RIGHT, _DOWN)
            or _is_at(grid, place, _DOWN, _RIGHT)
        )
    }


def _is_within(grid: Grid, place: Place, labels: Labels) -> bool:
    """Whether a cell has labels on both sides."""
    is_used = place[0] <= grid.used[0] and place[1] <= grid.used[1]
    return is_used and bool(labels.row and labels.column)


def _is_at(grid: Grid, place: Place, side: Place, along: Place) -> bool:
    """Whether a cell stands beside a label of a list, or below one of a head.

    side: the way from the label to the cell; along: the way in which its fellows go on. A label
    that has as many fellows on both ways belongs to a list.
    """
    label = (place[0] - side[0], place[1] - side[1])
    if 0 in label or not is_label(grid, label) or _is_section(grid.cell(label).text):
        return False
    fellows, others = _fellows(grid, label, along), _fellows(grid, label, side)
    return fellows >= others if side == _RIGHT else fellows > others


def _is_section(text: str) -> bool:
    """Whether a text is the heading of what follows: 一、基层党建."""
    return bool(_SECTION.fullmatch(tidy(text))) and not names_number(text)


def _fellows(grid: Grid, place: Place, way: Place) -> int:
    """Count the labels that follow one another before and behind a cell."""
    return sum(_followers(grid, place, (sign * way[0], sign * way[1])) for sign in (-1, 1))


def _followers(grid: Grid, place: Place, way: Place) -> int:
    found = 0
    while True:
        span = grid.span(place)
        edge = span.place if min(way) < 0 else (span.bottom, span.right)
        place = (
            edge[0] + way[0] if way[0] else place[0],
            edge[1] + way[1] if way[1] else place[1],
        )
        if 0 in place or not is_label(grid, place):
            return found
        found += 1
