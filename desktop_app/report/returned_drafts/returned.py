"""The returned file in sentences: title, headings and text, without what surrounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.report.document import BREAKS, Document, Heading, plain
from desktop_app.report.fixed_lines import recipients_line
from desktop_app.report.official_style import UNDATED, attachment_lines
from desktop_app.report.returned_drafts.alignment import Item
from desktop_app.report.returned_drafts.anchors import anchor_of
from desktop_app.report.returned_drafts.records import (
    Comment,
    ReturnedParagraph,
    ReturnedText,
    Revision,
    Span,
)
from desktop_app.report.returned_drafts.sentences import has_number, same_key, spans

_AROUND = (
    "标题说明",
    "紧急程度",
    "发文机关标志",
    "发文字号",
    "主送机关",
    "附件说明",
    "署名",
    "成文日期",
)
_TOLD = ("主送机关", "发文字号", "署名", "成文日期")
_ENDS_TEXT = ("附件说明", "署名", "附件标签", "版记")
_HEADING = re.compile(r"heading (\d)")
_LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that came back. kind as of a Unit. paragraph: its number. anchors: within it.

    begins: it is the first of its paragraph.
    """

    kind: str
    text: str
    paragraph: int
    chapter: str = ""
    begins: bool = False
    anchors: tuple[Span, ...] = ()
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def item(self) -> Item:
        """The sentence as the alignment takes it."""
        figures = (anchor_of(span.name) for span in self.anchors)
        return Item(
            same_key(self.text), self.kind, self.chapter,
            frozenset(anchor.figure for anchor in figures if anchor and anchor.figure),
        )  # fmt: skip


@dataclass(slots=True)
class Returned:
    """What came back. surroundings: what is printed around the text and is not as it was, by name.

    loose: comments that stand beside none of its sentences.
    """

    sentences: list[Sentence] = field(default_factory=list)
    surroundings: list[tuple[str, str]] = field(default_factory=list)
    loose: list[Comment] = field(default_factory=list)


def returned_of(text: ReturnedText, document: Document) -> Returned:
    """Cut a returned file into sentences. document: the report as it would be printed now."""
    known = _surroundings(document)
    headings = {same_key(plain(one.runs)) for one in document.blocks if isinstance(one, Heading)}
    found = Returned()
    is_over = False
    title_key = same_key(document.title.text)
    has_title = any(_is_title(one) for one in text.paragraphs)
    for number, paragraph in enumerate(text.paragraphs):
        is_over = is_over or (paragraph.style in _ENDS_TEXT and bool(found.sentences))
        around = is_over or _is_around(paragraph, known)
        if is_over or around or paragraph.in_table or not paragraph.text.strip():
            found.loose += _comments(text, paragraph, None)
            if paragraph.style in _TOLD and same_key(paragraph.text) not in known:
                found.surroundings.append((paragraph.style, paragraph.text.strip()))
            if around and _ends(paragraph, document) and found.sentences:
                is_over = True
            continue
        is_first = not has_title and not found.sentences
        kind = _kind(paragraph, headings, title_key, is_first=is_first)
        found.sentences += _sentences(text, paragraph, number, kind)
    return found


def _is_title(paragraph: ReturnedParagraph) -> bool:
    return paragraph.style == "title" and bool(paragraph.text.strip())


def _is_around(paragraph: ReturnedParagraph, known: set[str]) -> bool:
    return paragraph.style in _AROUND or same_key(paragraph.text) in known


def _ends(paragraph: ReturnedParagraph, document: Document) -> bool:
    """Whether 署名 stands here: behind it nothing belongs to the report's text."""
    signature = document.signature
    return signature is not None and same_key(paragraph.text) == same_key(signature.organ)


def _surroundings(document: Document) -> set[str]:
    """Return the lines that the program prints around a report's text."""
    lines = [document.title.note, document.notice]
    if document.recipients:
        lines.append(recipients_line(document.recipients))
    if document.signature:
        lines += [document.signature.organ, document.signature.date or UNDATED]
    if document.letterhead:
        lines += [document.letterhead.mark, document.letterhead.number]
    titles = tuple(one.title.translate(BREAKS) for one in document.attachments)
    lines += [label + title for label, title in attachment_lines(titles)]
    for one in document.attachments:
        lines += [one.label, one.title.translate(BREAKS)]
    return {same_key(line) for line in lines if line}


def _kind(
    paragraph: ReturnedParagraph, headings: set[str], title_key: str, *, is_first: bool
) -> str:
    text = paragraph.text.strip()
    key = same_key(text)
    if _is_title(paragraph) or (is_first and (key == title_key or _looks_like_title(text))):
        return "title"
    if _HEADING.match(paragraph.style) or key in headings:
        return "heading"
    is_short = len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "！", "？", "："))
    return "heading" if is_short and has_number(text) else "sentence"


def _looks_like_title(text: str) -> bool:
    return len(text) <= 2 * _LONGEST_HEADING and not text.endswith(("。", "；", "：", "！"))


def _sentences(
    text: ReturnedText, paragraph: ReturnedParagraph, number: int, kind: str
) -> Iterator[Sentence]:
    whole = paragraph.text
    chapter = next(
        (found.chapter for span in paragraph.anchors
         if (found := anchor_of(span.name)) and not found.figure), "",
    )  # fmt: skip
    bounds = spans(whole) if kind == "sentence" else [(0, len(whole))]
    for place, bound in enumerate(bounds):
        start, end = _stripped(whole, *bound)
        is_last = place == len(bounds) - 1
        yield Sentence(
            kind,
            whole[start:end].translate(BREAKS) if kind == "title" else whole[start:end],
            number,
            chapter,
            not place,
            tuple(
                Span(span.name, span.start - start, span.end - start)
                for span in paragraph.anchors
                if start <= span.start and span.end <= end and _is_figure(span)
            ),
            tuple(_comments(text, paragraph, (start, len(whole) if is_last else end))),
            tuple(one for one in paragraph.revisions if _touches(one.start, one.end, start, end)),
        )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the white at both ends of a stretch."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return start, max(start + len(inside.strip()), start)


def _is_figure(span: Span) -> bool:
    anchor = anchor_of(span.name)
    return anchor is not None and bool(anchor.figure)


def _touches(start: int, end: int, left: int, right: int) -> bool:
    return left <= start < right or left < end <= right or (start <= left and right <= end)


def _comments(
    text: ReturnedText, paragraph: ReturnedParagraph, within: tuple[int, int] | None
) -> Iterator[Comment]:
    """Yield the comments that begin within a stretch of a paragraph, or anywhere in it."""
    for span in paragraph.comments:
        comment = text.comments.get(span.name)
        begins = within is None or within[0] <= min(span.start, len(paragraph.text) - 1) < within[1]
        if comment is not None and begins:
            about = paragraph.text[span.start : span.end].strip()
            yield Comment(comment.who, comment.at, comment.text, about)
