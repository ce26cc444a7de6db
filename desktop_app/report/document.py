"""The report as structure: what stands in it and in what order; no points, no font names.

A Document is what every renderer takes. A Run that prints a figure keeps that figure's key, so
that a renderer can say where it stands and a reader can go back to the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text within a line. figure: key of the figure it prints. blank: still unknown."""

    text: str
    figure: str | None = None
    blank: bool = False


Runs = tuple[Run, ...]


BREAKS = str.maketrans("", "", "|｜")
"""Takes the marks that break a title's line out of a text."""


def plain(runs: Runs) -> str:
    """Return the text of the runs without their keys."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the whole document; `note` is a line below it such as （送审稿）.

    A | in it breaks its line there and is not printed.
    """

    runs: Runs
    note: str = ""

    @property
    def text(self) -> str:
        """The title as one line, without the marks that break it."""
        return plain(self.runs).translate(BREAKS)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """版头 of a document with a red head (GB/T 9704-2012 7.2).

    mark: 发文机关标志. number: 发文字号 such as 青党发〔2020〕18号; "" leaves its row empty.
    signers: names after 签发人：, which only documents to a higher organ carry. urgency: 特急, 加急
    or "".
    """

    mark: str
    number: str = ""
    signers: tuple[str, ...] = ()
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page (7.4); an empty text leaves its part out.

    copies_to: who gets a copy. issuer: 印发机关. issued_on: the day as it is printed.
    """

    copies_to: str = ""
    issuer: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own. level: 1 for 一、 to 4 for （1）; number: generated."""

    level: int
    number: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, indented by two characters.

    head: a run-in heading at its start (with its number), set in the face of `head_level`.
    chapter: uid of the chapter it comes from, "" where it comes from none.
    """

    runs: Runs
    head: Runs = ()
    head_level: int = 0
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. share: part of the width (relative). align: left, center or right."""

    heading: str
    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose header row is repeated on each page; rows hold one Runs a cell."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 (GB/T 9704-2012 7.3.5); an unknown date is None and leaves its place."""

    organ: str
    date: str | None
    seal: bool = False


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """One 附件: label 附件1, its title and content; each starts on a new page.

    across: set across the page, for tables with many columns.
    """

    label: str
    title: str
    blocks: tuple[Block, ...]
    across: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    recipients: 主送机关 without its colon, "" for none. notice: a line that must be seen on every
    page (演示数据), "" for none.
    """

    title: Title
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    attachments: tuple[Attachment, ...] = ()
    letterhead: Letterhead | None = None
    recipients: str = ""
    imprint: Imprint | None = None
    author: str = ""
    subject: str = ""
    notice: str = ""

    def runs(self) -> Iterator[Run]:
        """Yield every run that is printed, in reading order."""
        yield from self.title.runs
        yield from _runs_of(self.blocks)
        for attachment in self.attachments:
            yield from _runs_of(attachment.blocks)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands on paper.

    page: from 1. left, top, right, bottom: points from the page's top left corner. One figure that
    is broken over two lines has two places.
    """

    figure: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FontUse:
    """A face of a finished file, for the reader.

    name: such as 仿宋_GB2312, or 程序自带仿宋 (Jibao FangSong). role: what the face is for.
    installed: it is one of this computer's, not of the program's.
    """

    name: str
    role: str
    installed: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: its bytes, and where each figure stands (empty for formats without pages).

    pages: how many, 0 where the format has none. fonts: faces that were embedded. notes: sentences
    on installed faces that could not be used.
    """

    data: bytes
    places: tuple[Place, ...] = ()
    pages: int = 0
    fonts: tuple[FontUse, ...] = ()
    notes: tuple[str, ...] = ()


def _runs_of(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Heading(runs=runs):
                yield from runs
            case Paragraph(head=head, runs=runs):
                yield from head
                yield from runs
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from cell
