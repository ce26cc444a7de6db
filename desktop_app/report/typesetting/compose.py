"""A Document as slabs, by role and in order; the pages follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop_app.core.page_setup import PageSetup
from desktop_app.report import official_style as style
from desktop_app.report.document import (
    BREAKS,
    Attachment,
    Block,
    Document,
    Heading,
    Imprint,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    Title,
    plain,
)
from desktop_app.report.fixed_lines import recipients_line
from desktop_app.report.official_style import Layout, TextStyle, layout_of
from desktop_app.report.typesetting.glyphs import Measure, Row, Typecase
from desktop_app.report.typesetting.pages import Bond, Placed, Slab, paginate
from desktop_app.report.typesetting.panels import Panel, imprint_panel, letterhead_panel
from desktop_app.report.typesetting.setting import Align, SetLine, set_lines
from desktop_app.report.typesetting.tables import TableRow, table_slabs
from desktop_app.report.typesetting.titles import shape


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


Content = TextLine | TableRow | Panel
_Slabs = list[Slab[Content]]


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """One page. layout: its type area, turned where the content is set across the sheet."""

    layout: Layout
    content: list[Placed[Content]] = field(default_factory=list)


def compose(document: Document, measure: Measure, setup: PageSetup) -> list[ComposedPage]:
    """Set the whole document on pages; there is always one."""
    layout = layout_of(setup)
    case = Typecase(measure)
    composer = _Composer(case, layout)
    body = composer.body(document)
    opening = composer.opening(document)
    pages = _pages(opening + body, layout)
    recipients = ""
    if document.recipients and body and len(pages[0].content) <= len(opening):
        head = composer.head(document)
        others = _pages(head + body, layout)
        if len(others[0].content) > len(head):  # they left no room for text on page 1: 7.3.2
            recipients, pages = document.recipients, others
    for attachment in document.attachments:
        its_layout = layout.turned if attachment.across else layout
        slabs = _Composer(case, its_layout).attachment(attachment)
        pages += _pages(slabs, its_layout)
    pages = pages or [ComposedPage(layout)]
    imprint = imprint_panel(document.imprint or Imprint(), recipients, layout, case)
    if imprint is not None:
        _put_at_the_foot(imprint, pages, layout)
    return pages


def _pages(slabs: _Slabs, layout: Layout) -> list[ComposedPage]:
    placed = paginate(slabs, layout.text_height, layout.row)
    return [ComposedPage(layout, page) for page in placed]


def _put_at_the_foot(panel: Panel, pages: list[ComposedPage], layout: Layout) -> None:
    """Let the last rule of 版记 lie on the foot of the last page's type area (7.4.1)."""
    *parts, panel = panel.parts(layout.text_height)
    pages += [ComposedPage(layout, [Placed(part, 0.0)]) for part in parts]
    top = layout.text_height - panel.height
    last = pages[-1]
    used = max((placed.top + _height(placed.content) for placed in last.content), default=0.0)
    if last.layout.is_turned or parts or used + layout.row - style.BODY_SIZE / 2 > top:
        pages.append(ComposedPage(layout))
    pages[-1].content.append(Placed(panel, top))


def _height(content: Content) -> float:
    return content.line.style.size if isinstance(content, TextLine) else content.height


class _Composer:
    """Turns each kind of block into slabs of one layout."""

    def __init__(self, case: Typecase, layout: Layout) -> None:
        self._case = case
        self._layout = layout

    def head(self, document: Document) -> _Slabs:
        """Set 版头 and the title."""
        title = self._title(document.title)
        if document.letterhead is None:
            return title
        panel: Slab[Content] = letterhead_panel(document.letterhead, self._layout, self._case)
        if title:
            title[0] = replace(title[0], on_grid=False)
        return [panel, *title]

    def opening(self, document: Document) -> _Slabs:
        """Set 版头, title and 主送机关 (7.3.2), flush left and closed by a colon."""
        slabs = self.head(document)
        if document.recipients:
            text = Run(recipients_line(document.recipients))
            lines = self._lines((text,), self._layout.plain)
            slabs += [_bound(self._row(line), Bond.HEAD) for line in lines]
        return slabs

    def body(self, document: Document) -> _Slabs:
        """Set the text, 附件说明 and 署名."""
        slabs = self._blocks(document.blocks)
        note = self._attachment_note(document.attachments)
        if document.signature is not None:
            note = [_bound(slab, Bond.NOTE) for slab in note]
            if slabs[:-1]:
                slabs[-2] = _bound(slabs[-2], Bond.TOGETHER)
            if slabs:
                slabs[-1] = _bound(slabs[-1], Bond.NOTE if note else Bond.SIGNATURE)
            if note:
                note[-1] = _bound(note[-1], Bond.SIGNATURE)
            note += self._signature(document.signature)
        return slabs + note

    def attachment(self, attachment: Attachment) -> _Slabs:
        """Set an attachment (7.3.7): label on row 1 of a new page, title on row 3, content."""
        label = self._lines((Run(attachment.label),), self._layout.label)
        slabs = [_bound(self._row(line), Bond.HEAD) for line in label]
        title = self._title(Title((Run(attachment.title),)))
        if title:
            empty = style.ATTACHMENT_TITLE_ROW - 1
            slabs += [replace(title[0], gap=empty * self._layout.row), *title[1:]]
        slabs += self._blocks(attachment.blocks)
        return _anchored(
            slabs, Anchor(f"{attachment.label}　{attachment.title.translate(BREAKS)}", 1)
        )

    def _title(self, title: Title) -> _Slabs:
        """Set a title with the note below it, and an empty row at least before what follows."""
        lines = self._title_lines(title.runs)
        note = self._case.row((Run(title.note),), self._layout.title_note)
        lines += self._set(note, self._layout.title_note, align=Align.CENTER)
        slabs: _Slabs = [
            replace(self._row(line), advance=line.style.leading, on_grid=at == 0, bond=Bond.HEAD)
            for at, line in enumerate(lines)
        ]
        if slabs:
            empty = style.ADDRESS_GAP_ROWS * self._layout.row
            slabs[-1] = replace(slabs[-1], advance=slabs[-1].height + empty)
        return slabs

    def _title_lines(self, runs: Runs) -> list[SetLine]:
        """Break a title where words end and into an official shape (7.3.1)."""
        title = self._layout.title
        glyphs = self._case.row(runs, title)
        widths = [glyph.advance / title.size for glyph in glyphs.glyphs]
        spans = shape(plain(runs), widths, self._layout.text_width / title.size)
        return [
            line
            for start, end in spans
            for line in self._set(glyphs.part(start, end), title, align=Align.CENTER)
        ]

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
        lines = self._lines(runs, self._layout.headings[heading.level])
        return _anchored([_bound(self._row(line), Bond.HEADING) for line in lines], anchor)

    def _paragraph(self, paragraph: Paragraph) -> _Slabs:
        body = self._layout.body
        head_style = self._layout.headings.get(paragraph.head_level, body)
        glyphs = self._case.row(paragraph.head, head_style)
        glyphs = glyphs.then(self._case.row(paragraph.runs, body))
        slabs = [self._row(line) for line in self._set(glyphs, body)]
        title = plain(paragraph.head).rstrip("。")
        return _anchored(slabs, Anchor(title, paragraph.head_level)) if title else slabs

    def _table(self, table: Table) -> _Slabs:
        if not table.columns:
            return []
        return list(table_slabs(table, self._layout, self._cell))

    def _cell(self, runs: Runs, text_style: TextStyle, width: float, align: Align) -> list[SetLine]:
        glyphs = self._case.row(runs, text_style)
        return set_lines(glyphs, text_style, width, align=align)

    def _attachment_note(self, attachments: tuple[Attachment, ...]) -> _Slabs:
        """Set 附件说明 (7.3.4): one row below the text, names aligned under each other."""
        slabs: _Slabs = []
        body, pitch = self._layout.body, self._layout.pitch
        titles = tuple(attachment.title.translate(BREAKS) for attachment in attachments)
        labels = style.attachment_lines(titles)
        indent = style.NOTE_INDENT * pitch
        for label, title in labels:
            head = self._case.row((Run(label),), body)
            name = indent + head.width
            glyphs = head.then(self._case.row((Run(title),), body))
            slabs += [self._row(line) for line in self._set(glyphs, body, (indent, name))]
            if label.startswith(style.NOTE_LABEL):
                slabs[0] = replace(slabs[0], gap=style.NOTE_GAP_ROWS * self._layout.row)
                indent += len(style.NOTE_LABEL) * pitch
        return slabs

    def _signature(self, signature: Signature) -> _Slabs:
        body, columns = self._layout.body, self._layout.columns
        organ = self._case.row((Run(signature.organ),), body)
        date = self._case.row((Run(signature.date or style.UNDATED),), body)
        widths = [glyphs.width / self._layout.pitch for glyphs in (organ, date)]
        starts = style.signature_columns(
            min(widths[0], columns), widths[1], seal=signature.seal, columns=columns
        )
        gap = style.SEALED_GAP_ROWS if signature.seal else style.SIGNATURE_GAP_ROWS
        slabs: _Slabs = []
        for glyphs, start in zip((organ, date), starts, strict=True):
            indent = start * self._layout.pitch
            lines = self._set(glyphs, body, (indent, indent), align=Align.LEFT)
            slabs += [_bound(self._row(line), Bond.SIGNATURE) for line in lines]
        slabs[0] = replace(slabs[0], gap=gap * self._layout.row)
        slabs[-1] = replace(slabs[-1], bond=Bond.FREE)
        return slabs

    def _row(self, line: SetLine) -> Slab[Content]:
        return Slab(TextLine(line), line.style.leading - self._layout.gap, self._layout.row)

    def _lines(
        self, runs: Runs, text_style: TextStyle, align: Align = Align.JUSTIFY
    ) -> list[SetLine]:
        return self._set(self._case.row(runs, text_style), text_style, align=align)

    def _set(
        self,
        glyphs: Row,
        text_style: TextStyle,
        indents: tuple[float, float] | None = None,
        align: Align = Align.JUSTIFY,
    ) -> list[SetLine]:
        if indents is None:
            indents = (text_style.indent * self._layout.pitch, 0.0)
        return set_lines(glyphs, text_style, self._layout.text_width, indents=indents, align=align)


def _bound(slab: Slab[Content], bond: Bond) -> Slab[Content]:
    """Let a slab stay on the page of the next one, at least that firmly."""
    return replace(slab, bond=max(slab.bond, bond))


def _anchored(slabs: _Slabs, anchor: Anchor) -> _Slabs:
    """Let an outline entry lead to the first of the slabs."""
    match slabs:
        case [Slab(content=TextLine() as text) as first, *others]:
            return [replace(first, content=replace(text, anchor=anchor)), *others]
    return slabs
