"""Accepted changes, put into the report's stored text: title, headings and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.core.records import ChapterRecord
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.returned_drafts.records import Change, ChangeKind, Place
from desktop_app.report.returned_drafts.rewriting import as_stored


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that is taken. literal: for each disputed number, whether it stays as typed."""

    change: Change
    literal: tuple[bool, ...] = ()

    @property
    def stored(self) -> str:
        """The new stored text."""
        return as_stored(self.change.pieces, self.literal)


@dataclass(frozen=True, slots=True)
class NewTexts:
    """What is to be written. title: None where it stays. chapters: those that change."""

    title: str | None
    chapters: tuple[ChapterRecord, ...]


@dataclass(slots=True)
class _Line:
    """A stored line while it is changed. edits: (start, end, new text), in any order."""

    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)

    def finished(self) -> list[str]:
        """Return the lines that come of it; what a change emptied is gone."""
        text = self.text
        for (start, end, new), _number in sorted(
            zip(self.edits, range(len(self.edits)), strict=True),
            key=lambda one: (*one[0][:2], one[1]),
            reverse=True,
        ):
            text = text[:start] + new + text[end:]
        is_gone = self.edits and not text.removeprefix(POINT_MARK).strip()
        return ([] if is_gone else [text]) + self.behind


def apply(chapters: Sequence[ChapterRecord], accepted: Sequence[Accepted]) -> NewTexts:
    """Put accepted changes in; the chapters are those that the comparison was made with."""
    title: str | None = None
    names: dict[str, str] = {}
    texts = {
        one.uid: {-1: _Line(""), **{n: _Line(line) for n, line in enumerate(one.body.split("\n"))}}
        for one in chapters
    }
    for one in accepted:
        change = one.change
        match change.kind:
            case ChangeKind.TITLE:
                title = one.stored
            case ChangeKind.HEADING:
                names[change.chapter] = one.stored
            case ChangeKind.REMARK:
                continue
            case _:
                _edit(texts, change, one.stored)
    return NewTexts(title, tuple(_changed(chapters, names, texts)))


def _edit(texts: Mapping[str, Mapping[int, _Line]], change: Change, stored: str) -> None:
    is_moved = change.kind in (ChangeKind.MOVED, ChangeKind.REMOVED)
    for number, unit in enumerate(change.units):
        new = "" if is_moved or number else stored
        texts[unit.chapter][unit.line].edits.append((unit.start, unit.end, new))
    if change.place is not None:
        _insert(texts, change.place, stored)


def _insert(texts: Mapping[str, Mapping[int, _Line]], place: Place, stored: str) -> None:
    line = texts[place.chapter][place.line]
    if place.is_new_line:
        line.behind.append(POINT_MARK + stored if place.is_point else stored)
    else:
        line.edits.append((place.end, place.end, stored))


def _changed(
    chapters: Sequence[ChapterRecord],
    names: Mapping[str, str],
    texts: Mapping[str, Mapping[int, _Line]],
) -> list[ChapterRecord]:
    """Return the chapters whose text is another now; one that lost all of it is switched off."""
    found = []
    for one in chapters:
        head, *lines = texts[one.uid].values()
        body = "\n".join([*head.behind, *(new for line in lines for new in line.finished())])
        title = names.get(one.uid, one.title)
        if one.title and not title and not body.strip():
            found.append(replace(one, enabled=False))
        elif (title, body) != (one.title, one.body):
            found.append(replace(one, title=title, body=body))
    return found
