"""What is read from an old report and what is proposed for it: frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.specs import Within

FIGURE, NEW, NAME, LITERAL = "figure", "new", "name", "literal"
SURE, LIKELY, UNSURE = "sure", "likely", "unsure"

TITLE_LINE = -1
"""The line of a Place that stands in the chapter's title."""

REPORT_TITLE = -1
"""The chapter of a Place that stands in the title of the report."""


@dataclass(frozen=True, slots=True)
class OldLine:
    """A paragraph, or one point of a list without its number."""

    text: str
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class OldChapter:
    """A chapter as it is stored: level 0 for the opening, number as it is printed ("" there)."""

    level: int
    number: str
    title: str
    lines: tuple[OldLine, ...]
    point_style: str = ""


@dataclass(frozen=True, slots=True)
class OldReport:
    """An old report taken apart; faults: sentences on what was put right or left out."""

    title: str
    chapters: tuple[OldChapter, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text. chapter: index, or REPORT_TITLE; line: index, or TITLE_LINE."""

    chapter: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank or a number to be filled in.

    place: the blank itself. first, last: what a slot takes the place of, with a rounding word
    ahead of it and 万 behind. tail: a rounding word behind the counter, which the slot says
    instead. counter: as it is written, "" for none. kind: "number", "text", "date" or "names".
    decimals: of a written number, None for a blank.
    """

    place: Place
    text: str
    first: int
    last: int
    counter: str = ""
    kind: str = "number"
    rounding: str = ""
    in_ten_thousands: bool = False
    tail: tuple[int, int] | None = None
    decimals: int | None = None
    is_blank: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand at a blank.

    kind: figure, new, name or literal. figure: key of what the slot shows, None for new figures
    and literals. at, formats: as in a slot. label: in words, for a new figure its proposed name.
    within: how a new figure's rows of a quarter make its value. keeps: the words of the old report
    that become a text of the office with this choice, "" for none.
    """

    kind: str
    figure: str | None
    label: str
    counter: str | None = None
    at: str = ""
    formats: tuple[str, ...] = ()
    text: str = ""
    within: Within = Within.SUM
    keeps: str = ""

    @property
    def asks_for_words(self) -> bool:
        """Whether it says only that a name stands there, and not which."""
        return self.kind == NAME and self.figure is None and not self.text

    @property
    def slot(self) -> str:
        """The slot as it is stored; "" where there is none."""
        if self.figure is None:
            return ""
        at = f"@{self.at}" if self.at else ""
        return "{" + "|".join((f"{self.figure}{at}", *self.formats)) + "}"


LITERAL_CHOICE = Choice(LITERAL, None, "保留原文")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one blank.

    before, after: the words around it, for the reader. choices: best first, at most six, among
    them always LITERAL_CHOICE. confidence: sure, likely or unsure. note: what to look at.
    """

    blank: Blank
    before: str
    after: str
    choices: tuple[Choice, ...]
    confidence: str
    note: str = ""
    area: str = ""

    @property
    def choice(self) -> Choice:
        """The first of the choices."""
        return self.choices[0]
