"""A newer file of a form: where the cells that were given a content are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.services.upper_forms.book import Book
from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import Labels, label_distance, labels_of, tidy
from desktop_app.services.upper_forms.open_cells import empty_cells, open_cells

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

    @property
    def is_telling(self) -> bool:
        """Whether there is anything to know it by."""
        return bool(self.row or self.column or self.text)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cell of the newer file. away: how far its label is; is_open: whether it asks."""

    spot: Spot
    away: int
    is_open: bool


def moves(old: Book, new: Book, contents: Mapping[Spot, str]) -> list[Move]:
    """Look every mapped cell up in a newer file, in the order of the old one."""
    grids = {sheet.grid.title: sheet.grid for sheet in old.sheets}
    marks = {spot: _mark(grids[spot[0]], spot[1]) for spot in sorted(contents) if spot[0] in grids}
    wanted = frozenset(marks.values())
    by_mark: dict[_Mark, list[_Candidate]] = {}
    for sheet in new.sheets:
        for mark, candidate in _candidates(sheet.grid, wanted):
            by_mark.setdefault(mark, []).append(candidate)
    found = []
    for spot, mark in marks.items():
        grid, place = grids[spot[0]], spot[1]
        spots = _alike(by_mark.get(mark, []), label_distance(grid, place))
        is_the_same = _stands(new, spot, mark)
        found.append(
            Move(
                spot,
                spot if is_the_same else _nearest(spots, spot),
                labels_of(grid, place).shown or grid.cell(place).text,
                contents[spot],
                certain=mark.is_telling if is_the_same else len(spots) == 1,
            )
        )
    return found


def _alike(candidates: Sequence[_Candidate], away: int) -> list[Spot]:
    """Return the cells as far from their label as the old one, else those that ask.

    Beside a label several empty cells may have no other label than it.
    """
    return [one.spot for one in candidates if one.away == away] or [
        one.spot for one in candidates if one.is_open
    ]


def _stands(book: Book, spot: Spot, mark: _Mark) -> bool:
    """Whether the very same cell is in a book, at the same place."""
    sheet = book.sheet(spot[0])
    return (
        sheet is not None
        and sheet.grid.holds(spot[1])
        and not sheet.grid.cell(spot[1]).is_formula
        and _mark(sheet.grid, spot[1]) == mark
    )


def _candidates(grid: Grid, wanted: frozenset[_Mark]) -> Iterator[tuple[_Mark, _Candidate]]:
    """Yield the cells that may take a content and are looked for: empty ones, and texts."""
    asking = open_cells(grid)
    for place, labels in empty_cells(grid).items():
        mark = _Mark(*_texts(labels), "")
        if mark in wanted:
            away = label_distance(grid, place)
            yield mark, _Candidate((grid.title, place), away, place in asking)
    for place, cell in grid.cells.items():
        if cell.text and not cell.is_formula:
            mark = _mark(grid, place)
            yield mark, _Candidate((grid.title, place), label_distance(grid, place), is_open=True)


def _mark(grid: Grid, place: Place) -> _Mark:
    labels = labels_of(grid, place)
    own = timeless(grid.cell(place).text)
    return _Mark(*_texts(labels), own)


def _texts(labels: Labels) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(map(timeless, labels.row)), tuple(map(timeless, labels.column))


@lru_cache(maxsize=4096)
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
