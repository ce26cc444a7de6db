"""Writing a document as DOCX: the Word twin of the PDF, with real styles, for those who edit on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from desktop_app.report import official_style as style
from desktop_app.report import word_styles
from desktop_app.report.document import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    Rendered,
    Run,
    Runs,
    Signature,
    Table,
    plain,
)
from desktop_app.report.official_style import MM, PAGE, PITCH, FontRole
from desktop_app.report.text import columns_of
from desktop_app.report.typesetting.tables import column_edges
from desktop_app.report.word_styles import FACES

_SAME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's dates have no zone; the same in every file
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def render_docx(document: Document) -> Rendered:
    """Write a document for Word; the same document gives the same bytes.

    Faces are named, not embedded; Word makes the pages, so `places`, `pages` and `fonts` are empty.
    """
    writer = _Writer(docx.Document())
    writer.document(document)
    return Rendered(writer.finish())


class _Writer:
    """Fills one Word document."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._last: list[WordParagraph] = []  # what 署名 may not be parted from
        self._page_setup()
        self._styles()

    def document(self, document: Document) -> None:
        """Write everything, in reading order."""
        self._properties(document)
        self._furniture(document.notice)
        self._add(word_styles.TITLE, document.title.runs)
        if document.title.note:
            self._add(word_styles.NOTE, (Run(document.title.note),))
        self._gap_after_title()
        self._blocks(document.blocks)
        self._attachment_note(document.attachments)
        if document.signature is not None:
            self._signature(document.signature)
        for attachment in document.attachments:
            self._attachment(attachment)

    def finish(self) -> bytes:
        """Return the file; the times inside the archive are fixed."""
        saved, data = BytesIO(), BytesIO()
        self._word.save(saved)
        with ZipFile(saved) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = ZipInfo(name, _ZIP_EPOCH)
                entry.create_system = 0
                target.writestr(entry, source.read(name), ZIP_DEFLATED)
        return data.getvalue()

    def _page_setup(self) -> None:
        section = self._word.sections[0]
        section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)
        section.top_margin, section.bottom_margin = Mm(PAGE.top_mm), Mm(PAGE.bottom_mm)
        section.left_margin, section.right_margin = Mm(PAGE.left_mm), Mm(PAGE.right_mm)
        half_number = style.PAGE_NUMBER.size / 2 / MM
        section.footer_distance = Mm(PAGE.bottom_mm - style.PAGE_NUMBER_DROP_MM - half_number)
        section.header_distance = Mm(style.NOTICE_TOP_MM)
        grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no other way
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), str(word_styles.ROW_TWIPS))
        grid.set(qn("w:charSpace"), str(word_styles.GRID_CHAR_SPACE))

    def _styles(self) -> None:
        """Define our styles from scratch; what Word's own had before is dropped."""
        styles = self._word.styles
        known = {named.name for named in styles}
        for ours in word_styles.STYLES:
            if ours.name not in known:
                styles.add_style(ours.name, WD_STYLE_TYPE.PARAGRAPH)
            element = styles[ours.name].element
            for old in (*element.findall(qn("w:pPr")), *element.findall(qn("w:rPr"))):
                element.remove(old)
            element.append(parse_xml(ours.paragraph_xml))
            element.append(parse_xml(ours.character_xml))

    def _properties(self, document: Document) -> None:
        properties = self._word.core_properties
        properties.title = plain(document.title.runs)
        properties.author = properties.last_modified_by = document.author
        properties.subject = document.subject
        properties.comments = ""
        properties.language = "zh-CN"
        properties.created = properties.modified = _SAME_DAY

    def _furniture(self, notice: str) -> None:
        """Set — 1 — at the outer edge of each page (7.5), and the notice above the text."""
        self._word.settings.odd_and_even_pages_header_footer = True
        section = self._word.sections[0]
        for footer, align, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.style = self._word.styles[word_styles.NUMBER]
            paragraph.alignment = align
            _indent(paragraph, side, style.PAGE_NUMBER_INDENT)
            _fill(paragraph, (Run("— "),))
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
            field.append(OxmlElement("w:r"))
            _fill(paragraph, (Run(" —"),))
        for header in (section.header, section.even_page_header):
            if notice:
                header.paragraphs[0].style = self._word.styles[word_styles.NOTICE]
                _fill(header.paragraphs[0], (Run(notice),))

    def _add(self, name: str, runs: Runs) -> WordParagraph:
        paragraph = self._word.add_paragraph(style=name)
        _fill(paragraph, runs)
        self._last = [paragraph]
        return paragraph

    def _gap_after_title(self) -> None:
        self._word.paragraphs[-1].paragraph_format.space_after = Pt(word_styles.ROW_TWIPS / 20)

    def _blocks(self, blocks: Iterable[Block]) -> None:
        before: Block | None = None
        for block in blocks:
            if isinstance(before, Table) and isinstance(block, Table):
                self._add(word_styles.CELL, ())  # Word joins tables that nothing separates
            before = block
            match block:
                case Heading(level=level, number=number, runs=runs):
                    self._add(word_styles.HEADINGS[level], (Run(number), *runs))
                case Paragraph():
                    self._paragraph(block)
                case Table():
                    self._table(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        written = self._add(word_styles.BODY, ())
        head_style = style.HEADINGS.get(paragraph.head_level, style.BODY)
        _fill(written, paragraph.head, head_style.role)
        _fill(written, paragraph.runs)

    def _table(self, table: Table) -> None:
        if not table.columns:
            return
        narrow = len(table.columns) >= style.NARROW_TABLE_FROM
        edges = column_edges([column.share for column in table.columns], PAGE.text_width)
        written = self._word.add_table(1 + len(table.rows), len(table.columns), "Table Grid")
        written.autofit = False
        _pad_cells(written, style.CELL_PADDING_X)
        for column, (left, right) in zip(written.columns, pairwise(edges), strict=True):
            column.width = Pt(right - left)
        head, *rows = written.rows
        headings = [(Run(column.heading),) for column in table.columns]
        centred = ["center"] * len(headings)
        aligns = [column.align for column in table.columns]
        self._row(head, headings, centred, word_styles.NARROW_HEAD if narrow else word_styles.HEAD)
        _mark(head, "w:tblHeader")
        for row, cells in zip(rows, table.rows, strict=True):
            self._row(row, cells, aligns, word_styles.NARROW_CELL if narrow else word_styles.CELL)

    def _row(self, row: _Row, cells: Sequence[Runs], aligns: list[str], name: str) -> None:
        """Fill a row; where it has too few cells, the others stay empty."""
        _mark(row, "w:cantSplit")
        self._last = []
        cells = [*cells, *[()] * len(aligns)]
        cell: _Cell
        for cell, column, runs, align in zip(
            row.cells, row.table.columns, cells, aligns, strict=False
        ):
            cell.width = column.width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.style = self._word.styles[name]
            paragraph.alignment = _ALIGNS[align]
            _fill(paragraph, runs)
            self._last.append(paragraph)

    def _attachment_note(self, attachments: tuple[Attachment, ...]) -> None:
        """Write 附件说明 (7.3.4): names continue under their first character."""
        clinging = self._last
        labels = style.attachment_lines(tuple(attachment.title for attachment in attachments))
        for index, (label, title) in enumerate(labels):
            start = style.NOTE_INDENT + (len(style.NOTE_LABEL) if index else 0)
            paragraph = self._add(word_styles.NORMAL, (Run(label + title),))
            _indent(paragraph, "left", start + columns_of(label), hanging=columns_of(label))
            if index == 0:
                self._space_before(paragraph, style.NOTE_GAP_ROWS)
            clinging = [*clinging, paragraph]
        self._last = clinging

    def _signature(self, signature: Signature) -> None:
        """Write 署名 and 成文日期 (7.3.5), never alone on a page."""
        for paragraph in self._last:
            paragraph.paragraph_format.keep_with_next = True
        texts = signature.organ, signature.date or style.UNDATED
        widths = (columns_of(text) for text in texts)
        starts = style.signature_columns(*widths, seal=signature.seal)
        organ, date = (self._add(word_styles.NORMAL, (Run(text),)) for text in texts)
        for paragraph, start in zip((organ, date), starts, strict=True):
            _indent(paragraph, "left", start)
        gap = style.SEALED_GAP_ROWS if signature.seal else style.SIGNATURE_GAP_ROWS
        self._space_before(organ, gap)
        organ.paragraph_format.keep_with_next = True

    def _attachment(self, attachment: Attachment) -> None:
        self._add(word_styles.LABEL, (Run(attachment.label),))
        self._space_before(self._add(word_styles.ATTACHMENT, (Run(attachment.title),)), 1)
        self._gap_after_title()
        self._blocks(attachment.blocks)

    def _space_before(self, paragraph: WordParagraph, rows: int) -> None:
        paragraph.paragraph_format.space_before = Pt(rows * word_styles.ROW_TWIPS / 20)


def _fill(paragraph: WordParagraph, runs: Runs, role: FontRole | None = None) -> None:
    """Add runs; role: face of a run-in heading. Quotes and dashes take the Chinese face."""
    for run in runs:
        fonts = paragraph.add_run(run.text)._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001
        fonts.set(qn("w:hint"), "eastAsia")
        if role is not None:
            chinese, latin = FACES[role]
            for name, face in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
                fonts.set(qn(f"w:{name}"), face)


def _indent(paragraph: WordParagraph, side: str, chars: float, hanging: float = 0.0) -> None:
    """Indent by characters, with the same length in twips for programs that know no characters."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - has no characters
    for name, count in ((side, chars), ("hanging", hanging)):
        indent.set(qn(f"w:{name}Chars"), str(round(count * 100)))
        indent.set(qn(f"w:{name}"), str(round(count * PITCH * 20)))


def _pad_cells(table: WordTable, points: float) -> None:
    """Set the white between a cell's rules and its text; Word's own is wider than the page's."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(round(points * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no such setting
    look.addprevious(margins)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row: w:tblHeader stands again on each page, w:cantSplit stays whole."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has neither
