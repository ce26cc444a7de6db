"""The Word twin, read back: bytes, text, schema, page, headings, tables."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx_reading import (
    ACROSS,
    IMPRINT,
    LETTERHEAD,
    UPRIGHT,
    margins,
    reread,
    short,
    styled,
    texts_of,
    value,
)
from report_samples import HOSTILE, figures_paragraph, report, village_table

from desktop_app.core.page_setup import BoldHeadings, PageSetup
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
from desktop_app.report.official_style import STANDARD, layout_of
from desktop_app.report.text import render_text


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_docx(report()).data


@pytest.fixture(scope="module")
def word(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


# ── bytes and text ───────────────────────────────────────────────────────────────────────────────


def test_the_same_document_gives_the_same_bytes_without_todays_date(data: bytes):
    assert render_docx(report()).data == data
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_nothing_of_the_template_is_left(data: bytes):
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        styles = archive.read("word/styles.xml").decode()
    assert not {name for name in names if "thumbnail" in name or "customXml" in name}
    assert "Theme" not in styles
    assert "Calibri" not in styles


def test_paragraphs_and_figures_can_be_found_again_and_nothing_else_is_marked(word: WordDocument):
    body = word.element.body
    starts = {mark.get(qn("w:id")): mark for mark in body.iter(qn("w:bookmarkStart"))}
    ends = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    assert sorted(starts) == sorted(ends)
    names = [mark.get(qn("w:name")) for mark in starts.values()]
    assert len(set(names)) == len(names)
    figures = [run for block in report().blocks[:3] for run in getattr(block, "runs", ())]
    marked = sum(bool(run.figure) for run in figures)
    paragraph = next(one for one in word.paragraphs if "全镇召开支部党员大会" in one.text)
    assert len(paragraph._p.findall(qn("w:bookmarkStart"))) == marked + 1
    assert not [mark for table in word.tables for mark in table._tbl.iter(qn("w:bookmarkStart"))]


def test_the_text_is_that_of_the_document(word: WordDocument):
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0].replace("\n", "") == report().title.text
    assert texts[1] == "（送审稿）"
    assert plain(figures_paragraph().head) + plain(figures_paragraph().runs) in texts
    assert "附件：1. 青石镇各村党员情况表" in texts
    assert "2. 存在问题和整改措施清单" in texts
    assert texts.index("中共青石镇委员会") + 1 == texts.index("2020年4月8日")


def test_it_says_what_the_plain_text_says_in_the_same_order():
    document = replace(
        report(),
        notice="",
        letterhead=replace(LETTERHEAD, signers=("张建国",), urgency="特急"),
        recipients="中共云溪县委：",
        imprint=IMPRINT,
    )
    word, text = reread(document), render_text(document).data.decode()
    assert re.sub(r"\s", "", "".join(texts_of(word))) == re.sub(r"\s", "", text)


def test_markup_is_kept_as_typed():
    document = Document(
        Title((Run(HOSTILE),)),
        (Heading(1, "一、", (Run(HOSTILE),)), Paragraph((Run(HOSTILE),))),
        attachments=(Attachment("附件", HOSTILE, ()),),
        author=HOSTILE,
    )
    word = reread(document)
    title, heading, text, note, label, name = (entry.text for entry in word.paragraphs)
    assert (heading, text, note, label) == ("一、" + HOSTILE, HOSTILE, "附件：" + HOSTILE, "附件")
    assert {re.sub(r"\s", "", title), re.sub(r"\s", "", name)} == {re.sub(r"\s", "", HOSTILE)}
    assert word.core_properties.author == HOSTILE


def test_what_no_xml_file_may_hold_is_left_out():
    word = reread(short(blocks=(Paragraph((Run("甲\x00\x0b\ud800乙\t丙"),)),), subject="题" * 300))
    assert word.paragraphs[1].text == "甲乙\t丙"
    assert len(word.core_properties.subject) == 255


def test_an_empty_document_can_be_opened():
    assert [entry.text for entry in reread(Document(Title(()), ())).paragraphs] == [""]


# ── the order that Word's schema asks for ────────────────────────────────────────────────────────

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "kinsoku wordWrap overflowPunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind "
    "contextualSpacing jc textDirection outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols docGrid",
    "style": "name basedOn next link qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang",
    "font": "altName charset family pitch",
}


def test_elements_stand_in_the_order_of_the_schema():
    document = replace(
        report(), letterhead=LETTERHEAD, imprint=IMPRINT, attachments=(ACROSS, UPRIGHT)
    )
    rendered = render_docx(document, PageSetup(bold_headings=BoldHeadings.ALL))
    with ZipFile(BytesIO(rendered.data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("word/")]
        roots = [docx.oxml.parse_xml(archive.read(name)) for name in parts if name[-4:] == ".xml"]
    seen = set()
    for element in (element for root in roots for element in root.iter()):
        name = str(element.tag).partition("}")[2]
        if name in ORDER and element.tag == qn(f"w:{name}"):
            seen.add(name)
            order = ORDER[name].split()
            places = [order.index(str(child.tag).partition("}")[2]) for child in element]
            assert places == sorted(places), f"{name}: {[child.tag for child in element]}"
    assert seen == set(ORDER)


def test_word_needs_no_compatibility_mode(word: WordDocument):
    compat = word.settings.element.find(qn("w:compat"))
    modes = {
        setting.get(qn("w:name")): setting.get(qn("w:val"))
        for setting in compat.findall(qn("w:compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def test_the_page_is_that_of_the_standard(word: WordDocument):
    section = word.sections[0]
    assert [round(length.mm, 1) for length in (section.page_width, section.page_height)] == [
        210,
        297,
    ]
    assert margins(section) == [37, 26, 35, 28]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert grid.get(qn("w:linePitch")) == "579"
    assert grid.get(qn("w:charSpace")) == "-848"


def test_an_office_has_its_own_margins_and_row_pitch():
    setup = PageSetup(top_mm=30, right_mm=25, bottom_mm=25, left_mm=26, row_pitch=28)
    word = reread(report(), setup)
    section = word.sections[0]
    assert margins(section) == [30, 25, 25, 26]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "560"
    assert word.styles["Body Text"].paragraph_format.line_spacing.pt == 28


def test_as_many_rows_fit_as_on_the_printed_page():
    setup = PageSetup(top_mm=30, bottom_mm=30)
    pitch = reread(report(), setup).styles["Body Text"].paragraph_format.line_spacing.pt
    layout = layout_of(setup)
    assert layout.rows == 23
    assert layout.rows * pitch <= layout.text_height < layout.rows * (pitch + 0.1)


@pytest.mark.parametrize(
    ("name", "chinese", "latin", "size", "indent"),
    [
        ("Body Text", "仿宋_GB2312", "Times New Roman", 16, "200"),
        ("Title", "方正小标宋简体", "方正小标宋简体", 22, None),
        ("Heading 1", "黑体", "黑体", 16, "200"),
        ("Heading 2", "楷体_GB2312", "Times New Roman", 16, "200"),
        ("Heading 3", "仿宋_GB2312", "Times New Roman", 16, "200"),
        ("附件标签", "黑体", "黑体", 16, None),
        ("主送机关", "仿宋_GB2312", "Times New Roman", 16, None),
        ("紧急程度", "黑体", "黑体", 16, None),
        ("版记", "仿宋_GB2312", "Times New Roman", 14, None),
        ("表格文字", "仿宋_GB2312", "Times New Roman", 12, None),
    ],
)
def test_styles(
    word: WordDocument, name: str, chinese: str, latin: str, size: int, indent: str | None
):
    style = word.styles[name]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == chinese
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == latin
    assert fonts.get(qn("w:asciiTheme")) is None
    assert style.font.size.pt == size
    assert not style.font.bold
    assert value(style.element.pPr, "ind", "firstLineChars") == indent
    assert style.paragraph_format.line_spacing_rule == 4  # exactly


def test_chinese_lines_are_set_by_chinese_rules(word: WordDocument):
    rules = word.styles["Normal"].element.pPr
    for off in ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid"):
        assert value(rules, off) == "0"
    defaults = word.styles.element.find(qn("w:docDefaults"))
    assert value(defaults, "rPrDefault/rPr/lang", "eastAsia") == "zh-CN"


def test_body_rows_have_the_exact_pitch(word: WordDocument):
    assert word.styles["Body Text"].paragraph_format.line_spacing.twips == 579


# ── headings and title ───────────────────────────────────────────────────────────────────────────


def test_headings_are_real_headings(word: WordDocument):
    headings = [entry for entry in word.paragraphs if entry.style.name.startswith("Heading")]
    assert [heading.style.name for heading in headings[:3]] == [
        "Heading 1",
        "Heading 3",
        "Heading 4",
    ]
    assert headings[0].text == "一、把支部建在网格上，推动基层党建提质增效"
    assert all(heading.style.paragraph_format.keep_with_next for heading in headings)


def test_a_run_in_heading_has_the_style_of_its_level(word: WordDocument):
    paragraph = next(entry for entry in word.paragraphs if entry.text.startswith("（一）"))
    head = paragraph.runs[0]
    assert head.text == "（一）抓实组织生活。"
    assert value(head.style.element, "link") == word.styles["Heading 2"].style_id
    assert head.style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "楷体_GB2312"
    assert paragraph.runs[1].style.name == "Default Paragraph Font"


@pytest.mark.parametrize("bold", BoldHeadings)
def test_headings_are_bold_where_an_office_wants_it(bold: BoldHeadings):
    word = reread(report(), PageSetup(bold_headings=bold))
    for level in range(1, 5):
        heading = word.styles[f"Heading {level}"]
        linked = word.styles.element.find(
            f"{qn('w:style')}[@{qn('w:styleId')}='{value(heading.element, 'link')}']"
        )
        for element in (heading.element, linked):
            assert (element.rPr.find(qn("w:b")) is not None) == (level in bold.levels)


def test_a_long_title_is_broken_by_shape_and_a_mark_breaks_it_by_hand():
    name = "青石镇党委关于2020年第一季度党建工作开展情况的报告"
    word = reread(short(title=Title((Run(name),))))
    lines = word.paragraphs[0].text.split("\n")
    assert len(lines) == 2
    assert "".join(lines) == name == word.core_properties.title
    word = reread(short(title=Title((Run("关于印发|党建工作｜要点的通知"),))))
    assert word.paragraphs[0].text == "关于印发\n党建工作\n要点的通知"
    assert len(word.paragraphs[0]._p.findall(f".//{qn('w:br')}")) == 2
    assert word.core_properties.title == "关于印发党建工作要点的通知"


def test_recipients_are_flush_left_with_a_colon_below_an_empty_row():
    word = reread(short(recipients="中共云溪县委："))
    title, recipients, _ = word.paragraphs
    assert title.paragraph_format.space_after.twips == 579
    assert (recipients.style.name, recipients.text) == ("主送机关", "中共云溪县委：")
    assert recipients._p.pPr.find(qn("w:ind")) is None


# ── tables, attachments, signature ───────────────────────────────────────────────────────────────


def test_tables_repeat_their_header_and_fill_the_width(word: WordDocument):
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:2] == ["序号", "村（社区）"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 13
    width = sum(cell.width.pt for cell in table.rows[1].cells)
    assert width == pytest.approx(STANDARD.text_width, abs=0.2)
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [1, 0, 2, 0]


def test_a_row_stays_whole_unless_it_is_very_tall():
    table = village_table(2)
    tall = (*table.rows[0][:3], (Run("写得很长。" * 300),))
    word = reread(short(blocks=(replace(table, rows=(table.rows[0], tall)),)))
    wholes = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") for row in word.tables[0].rows]
    assert [whole is not None for whole in wholes] == [True, True, False]


def test_tables_are_not_joined_by_word():
    word = reread(short(blocks=(village_table(1), village_table(1)), imprint=IMPRINT))
    for above, below in pairwise(word.element.body):
        assert not above.tag == below.tag == qn("w:tbl")


def test_attachments_begin_a_page(word: WordDocument):
    labels = styled(word, "附件标签")
    assert [label.text for label in labels] == ["附件1", "附件2"]
    assert word.styles["附件标签"].paragraph_format.page_break_before
    titles = styled(word, "附件标题")
    assert [title.paragraph_format.space_before.twips for title in titles] == [579, 579]


def test_the_signature_clings_to_the_text_before_it():
    signature = Signature("中共青石镇委员会", None)
    *_, text, organ, date = reread(short(signature=signature)).paragraphs
    assert text.paragraph_format.keep_with_next
    assert organ.paragraph_format.keep_with_next
    assert (organ.style.name, date.style.name) == ("署名", "成文日期")
    assert date.text == "　　年　月　日"
    indents = [entry._p.pPr.find(qn("w:ind")).get(qn("w:leftChars")) for entry in (organ, date)]
    assert indents == ["1800", "2000"]
    word = reread(short(blocks=(village_table(2),), signature=signature))
    last_row = word.tables[0].rows[-1].cells
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last_row)


def test_a_seal_has_its_own_place():
    signature = Signature("中共青石镇委员会", "2020年4月8日", seal=True)
    *_, organ, date = reread(short(signature=signature)).paragraphs
    indents = [entry._p.pPr.find(qn("w:ind")).get(qn("w:leftChars")) for entry in (organ, date)]
    assert indents == ["1700", "1800"]  # the date four characters in, the organ above its middle
    assert organ.paragraph_format.space_before.twips == 2 * 579
