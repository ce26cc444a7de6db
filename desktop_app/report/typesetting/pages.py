"""Breaking a column of slabs into pages: no heading alone at the foot, no signature alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import ceil
from typing import Generic, NamedTuple, TypeVar

ContentT_co = TypeVar("ContentT_co", covariant=True)
_EPSILON = 0.01  # points


class Bond(IntEnum):
    """How firmly a slab stays on the page of the next one; a page is broken at the weakest place.

    TOGETHER: the last two rows of a text. NOTE: the text and 附件说明. HEADING: a heading and what
    it heads. HEAD: 版头, title, 主送机关 and the text, which page 1 must show (7.3.3). SIGNATURE:
    署名 is never the first on a page. TABLE: the header of a table and its rows.
    """

    FREE = 0
    TOGETHER = 1
    NOTE = 2
    HEADING = 3
    HEAD = 4
    SIGNATURE = 5
    TABLE = 6


@dataclass(frozen=True, slots=True)
class Slab(Generic[ContentT_co]):
    """A piece of a page that is never cut; lengths in points.

    height: what must fit. advance: from its top to where the next slab may start. gap: empty space
    above it, dropped at the head of a page. on_grid: starts on a row of the grid. bond: with the
    next slab. header: stands again above it where it begins a page.
    """

    content: ContentT_co
    height: float
    advance: float
    gap: float = 0.0
    on_grid: bool = True
    bond: Bond = Bond.FREE
    header: Slab[ContentT_co] | None = None


class Placed(NamedTuple, Generic[ContentT_co]):
    """A slab's content and its top, in points below the head of the type area."""

    content: ContentT_co
    top: float


class _Entry(NamedTuple, Generic[ContentT_co]):
    order: int
    slab: Slab[ContentT_co]
    top: float


def paginate(
    slabs: Sequence[Slab[ContentT_co]], height: float, row: float
) -> list[list[Placed[ContentT_co]]]:
    """Place the slabs on pages of that height, rows of text on a grid of that pitch.

    A slab that is taller than a page stands alone on one and overflows it.
    """
    pages: list[list[Placed[ContentT_co]]] = []
    page: list[_Entry[ContentT_co]] = []
    index, below = 0, 0.0

    def finish(count: int) -> int:
        """Close the page after so many entries; return the slab to go on with."""
        nonlocal page, below
        following = page[count].order if count < len(page) else index
        pages.append([Placed(entry.slab.content, entry.top) for entry in page[:count]])
        page, below = [], 0.0
        return following

    while index < len(slabs):
        slab = slabs[index]
        if not page and slab.header is not None:
            page.append(_Entry(index, slab.header, 0.0))
            below = slab.header.advance
        top = _top(slab, below, row) if page else 0.0
        if page and top + slab.height > height + _EPSILON and not _only_header(page, index):
            index = finish(_weakest(page))
            continue
        page.append(_Entry(index, slab, top))
        below = top + slab.advance
        index += 1
    if page:
        finish(len(page))
    return pages


def _top(slab: Slab[ContentT_co], below: float, row: float) -> float:
    top = below + slab.gap
    return ceil((top - _EPSILON) / row) * row if slab.on_grid else top


def _only_header(page: list[_Entry[ContentT_co]], index: int) -> bool:
    return len(page) == 1 and page[0].order == index


def _weakest(page: list[_Entry[ContentT_co]]) -> int:
    """Return how many entries stay: up to the last place where the bond is weakest."""
    weakest = min(entry.slab.bond for entry in page)
    return max(count for count, entry in enumerate(page, 1) if entry.slab.bond == weakest)
