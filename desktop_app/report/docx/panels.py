"""版头 and 版记 in Word's terms (7.2, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.report import official_style as style
from desktop_app.report.document import Imprint, Letterhead
from desktop_app.report.docx import styles
from desktop_app.report.docx.markup import (
    Format,
    Indent,
    WordParagraph,
    WordRow,
    WordTable,
    border,
    element,
    run,
    twips,
)
from desktop_app.report.fixed_lines import columns_of, copies_line, issued_line, number_rows
from desktop_app.report.official_style import MM, Layout

_INK_TOP, _INK_FOOT = 0.84, 0.08  # em from the baseline: how far 小标宋's glyphs rise and descend


def letterhead_paragraphs(head: Letterhead, layout: Layout) -> Iterator[WordParagraph]:
    """Yield 版头 down to the red rule."""
    row = styles.row_twips(layout) / 20
    mark = styles.placed(layout.mark(columns_of(head.mark)))
    before = style.MARK_DROP_MM * MM - (styles.PLACED_BASELINE - _INK_TOP) * mark.size
    if head.urgency:
        yield WordParagraph(styles.URGENCY, run(head.urgency))
        before -= row
    yield WordParagraph(styles.MARK, run(head.mark), Format(before=twips(before)))
    below_ink = mark.leading - (styles.PLACED_BASELINE + _INK_FOOT) * mark.size
    number = styles.placed(layout.plain)
    above_em = (styles.PLACED_BASELINE - style.EM_ASCENT) * number.size
    numbers = _number_paragraphs(head, layout)
    for index, paragraph in enumerate(numbers):
        first = style.NUMBER_GAP_ROWS * row - below_ink - above_em
        paragraph.set(before=twips(row - number.leading if index else first))
        yield paragraph
    yield WordParagraph(styles.RED_RULE)


def _number_paragraphs(head: Letterhead, layout: Layout) -> Iterator[WordParagraph]:
    """Yield the rows of 发文字号: centred, or at the left of 签发人 (7.2.5, 7.2.6)."""
    if not head.signers:
        yield WordParagraph(styles.NUMBER, run(head.number), Format(align="center"))
        return
    rows = number_rows(head, layout.columns - 2 * style.SIGNER_INDENT)
    edge = layout.columns - style.SIGNER_INDENT
    label = columns_of(style.SIGNER_LABEL)
    widest = max(columns_of(row.names) for row in rows)
    names = max(edge - widest, style.SIGNER_INDENT + label)
    for index, row in enumerate(rows):
        content = run(row.number)
        format_ = Format(indent=Indent(layout.pitch, left=float(style.SIGNER_INDENT)))
        if row.names:
            start = names - (0 if index else label)
            tab = ("left", twips(start * layout.pitch))
            if len(rows) == 1:
                tab = ("right", twips(edge * layout.pitch))
            content += run(f"\t{'' if index else style.SIGNER_LABEL}")
            content += run(row.names, styles.SIGNER)
            format_ = replace(format_, tab=tab)
            if widest > edge - style.SIGNER_INDENT - label:  # names that go on in the next row
                hanging = names - style.SIGNER_INDENT
                indent = Indent(layout.pitch, left=names, right=1.0, hanging=hanging)
                format_ = replace(format_, indent=indent)
        yield WordParagraph(styles.NUMBER, content, format_)


def imprint_table(imprint: Imprint, layout: Layout) -> WordTable | None:
    """Return 版记, to stand on the foot of the last page's type area; None if it is empty.

    Its last row is the white margin below it: only what is placed on the sheet's own edges does
    every program leave there, LibreOffice up to 7.5 not what is placed on the margins' ones.
    """
    sections = []
    if imprint.copies_to:
        sections.append([_copies(imprint)])
    if imprint.issuer or imprint.issued_on:
        sections.append(list(_issue_paragraphs(imprint, layout)))
    if not sections:
        return None
    position = element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=twips(layout.left),
        tblpYSpec="bottom",
    )
    rows = [WordRow([section]) for section in sections]
    margin = [WordParagraph(styles.TINY)]
    rows[-1] = replace(rows[-1], borders=border("bottom", style.OUTER_RULE))
    rows.append(
        WordRow([margin], height=twips(layout.bottom), borders=border("top", style.OUTER_RULE))
    )
    return WordTable(styles.IMPRINT_TABLE, [twips(layout.text_width)], rows, position)


def _copies(imprint: Imprint) -> WordParagraph:
    hanging = columns_of(style.COPIES_LABEL)
    return WordParagraph(
        styles.IMPRINT,
        run(copies_line(imprint.copies_to)),
        Format(indent=_indent(style.IMPRINT_INDENT + hanging, hanging), align="both"),
    )


def _issue_paragraphs(imprint: Imprint, layout: Layout) -> Iterator[WordParagraph]:
    """Yield 印发机关 at the left and 印发日期 at the right of one row, or below it (7.4.3)."""
    date = issued_line(imprint)
    size = layout.imprint.size
    room = layout.text_width / size - 2 * style.IMPRINT_INDENT
    indent = _indent(style.IMPRINT_INDENT)
    if date and columns_of(imprint.issuer) + 1 + columns_of(date) <= room:
        tab = ("right", twips(layout.text_width - style.IMPRINT_INDENT * size))
        content = run(f"{imprint.issuer}\t{date}")
        yield WordParagraph(styles.IMPRINT, content, Format(tab=tab, indent=indent))
        return
    for text, align in ((imprint.issuer, "left"), (date, "right")):
        if text:
            yield WordParagraph(styles.IMPRINT, run(text), Format(indent=indent, align=align))


def _indent(left: float, hanging: float = 0.0) -> Indent:
    right = float(style.IMPRINT_INDENT)
    return Indent(style.IMPRINT_SIZE, left=left, right=right, hanging=hanging or None)
