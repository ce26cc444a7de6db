"""A newer file of a form: where the cells that were given a content are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.services.upper_forms.book import Book
from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import Labels, labels_of, open_cells, tidy

Spot = tuple[str, Place]
"""(sheet, cell)."""

_PERIOD = re.compile(r"\d{4}年度?|第?[一二三四1-4]季度|\d{1,2}(-\d{1,2})?月(份)?|[上下]半年")


@dataclass(frozen=True, slots=True)
class Move:
    """A mapped cell of the old file and where it stands now; new: None where it is lost.

    certain: whether the labels are the same and nothing else has them.
    """

    old: Spot
    new: Spot | None
    labels: str
    content: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """By what a cell is known again: its labels, or its own text."""

    row: tuple[str, ...]
    column: tuple[str, ...]
    text: str


def moves(old: Book, new: Book, contents: Mapping[Spot, str]) -> list[Move]:
    """Look every mapped cell up in a newer file, in the order of the old one."""
    by_mark: dict[_Mark, list[Spot]] = {}
    for sheet in new.sheets:
        for place in _writable(sheet.grid):
            spots = by_mark.setdefault(_mark(sheet.grid, place), [])
            spots.append((sheet.grid.title, place))
    found = []
    for spot, content in sorted(contents.items(), key=lambda item: item[0]):
        origin = old.sheet(spot[0])
        if origin is None:
            continue
        mark = _mark(origin.grid, spot[1])
        spots = by_mark.get(mark, [])
        is_the_same = _stands(new, spot, mark)
        target = spot if is_the_same else _nearest(spots, spot)
        found.append(
            Move(
                spot,
                target,
                labels_of(origin.grid, spot[1]).shown or origin.grid.cell(spot[1]).text,
                content,
                certain=is_the_same or len(spots) == 1,
            )
        )
    return found


def _stands(book: Book, spot: Spot, mark: _Mark) -> bool:
    """Whether the very same cell is in a book, at the same place."""
    sheet = book.sheet(spot[0])
    return (
        sheet is not None
        and not sheet.grid.cell(spot[1]).is_formula
        and _mark(sheet.grid, spot[1]) == mark
    )


def _writable(grid: Grid) -> Iterable[Place]:
    """Return the cells that may take a content: the empty ones and those with a text."""
    texts = [place for place, cell in grid.cells.items() if cell.text and not cell.is_formula]
    return [*open_cells(grid), *texts]


def _mark(grid: Grid, place: Place) -> _Mark:
    labels = labels_of(grid, place)
    own = timeless(grid.cell(place).text)
    return _Mark(*_texts(labels), own)


def _texts(labels: Labels) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(map(timeless, labels.row)), tuple(map(timeless, labels.column))


def timeless(text: str) -> str:
    """Return a label without the quarter that it may name, which is another one each time.

    A label that is nothing but a quarter stays: it tells columns apart.
    """
    bare = tidy(text)
    return _PERIOD.sub("", bare) or bare


def without_period(name: str) -> str:
    """Return a file's name without the quarter in it, for a form that comes every quarter."""
    return _PERIOD.sub("", name).strip(" -_（）()") or name


def _nearest(spots: Iterable[Spot], old: Spot) -> Spot | None:
    """Return the likeliest of several cells with the same labels: same sheet, then nearby."""
    return min(
        spots,
        key=lambda spot: (
            spot[0] != old[0],
            abs(spot[1][0] - old[1][0]) + abs(spot[1][1] - old[1][1]),
        ),
        default=None,
    )
