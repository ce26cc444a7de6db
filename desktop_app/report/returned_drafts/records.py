"""What comes out of a returned file, and the changes that are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from desktop_app.report.returned_drafts.anchors import Marks


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph that carries something; ends are characters, from 0.

    name: of a bookmark, or the number of a comment.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change.

    kind: 加, 删, 移入 or 移走. text: what was added or taken away. at: its day.
    """

    kind: str
    who: str
    at: str
    text: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """The change as it is shown: 张书记（4月2日）删“…”."""
        when = f"（{self.at}）" if self.at else ""
        return f"{self.who or '有人'}{when}{self.kind}“{self.text}”"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment (批注). about: the words that it stands beside."""

    who: str
    at: str
    text: str
    about: str = ""

    @property
    def sentence(self) -> str:
        """The comment as it is shown."""
        when = f"（{self.at}）" if self.at else ""
        return f"{self.who or '有人'}{when}批注：{self.text}"


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """A paragraph with tracked changes accepted. style: its name, in lower case.

    anchors: bookmarks of ours. comments: names are those of ReturnedText.comments.
    """

    text: str
    style: str = ""
    anchors: tuple[Span, ...] = ()
    comments: tuple[Span, ...] = ()
    revisions: tuple[Revision, ...] = ()
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """A file that came back. marks: None where what the export hid in it is lost."""

    paragraphs: tuple[ReturnedParagraph, ...]
    comments: dict[str, Comment] = field(default_factory=dict)
    marks: Marks | None = None


class ChangeKind(Enum):
    """What happened to a sentence; the value is what the window shows."""

    CHANGED = "修改"
    ADDED = "新增"
    REMOVED = "删除"
    MOVED = "移动"
    TITLE = "标题"
    HEADING = "章节标题"
    REMARK = "批注"


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the report as it is now that is accepted or left as a whole.

    kind: title, heading or sentence. line: of the chapter's body, from 0. start, end: in that line
    as it is stored. printed: what it prints now, without the number of a point. parts: the same by
    sentences. stored: the printed sentences with figures' names for values.
    """

    kind: str
    chapter: str
    line: int
    start: int
    end: int
    source: str
    printed: str
    parts: tuple[str, ...]
    stored: tuple[str, ...]
    is_point: bool = False
    is_whole_figure: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence goes: behind a unit, in its line or in a new one.

    line: -1 for the head of a chapter. end: in that line as it is stored.
    """

    chapter: str
    line: int
    end: int
    is_new_line: bool = True
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """A number that was typed over a slot: the figure may be wrong, or the text.

    reference: key@… of the figure. was: what the slot prints. now: what stands there. slot: as it
    is stored. live: where a rounding word (约, 左右) came, went or changed, what the slot prints
    with the words of the file; "" where only the number is another one.
    """

    reference: str
    was: str
    now: str
    slot: str
    live: str = ""


Pieces = tuple[str | Disputed, ...]
"""A new stored text; disputed numbers are still open."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that is accepted or left.

    chapter: uid, "" for the title. where: its printed heading. old, new: as printed. units: what of
    the report it stands for. pieces: the new stored text. place: of what is added or moved. notes:
    sentences on what to look at. is_plain: nothing about it needs a decision.
    """

    kind: ChangeKind
    chapter: str
    where: str
    old: str
    new: str
    units: tuple[Unit, ...] = ()
    pieces: Pieces = ()
    place: Place | None = None
    notes: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """The numbers that were typed over slots."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Disputed))

    @property
    def is_plain(self) -> bool:
        """Whether it can be accepted without a second look."""
        return not (self.disputed or self.notes or self.kind is ChangeKind.REMARK)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes of a returned file, in reading order. notes: on the file as a whole.

    alike: sentences that stand as they are. own: sentences that the clerk changed since the export
    and nobody in the file.
    """

    changes: tuple[Change, ...]
    alike: int
    own: int = 0
    notes: tuple[str, ...] = ()
