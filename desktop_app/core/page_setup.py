"""How an office's page deviates from the standard one; what is None is as the standard has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BoldHeadings(StrEnum):
    """Which headings are printed bold; the standard asks for none."""

    NONE = "不加粗"
    SECOND = "（一）级加粗"
    THIRD = "（一）和1.级加粗"
    ALL = "各级都加粗"

    @property
    def levels(self) -> frozenset[int]:
        """The levels, 1 for 一、 to 4 for （1）."""
        return {
            BoldHeadings.NONE: frozenset[int](),
            BoldHeadings.SECOND: frozenset({2}),
            BoldHeadings.THIRD: frozenset({2, 3}),
            BoldHeadings.ALL: frozenset({1, 2, 3, 4}),
        }[self]


class PageNumbers(StrEnum):
    """Where page numbers stand; the standard has them at the outer edge."""

    OUTER = "单页居右、双页居左"
    CENTER = "居中"
    RIGHT = "居右"
    NONE = "不编页码"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Settings of the page, each with the standard as its default.

    top_mm, bottom_mm, left_mm, right_mm: white around the type area. row_pitch: points from one row
    to the next. installed_fonts: whether the official fonts of this computer come first.
    """

    top_mm: float | None = None
    bottom_mm: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    row_pitch: float | None = None
    bold_headings: BoldHeadings = BoldHeadings.NONE
    page_numbers: PageNumbers = PageNumbers.OUTER
    installed_fonts: bool = True
