"""A Document as Word's paragraphs and tables, in reading order and in sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil

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
from desktop_app.report.docx import styles
from desktop_app.report.docx.hidden import Anchors
from desktop_app.report.docx.markup import Format, Indent, WordParagraph, WordRow, WordTable, twips
from desktop_app.report.docx.markup import run as run_xml
from desktop_app.report.docx.panels import imprint_table, letterhead_paragraphs
from desktop_app.report.docx.parts import section_xml
from desktop_app.report.fixed_lines import columns_of, recipients_line
from desktop_app.report.official_style import (
    TABLE_STYLES,
    TALLEST_ROW,
    Layout,
    TextStyle,
    is_narrow,
)
from desktop_app.report.typesetting.tables import table_edges
from desktop_app.report.typesetting.titles import shape


def story_xml(document: Document, layout: Layout, references: Mapping[bool, str]) -> str:
    """Return the children of w:body.

    references: what stands above and below the text of upright (False) and of turned sections.
    """
    story = _Story(layout, references)
    story.main(document)
    for attachment in document.attachments:
        story.attachment(attachment)
    story.imprint(document.imprint or Imprint())
    return story.xml()


class _Story:
    """Gathers paragraphs and tables; a change between upright and turned pages ends a section."""

    def __init__(self, layout: Layout, references: Mapping[bool, str]) -> None:
        self._upright = layout
        self._layout = layout
        self._references = references
        self._row = styles.row_twips(layout)
        self._items: list[WordParagraph | WordTable] = []
        self._last: list[WordParagraph] = []  # what 署名 may not be parted from
        self._anchors = Anchors()

    def xml(self) -> str:
        """Return all that was gathered, and the properties of the last section."""
        if not self._items or isinstance(self._items[-1], WordTable):
            self._items.append(WordParagraph(styles.TINY))  # Word wants a paragraph at the end
        return "".join(item.xml() for item in self._items) + self._section()

    def main(self, document: Document) -> None:
        """Write all that comes before the attachments."""
        if document.letterhead is not None:
            self._items += letterhead_paragraphs(document.letterhead, self._layout)
        title = self._title(document.title, styles.TITLE)
        if document.letterhead is not None and title is not None:
            above = self._layout.title.leading - self._layout.title.size
            title.set(before=round(style.TITLE_GAP_ROWS * self._row) - twips(above / 2))
        if document.recipients:
            self._add(styles.RECIPIENTS, run_xml(recipients_line(document.recipients)))
        self._text(document.blocks)
        self._enclosures(document.attachments)
        if document.signature is not None:
            self._signature(document.signature)

    def attachment(self, attachment: Attachment) -> None:
        """Write an attachment (7.3.7): label on row 1 of a new page, title on row 3, content."""
        self._turn(across=attachment.across)
        self._add(styles.LABEL, run_xml(attachment.label))
        title = Title((Run(attachment.title),))
        written = self._title(title, styles.ATTACHMENT)
        if written is not None:
            written.set(before=round((style.ATTACHMENT_TITLE_ROW - 1) * self._row))
        self._blocks(attachment.blocks)

    def imprint(self, imprint: Imprint) -> None:
        """Put 版记 on the foot of the last page; the empty paragraph behind it holds it there."""
        table = imprint_table(imprint, self._upright)
        if table is None:
            return
        begins_section = self._turn(across=False)
        if begins_section or isinstance(self._items[-1], WordTable):
            self._items.append(WordParagraph(styles.TINY))  # Word joins tables that nothing parts
        self._items += [table, WordParagraph(styles.TINY)]

    def _turn(self, *, across: bool) -> bool:
        """Begin a section where the sheet is to lie otherwise than before; say whether it did."""
        if across == self._layout.is_turned:
            return not self._items
        if self._items:
            if isinstance(self._items[-1], WordTable):
                self._items.append(WordParagraph(styles.TINY))
            last = self._items[-1]
            assert isinstance(last, WordParagraph)
            last.set(section=self._section())
        self._layout = self._upright.turned if across else self._upright
        return True

    def _section(self) -> str:
        return section_xml(self._layout, self._references[self._layout.is_turned])

    def _add(self, style_id: str, content: str, format_: Format | None = None) -> WordParagraph:
        paragraph = WordParagraph(style_id, content, format_ or Format())
        self._items.append(paragraph)
        self._last = [paragraph]
        return paragraph

    def _title(self, title: Title, style_id: str) -> WordParagraph | None:
        """Write a title, its lines as official shapes want them (7.3.1), and an empty row."""
        text = plain(title.runs)
        widths = [columns_of(char) for char in text]
        limit = self._layout.text_width / self._layout.title.size
        lines = [text[start:end] for start, end in shape(text, widths, limit)]
        written = None
        if lines:
            content = run_xml("\n".join(lines))
            if style_id == styles.TITLE:
                content = self._anchors.paragraph("", content)
            written = self._add(style_id, content)
        if title.note:
            self._add(styles.NOTE, run_xml(title.note))
        if lines or title.note:
            self._last[0].set(after=round(style.ADDRESS_GAP_ROWS * self._row))
        return written

    def _text(self, blocks: Sequence[Block]) -> None:
        """Write the report itself, with anchors; a heading belongs to the chapter that follows."""
        chapters = [block.chapter if isinstance(block, Paragraph) else "" for block in blocks]
        for place, block in enumerate(blocks):
            following = chapters[place + 1 : place + 2]
            self._block(block, self._anchors, chapters[place] or "".join(following))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block, anchors: Anchors | None = None, chapter: str = "") -> None:
        runs_xml = anchors.runs if anchors else _runs
        match block:
            case Heading(level=level, number=number, runs=runs):
                style_id, content = styles.HEADINGS[level], run_xml(number) + runs_xml(runs)
            case Paragraph():
                head = runs_xml(block.head, styles.RUN_IN_HEADS.get(block.head_level, ""))
                style_id, content = styles.BODY, head + runs_xml(block.runs)
            case Table():
                self._table(block)
                return
        if anchors is not None and chapter:
            content = anchors.paragraph(chapter, content)
        self._add(style_id, content)

    def _table(self, table: Table) -> None:
        if not table.columns:
            return
        if self._items and isinstance(self._items[-1], WordTable):
            self._add(styles.CELL, "")  # Word joins tables that nothing parts
        narrow = is_narrow(len(table.columns))
        head_text, cell_text = TABLE_STYLES[narrow]
        head, cell = styles.HEAD, styles.CELL
        if narrow:
            head, cell = styles.NARROW_HEAD, styles.NARROW_CELL
        edges = table_edges(table, cell_text.size, self._layout.text_width)
        widths = [twips(right) - twips(left) for left, right in pairwise(edges)]
        headings = [column.heading for column in table.columns]
        header = WordRow(
            [[WordParagraph(head, run_xml(heading))] for heading in headings],
            header=self._is_whole(headings, widths, head_text),
            whole=self._is_whole(headings, widths, head_text),
        )
        rows = [header]
        aligns = [Format(align=column.align) for column in table.columns]
        for cells in table.rows:
            filled = [*cells, *[()] * len(aligns)][: len(aligns)]  # the others stay empty
            paragraphs = [
                [WordParagraph(cell, _runs(runs), align)]
                for runs, align in zip(filled, aligns, strict=True)
            ]
            texts = [plain(runs) for runs in filled]
            whole = self._is_whole(texts, widths, cell_text)
            rows.append(WordRow(paragraphs, whole=whole))
        self._items.append(WordTable(styles.TABLE, widths, rows))
        self._last = [paragraph for (paragraph,) in rows[-1].cells]

    def _is_whole(self, texts: Sequence[str], widths: Sequence[int], text: TextStyle) -> bool:
        """Whether a row is low enough to be kept on one page."""
        lines = max(
            ceil(
                columns_of(cell) * text.size / max(width / 20 - 2 * style.CELL_PADDING_X, text.size)
            )
            for cell, width in zip(texts, widths, strict=True)
        )
        return lines * text.leading <= self._layout.text_height * TALLEST_ROW

    def _enclosures(self, attachments: tuple[Attachment, ...]) -> None:
        """Write 附件说明 (7.3.4): names continue under their first character."""
        clinging = self._last
        titles = tuple(attachment.title.translate(BREAKS) for attachment in attachments)
        for index, (label, title) in enumerate(style.attachment_lines(titles)):
            start = style.NOTE_INDENT + (len(style.NOTE_LABEL) if index else 0)
            hanging = columns_of(label)
            indent = Indent(self._layout.pitch, left=start + hanging, hanging=hanging)
            paragraph = self._add(styles.ENCLOSURES, run_xml(label + title), Format(indent=indent))
            if index == 0:
                paragraph.set(before=round(style.NOTE_GAP_ROWS * self._row))
            clinging = [*clinging, paragraph]
        self._last = clinging

    def _signature(self, signature: Signature) -> None:
        """Write 署名 and 成文日期 (7.3.5), never alone on a page."""
        for paragraph in self._last:
            paragraph.set(keep_next=True)
        columns = self._layout.columns
        texts = signature.organ, signature.date or style.UNDATED
        widths = [min(columns_of(text), float(columns)) for text in texts]
        starts = style.signature_columns(*widths, seal=signature.seal, columns=columns)
        for style_id, text, start in zip((styles.ORGAN, styles.DATE), texts, starts, strict=True):
            indent = Indent(self._layout.pitch, left=start)
            is_organ = style_id == styles.ORGAN
            paragraph = self._add(
                style_id, run_xml(text), Format(indent=indent, keep_next=is_organ)
            )
            if is_organ:
                gap = style.SEALED_GAP_ROWS if signature.seal else style.SIGNATURE_GAP_ROWS
                paragraph.set(before=round(gap * self._row))


def _runs(runs: Runs, character_style: str = "") -> str:
    return "".join(run_xml(run.text, character_style) for run in runs)
