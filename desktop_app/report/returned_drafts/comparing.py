"""The report as it is now beside the file that came back: the list of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.core.records import ChapterRecord
from desktop_app.report.document import Document
from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.alignment import Item, align
from desktop_app.report.returned_drafts.anchors import digest
from desktop_app.report.returned_drafts.draft import chapters_of, units_of
from desktop_app.report.returned_drafts.grouping import (
    Group,
    groups_of,
    joined,
    whole_figure,
    with_moves,
)
from desktop_app.report.returned_drafts.judging import Judge
from desktop_app.report.returned_drafts.placing import Placing
from desktop_app.report.returned_drafts.records import (
    Change,
    ChangeKind,
    Comment,
    Comparison,
    ReturnedText,
    Unit,
)
from desktop_app.report.returned_drafts.returned import Returned, returned_of
from desktop_app.report.returned_drafts.rewriting import (
    Rewritten,
    as_stored,
    escaped,
    rewrite,
)
from desktop_app.report.returned_drafts.sentences import same_key, without_number

_REFERENCE = re.compile(r"\{([^{}]+)\}")
_KINDS = {"title": ChangeKind.TITLE, "heading": ChangeKind.HEADING}
_WORDS = re.compile(r"\w")
_NO_HEADING = "标题删去后，下面的文字接在上一部分后面"
_NEW_HEADING = "改稿在这里另起了一个标题，先作为一段文字放入；要单独成章，请放入后在报告里拆分"


def compare(
    narrator: Narrator,
    title: str,
    chapters: Sequence[ChapterRecord],
    document: Document,
    text: ReturnedText,
) -> Comparison:
    """Say what was changed in a returned file.

    title, chapters: the report as it is stored now. document: as it would be printed now.
    """
    return _Comparing(narrator, title, chapters, document, text).result()


@dataclass(slots=True)
class _Result:
    """Changes with their order, while they are gathered."""

    changes: list[tuple[float, Change]] = field(default_factory=list)
    alike: int = 0
    own: int = 0


class _Comparing:
    """One comparison."""

    def __init__(
        self,
        narrator: Narrator,
        title: str,
        chapters: Sequence[ChapterRecord],
        document: Document,
        text: ReturnedText,
    ) -> None:
        drafts = chapters_of(narrator, chapters)
        self._narrator = narrator
        self._where = {one.record.uid: one.where for one in drafts} | {"": "标题"}
        self._lines = {one.record.uid: one.record.body.split("\n") for one in drafts}
        self._units = units_of(narrator, title, drafts)
        self._back: Returned = returned_of(text, document)
        self._new = self._back.sentences
        self._judge = Judge(narrator, text.marks)
        self._revisions = [one for paragraph in text.paragraphs for one in paragraph.revisions]
        self._found = _Result()

    def result(self) -> Comparison:
        """Compare all of it."""
        parts = [(i, part) for i, unit in enumerate(self._units) for part in range(len(unit.parts))]
        old = [self._item(self._units[i], part) for i, part in parts]
        alignment = align(old, [sentence.item for sentence in self._new])
        groups = groups_of(self._units, [i for i, _part in parts], alignment)
        groups = with_moves(self._units, self._new, groups)
        standing = {j: one.units[-1] for one in groups if not one.is_moved for j in one.js}
        placing = Placing(self._units, self._new, standing)
        for group in groups:
            self._compare(group, placing)
        self._removed(groups)
        self._added({j for group in groups for j in group.js}, placing)
        self._remarks()
        ordered = sorted(self._found.changes, key=lambda one: one[0])
        return Comparison(
            tuple(change for _order, change in ordered),
            self._found.alike,
            self._found.own,
            tuple(self._notes()),
        )

    def _item(self, unit: Unit, part: int) -> Item:
        figures = frozenset(map(digest, _REFERENCE.findall(unit.stored[part])))
        group = digest(unit.chapter) if unit.chapter else ""
        return Item(same_key(unit.parts[part]), unit.kind, group, figures)

    def _compare(self, group: Group, placing: Placing) -> None:
        units = [self._units[i] for i in group.units]
        sentences = [self._new[j] for j in group.js]
        first = units[0]
        strip = len(sentences) if first.is_whole_figure else 1
        is_numbered = first.is_point or first.kind == "heading"
        returned, anchors = joined(sentences, strip if is_numbered else 0)
        old = "".join(unit.printed for unit in units)
        comments = tuple(one for sentence in sentences for one in sentence.comments)
        is_same = same_key(old) == same_key(returned)
        if not is_same and not group.is_moved and self._judge.is_own(units, sentences):
            self._found.own += 1
            is_same = True
        elif is_same and not group.is_moved:
            self._found.alike += 1
        if is_same and not group.is_moved:
            self._remark(group.js[0], first, old, comments)
            return
        source = self._source(units)
        if first.is_whole_figure:
            rewritten = whole_figure(source, old, sentences)
        else:
            rewritten = rewrite(self._narrator, source, old, returned, anchors)
        if not group.is_moved and as_stored(rewritten.pieces) == source and _no_dispute(rewritten):
            self._found.own += 1
            self._remark(group.js[0], first, old, comments)
            return
        kind = _KINDS.get(first.kind, ChangeKind.MOVED if group.is_moved else ChangeKind.CHANGED)
        if group.is_moved and kind is ChangeKind.HEADING:
            self._told_order(group.js[0], first, comments)
            return
        self._add(
            group.js[0],
            Change(
                kind,
                first.chapter,
                self._where[first.chapter],
                old,
                returned,
                tuple(units),
                rewritten.pieces,
                placing.place(group.js[0]) if group.is_moved else None,
                tuple(self._judge.hints(units, rewritten)),
                comments,
                tuple(one for sentence in sentences for one in sentence.revisions),
            ),
        )

    def _source(self, units: Sequence[Unit]) -> str:
        """Return the stored text of units that follow each other in a line."""
        first, last = units[0], units[-1]
        if first.kind != "sentence" or first is last:
            return first.source
        return self._lines[first.chapter][first.line][first.start : last.end]

    def _removed(self, groups: Sequence[Group]) -> None:
        known = {i: group.js[-1] for group in groups for i in group.units}
        order = -1.0
        for i, unit in enumerate(self._units):
            if i in known:
                order = known[i]
            elif unit.kind == "title":
                continue
            elif not self._judge.is_exported(unit):
                self._found.own += 1
            else:
                kind = _KINDS.get(unit.kind, ChangeKind.REMOVED)
                notes = (_NO_HEADING,) if kind is ChangeKind.HEADING else ()
                key = same_key(unit.printed)
                revisions = tuple(one for one in self._revisions if key in same_key(one.text))
                self._add(
                    order + 0.5,
                    Change(
                        kind, unit.chapter, self._where[unit.chapter], unit.printed, "", (unit,),
                        notes=notes, revisions=revisions,
                    ),
                )  # fmt: skip

    def _added(self, matched: set[int], placing: Placing) -> None:
        for js in placing.fresh(matched):
            sentences = [self._new[j] for j in js]
            text, _anchors = joined(sentences, 0)
            if self._judge.is_untouched(sentences):
                self._found.own += 1
                continue
            if sentences[0].kind == "title" or not _WORDS.search(text):
                continue
            place = placing.place(js[0])
            if place is None:
                continue
            shown = without_number(text) if place.is_point else text
            self._add(
                js[0],
                Change(
                    ChangeKind.ADDED,
                    place.chapter,
                    self._where[place.chapter],
                    "",
                    shown,
                    pieces=(escaped(shown),),
                    place=place,
                    notes=(_NEW_HEADING,) if sentences[0].kind == "heading" else (),
                    comments=tuple(one for sentence in sentences for one in sentence.comments),
                    revisions=tuple(one for sentence in sentences for one in sentence.revisions),
                ),
            )

    def _remark(self, order: float, unit: Unit, old: str, comments: tuple[Comment, ...]) -> None:
        """Show a comment beside a sentence that stands as it is."""
        if comments:
            where = self._where[unit.chapter]
            remark = Change(ChangeKind.REMARK, unit.chapter, where, old, old, (unit,))
            self._add(order, replace(remark, comments=comments))

    def _told_order(self, order: float, unit: Unit, comments: tuple[Comment, ...]) -> None:
        note = f"改稿把“{unit.printed}”这一部分换了次序；要换，请在报告的章节列表里拖动"
        where = self._where[unit.chapter]
        remark = Change(ChangeKind.REMARK, unit.chapter, where, unit.printed, unit.printed, (unit,))
        self._add(order, replace(remark, notes=(note,), comments=comments))

    def _remarks(self) -> None:
        """Show comments that stand beside what is no text of the report."""
        for comment in self._back.loose:
            self._add(
                len(self._new),
                Change(
                    ChangeKind.REMARK, "", "正文以外", comment.about, comment.about,
                    comments=(comment,),
                ),
            )  # fmt: skip

    def _notes(self) -> Iterator[str]:
        for name, now in self._back.surroundings:
            yield f"改稿的{name}是“{now}”，与程序里的不同，请在报告的“公文格式”或日期里改"

    def _add(self, order: float, change: Change) -> None:
        self._found.changes.append((order, change))


def _no_dispute(rewritten: Rewritten) -> bool:
    return all(isinstance(piece, str) for piece in rewritten.pieces)
