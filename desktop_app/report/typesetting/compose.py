"""A Document as slabs, by role and in order; the pages follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.report import official_style as style
from desktop_app.report.document import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    plain,
)
from desktop_app.report.official_style import COLUMNS, PAGE, PITCH, ROW, TextStyle
from desktop_app.report.typesetting.glyphs import Glyph, Measure, glyphs_of
from desktop_app.report.typesetting.pages import Placed, Slab, paginate
from desktop_app.report.typesetting.setting import Align, SetLine, set_lines
from desktop_app.report.typesetting.tables import TableRow, table_slabs


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the outline. level: from 1."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text on a page; anchor: where an outline entry leads here."""

    line: SetLine
    anchor: Anchor | None = None


Content = TextLine | TableRow
Pages = list[list[Placed[Content]]]
_Slabs = list[Slab[Content]]


def compose(document: Document, measure: Measure) -> Pages:
    """Set the whole document on pages of the official type area.

    Raises GlyphMissing where a character has no face.
    """
    return paginate(_Composer(measure).document(document), PAGE.text_height, ROW)


class _Composer:
    """Turns each kind of block into slabs."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    def document(self, document: Document) -> _Slabs:
        slabs = self._title(document.title.runs, document.title.note)
        slabs += self._blocks(document.blocks)
        note = self._attachment_note(document.attachments)
        if document.signature is not None:
            note = [replace(slab, keep=True) for slab in note]
            slabs = _cling(slabs)
            note += self._signature(document.signature)
        slabs += note
        for attachment in document.attachments:
            slabs += self._attachment(attachment)
        return slabs

    def _title(self, runs: Runs, note: str = "") -> _Slabs:
        """Set a title with the note below it, and an empty row at least before what follows."""
        lines = self._lines(runs, style.TITLE, align=Align.CENTER)
        lines += self._lines((Run(note),), style.TITLE_NOTE, align=Align.CENTER)
        slabs: _Slabs = [
            replace(_row(line), advance=line.style.leading, on_grid=at == 0, keep=True)
            for at, line in enumerate(lines)
        ]
        if slabs:
            slabs[-1] = replace(slabs[-1], advance=slabs[-1].height + ROW)
        return slabs

    def _blocks(self, blocks: Iterable[Block]) -> _Slabs:
        return [slab for block in blocks for slab in self._block(block)]

    def _block(self, block: Block) -> _Slabs:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Table():
                return self._table(block)

    def _heading(self, heading: Heading) -> _Slabs:
        runs = (Run(heading.number), *heading.runs)
        anchor = Anchor(plain(runs), heading.level)
        lines = self._lines(runs, style.HEADINGS[heading.level])
        return _anchored([replace(_row(line), keep=True) for line in lines], anchor)

    def _paragraph(self, paragraph: Paragraph) -> _Slabs:
        head_style = style.HEADINGS.get(paragraph.head_level, style.BODY)
        glyphs = glyphs_of(paragraph.head, head_style, self._measure)
        glyphs += glyphs_of(paragraph.runs, style.BODY, self._measure)
        slabs = [_row(line) for line in self._set(glyphs, style.BODY)]
        title = plain(paragraph.head).rstrip("。")
        return _anchored(slabs, Anchor(title, paragraph.head_level)) if title else slabs

    def _table(self, table: Table) -> _Slabs:
        if not table.columns:
            return []
        return list(table_slabs(table, PAGE.text_width, self._cell))

    def _cell(self, runs: Runs, text_style: TextStyle, width: float, align: Align) -> list[SetLine]:
        glyphs = glyphs_of(runs, text_style, self._measure)
        return set_lines(glyphs, text_style, width, align=align)

    def _attachment_note(self, attachments: tuple[Attachment, ...]) -> _Slabs:
        """Set 附件说明 (7.3.4): one row below the text, names aligned under each other."""
        slabs: _Slabs = []
        labels = style.attachment_lines(tuple(attachment.title for attachment in attachments))
        indent = style.NOTE_INDENT * PITCH
        for label, title in labels:
            head = glyphs_of((Run(label),), style.BODY, self._measure)
            name = indent + sum(glyph.advance for glyph in head)
            glyphs = head + glyphs_of((Run(title),), style.BODY, self._measure)
            slabs += [_row(line) for line in self._set(glyphs, style.BODY, (indent, name))]
            if label.startswith(style.NOTE_LABEL):
                slabs[0] = replace(slabs[0], gap=style.NOTE_GAP_ROWS * ROW)
                indent += len(style.NOTE_LABEL) * PITCH
        return slabs

    def _signature(self, signature: Signature) -> _Slabs:
        organ = glyphs_of((Run(signature.organ),), style.BODY, self._measure)
        date = glyphs_of((Run(signature.date or style.UNDATED),), style.BODY, self._measure)
        widths = [sum(glyph.advance for glyph in glyphs) / PITCH for glyphs in (organ, date)]
        starts = style.signature_columns(min(widths[0], COLUMNS), widths[1], seal=signature.seal)
        gap = style.SEALED_GAP_ROWS if signature.seal else style.SIGNATURE_GAP_ROWS
        slabs: _Slabs = []
        for glyphs, start in zip((organ, date), starts, strict=True):
            indent = start * PITCH
            lines = set_lines(
                glyphs, style.BODY, PAGE.text_width, indents=(indent, indent), align=Align.LEFT
            )
            slabs += [replace(_row(line), keep=True) for line in lines]
        slabs[0] = replace(slabs[0], gap=gap * ROW)
        slabs[-1] = replace(slabs[-1], keep=False)
        return slabs

    def _attachment(self, attachment: Attachment) -> _Slabs:
        """Set an attachment (7.3.7): label on row 1 of a new page, title on row 3, content."""
        label = self._lines((Run(attachment.label),), style.ATTACHMENT_LABEL)
        slabs = [replace(_row(line), keep=True) for line in label]
        title = self._title((Run(attachment.title),))
        if title:
            slabs += [replace(title[0], gap=ROW), *title[1:]]
        slabs += self._blocks(attachment.blocks)
        name = f"{attachment.label}　{attachment.title}"
        if slabs:
            slabs[0] = replace(slabs[0], new_page=True)
        return _anchored(slabs, Anchor(name, 1))

    def _lines(
        self, runs: Runs, text_style: TextStyle, align: Align = Align.JUSTIFY
    ) -> list[SetLine]:
        return self._set(glyphs_of(runs, text_style, self._measure), text_style, align=align)

    def _set(
        self,
        glyphs: list[Glyph],
        text_style: TextStyle,
        indents: tuple[float, float] | None = None,
        align: Align = Align.JUSTIFY,
    ) -> list[SetLine]:
        if indents is None:
            indents = (text_style.indent * PITCH, 0.0)
        return set_lines(glyphs, text_style, PAGE.text_width, indents=indents, align=align)


def _row(line: SetLine) -> Slab[Content]:
    return Slab(TextLine(line), line.style.leading - style.LINE_GAP, ROW)


def _anchored(slabs: _Slabs, anchor: Anchor) -> _Slabs:
    """Let an outline entry lead to the first of the slabs."""
    match slabs:
        case [Slab(content=TextLine() as text) as first, *others]:
            return [replace(first, content=replace(text, anchor=anchor)), *others]
    return slabs


def _cling(slabs: _Slabs) -> _Slabs:
    """Let the last two rows stay with what follows, so that 署名 never stands alone."""
    return [*slabs[:-2], *(replace(slab, keep=True) for slab in slabs[-2:])]
