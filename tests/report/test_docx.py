"""The Word twin, read back: content, styles, page, fields and bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from report_samples import HOSTILE, figures_paragraph, report, village_table

from desktop_app.report.document import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Title,
    plain,
)
from desktop_app.report.docx import render_docx
from desktop_app.report.official_style import PAGE


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_docx(report()).data


@pytest.fixture(scope="module")
def word(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


def reread(document: Document) -> WordDocument:
    return docx.Document(BytesIO(render_docx(document).data))


def test_the_same_document_gives_the_same_bytes_without_todays_date(data: bytes):
    assert render_docx(report()).data == data
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_text_is_that_of_the_document(word: WordDocument):
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == plain(report().title.runs)
    assert texts[1] == "（送审稿）"
    assert plain(figures_paragraph().head) + plain(figures_paragraph().runs) in texts
    assert "附件：1. 青石镇各村党员情况表" in texts
    assert "2. 存在问题和整改措施清单" in texts
    assert texts.index("中共青石镇委员会") + 1 == texts.index("2020年4月8日")


def test_the_page_is_that_of_the_standard(word: WordDocument):
    section = word.sections[0]
    lengths = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    assert [round(length.mm, 1) for length in lengths] == [210, 297, 37, 28]
    assert round(section.right_margin.mm, 1) == PAGE.right_mm == 26
    assert round(section.bottom_margin.mm, 1) == PAGE.bottom_mm == 35
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert grid.get(qn("w:linePitch")) == "579"
    assert grid.get(qn("w:charSpace")) == "-848"


@pytest.mark.parametrize(
    ("name", "chinese", "latin", "size", "indent"),
    [
        ("Body Text", "仿宋_GB2312", "Times New Roman", 16, "200"),
        ("Title", "方正小标宋简体", "方正小标宋简体", 22, "0"),
        ("Heading 1", "黑体", "黑体", 16, "200"),
        ("Heading 2", "楷体_GB2312", "Times New Roman", 16, "200"),
        ("Heading 3", "仿宋_GB2312", "Times New Roman", 16, "200"),
        ("附件标签", "黑体", "黑体", 16, "0"),
        ("表格文字", "仿宋_GB2312", "Times New Roman", 12, "0"),
    ],
)
def test_styles(word: WordDocument, name: str, chinese: str, latin: str, size: int, indent: str):
    style = word.styles[name]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == chinese
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == latin
    assert fonts.get(qn("w:asciiTheme")) is None
    assert style.font.size.pt == size
    assert not style.font.bold
    assert style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == indent
    assert style.paragraph_format.line_spacing_rule == 4  # exactly


def test_body_rows_have_the_exact_pitch(word: WordDocument):
    assert word.styles["Body Text"].paragraph_format.line_spacing.twips == 579


def test_headings_are_real_headings(word: WordDocument):
    headings = [entry for entry in word.paragraphs if entry.style.name.startswith("Heading")]
    assert [heading.style.name for heading in headings[:3]] == [
        "Heading 1",
        "Heading 3",
        "Heading 4",
    ]
    assert headings[0].text == "一、把支部建在网格上，推动基层党建提质增效"
    assert all(heading.style.paragraph_format.keep_with_next for heading in headings)


def test_a_run_in_heading_has_the_face_of_its_level(word: WordDocument):
    paragraph = next(entry for entry in word.paragraphs if entry.text.startswith("（一）"))
    fonts = paragraph.runs[0]._r.rPr.find(qn("w:rFonts"))
    assert paragraph.runs[0].text == "（一）抓实组织生活。"
    assert fonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert paragraph.runs[1]._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) is None


def test_page_numbers_are_fields_at_the_outer_edge(word: WordDocument):
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        field = paragraph._p.find(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"
        assert paragraph.text.replace("1", "") == "—  —"
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert paragraph.alignment == {"left": 0, "right": 2}[side]


def test_the_notice_stands_on_every_page(word: WordDocument):
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == "演示数据，非真实工作情况"


def test_tables_repeat_their_header_and_fill_the_width(word: WordDocument):
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["序号", "村（社区）"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 13
    width = sum(cell.width.pt for cell in table.rows[1].cells)
    assert width == pytest.approx(PAGE.text_width, abs=0.2)


def test_attachments_begin_a_page(word: WordDocument):
    labels = [entry for entry in word.paragraphs if entry.style.name == "附件标签"]
    assert [label.text for label in labels] == ["附件1", "附件2"]
    assert word.styles["附件标签"].paragraph_format.page_break_before


def test_the_signature_clings_to_the_text_before_it():
    signature = Signature("中共青石镇委员会", None)
    word = reread(Document(Title((Run("题"),)), (Paragraph((Run("完。"),)),), signature))
    *_, text, organ, date = word.paragraphs
    assert text.paragraph_format.keep_with_next
    assert organ.paragraph_format.keep_with_next
    assert date.text == "　　年　月　日"
    indents = [entry._p.pPr.find(qn("w:ind")).get(qn("w:leftChars")) for entry in (organ, date)]
    assert indents == ["1800", "2000"]
    word = reread(Document(Title((Run("题"),)), (village_table(2),), signature))
    last_row = word.tables[0].rows[-1].cells
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last_row)


def test_markup_is_kept_as_typed():
    document = Document(
        Title((Run(HOSTILE),)),
        (Heading(1, "一、", (Run(HOSTILE),)), Paragraph((Run(HOSTILE),))),
        attachments=(Attachment("附件", HOSTILE, ()),),
        author=HOSTILE,
    )
    word = reread(document)
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts == [HOSTILE, "一、" + HOSTILE, HOSTILE, "附件：" + HOSTILE, "附件", HOSTILE]
    assert word.core_properties.author == HOSTILE
