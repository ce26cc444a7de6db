"""Which characters of a document no face can draw, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.core.errors import GlyphMissing
from desktop_app.core.visible_text import visible_text
from desktop_app.report.document import Block, Document, Heading, Paragraph, Table, plain
from desktop_app.report.official_style import STANDARD, FontRole

_CONTEXT = 8  # characters shown on either side of one that cannot be printed
_SHOWN = 3  # places named in one sentence


class Faces(Protocol):
    """What must be known of the fonts."""

    def missing(self, text: str, role: FontRole) -> list[str]:
        """List the characters of a text that no face can draw in that role, each once."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character without a face: where it stands, in words, with the text around it."""

    char: str
    where: str
    around: str

    @property
    def sentence(self) -> str:
        """What a clerk is told."""
        shown = self.char if self.char.isprintable() else "（不可见字符）"
        return f"{self.where}“{self.around}”中的“{shown}”（U+{ord(self.char):04X}）"


def unprintable(document: Document, faces: Faces) -> list[Unprintable]:
    """List every character that cannot be printed, once a text."""
    texts = list(_texts(document))
    roles: dict[FontRole, set[str]] = {}
    for _, role, text in texts:
        roles.setdefault(role, set()).update(text)
    if not any(faces.missing("".join(sorted(chars)), role) for role, chars in roles.items()):
        return []
    return [
        Unprintable(char, where, _around(text, char))
        for where, role, text in texts
        for char in faces.missing(text, role)
    ]


def refuse_unprintable(document: Document, faces: Faces) -> None:
    """Raise GlyphMissing with one sentence if anything cannot be printed."""
    found = unprintable(document, faces)
    if found:
        places = "；".join(each.sentence for each in found[:_SHOWN])
        more = f"等{len(found)}处" if len(found) > _SHOWN else ""
        raise GlyphMissing(f"{places}{more}没有字体可以打印，请改用通用的写法，或删去这个字符。")


def _texts(document: Document) -> Iterator[tuple[str, FontRole, str]]:
    """Yield every printed text with its place in words and the role of its face."""
    if document.letterhead is not None:
        head = document.letterhead
        yield "发文机关标志", FontRole.XIAOBIAOSONG, head.mark
        yield "发文字号", FontRole.FANGSONG, head.number
        yield "紧急程度", FontRole.HEITI, head.urgency
        yield "签发人", FontRole.KAITI, "".join(head.signers)
    yield "标题", FontRole.XIAOBIAOSONG, document.title.text
    yield "标题", FontRole.KAITI, document.title.note
    yield "主送机关", FontRole.FANGSONG, document.recipients
    yield from _blocks("正文", document.blocks)
    for attachment in document.attachments:
        yield "附件说明", FontRole.FANGSONG, attachment.title
    if document.signature is not None:
        yield "署名", FontRole.FANGSONG, document.signature.organ
        yield "成文日期", FontRole.FANGSONG, document.signature.date or ""
    for attachment in document.attachments:
        yield attachment.label, FontRole.XIAOBIAOSONG, attachment.title
        yield from _blocks(attachment.label, attachment.blocks)
    if document.imprint is not None:
        imprint = document.imprint
        yield "版记", FontRole.FANGSONG, imprint.copies_to + imprint.issuer + imprint.issued_on
    yield "页眉", FontRole.HEITI, document.notice


def _blocks(where: str, blocks: Sequence[Block]) -> Iterator[tuple[str, FontRole, str]]:
    chapter = where
    for block in blocks:
        match block:
            case Heading(level=level, number=number, runs=runs):
                heading = number + plain(runs)
                chapter = f"{where}“{heading}”部分" if heading else where
                yield chapter, STANDARD.headings[level].role, heading
            case Paragraph(head=head, head_level=level, runs=runs):
                yield chapter, STANDARD.headings.get(level, STANDARD.body).role, plain(head)
                yield chapter, FontRole.FANGSONG, plain(runs)
            case Table(columns=columns, rows=rows):
                yield f"{chapter}的表头", FontRole.HEITI, "".join(c.heading for c in columns)
                for at, row in enumerate(rows, 1):
                    text = "　".join(plain(cell) for cell in row)
                    yield f"{chapter}的表格第{at}行", FontRole.FANGSONG, text


def _around(text: str, char: str) -> str:
    at = text.index(char)
    before, after = text[max(at - _CONTEXT, 0) : at], text[at + 1 : at + _CONTEXT + 1]
    return visible_text(before) + char + visible_text(after)
