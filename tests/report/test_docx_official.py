"""The Word twin, read back: 版头, 版记, headers, footers and sections."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx_reading import (
    ACROSS,
    IMPRINT,
    LETTERHEAD,
    UPRIGHT,
    margins,
    reread,
    short,
    styled,
    value,
)
from report_samples import report

from desktop_app.core.page_setup import PageNumbers, PageSetup
from desktop_app.report.document import (
    Imprint,
)
from desktop_app.report.docx import render_docx
from desktop_app.report.official_style import MM, STANDARD


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_docx(report()).data


@pytest.fixture(scope="module")
def word(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


# ── 版头 and 版记 ────────────────────────────────────────────────────────────────────────────────


def test_the_mark_is_red_and_condensed_to_the_width_of_the_text():
    word = reread(short(letterhead=LETTERHEAD))
    mark = word.paragraphs[0]
    rpr = mark.style.element.rPr
    assert (mark.style.name, mark.text) == ("发文机关标志", "中共青石镇委员会文件")
    assert value(rpr, "color") == "FF0000"
    assert value(rpr, "rFonts", "eastAsia") == "方正小标宋简体"
    width = len(mark.text) * mark.style.font.size.pt * int(value(rpr, "w")) / 100
    assert 0.97 * STANDARD.text_width < width <= STANDARD.text_width
    word = reread(short(letterhead=replace(LETTERHEAD, mark="青石镇文件")))
    rpr = word.styles["发文机关标志"].element.rPr
    assert (value(rpr, "sz"), value(rpr, "w")) == ("124", None)


def above_the_mark(word: WordDocument) -> float:
    """From the type area's head to the line of the mark, points."""
    rows = 579 / 20 if word.paragraphs[0].style.name == "紧急程度" else 0.0
    return styled(word, "发文机关标志")[0].paragraph_format.space_before.pt + rows


def test_the_mark_stands_35_mm_down_with_or_without_urgency():
    calm = reread(short(letterhead=LETTERHEAD))
    urgent = reread(short(letterhead=replace(LETTERHEAD, urgency="特急")))
    assert urgent.paragraphs[0].text == "特急"
    assert above_the_mark(urgent) == pytest.approx(above_the_mark(calm), abs=0.1)
    size = calm.styles["发文机关标志"].font.size.pt
    ink = above_the_mark(calm) + (0.96 - 0.84) * size
    assert ink == pytest.approx(35 * MM, abs=0.2)


def test_a_red_rule_stands_below_the_number():
    word = reread(short(letterhead=LETTERHEAD))
    _, number, rule, title, _ = word.paragraphs
    assert (number.text, number.alignment) == ("青党发〔2020〕18号", 1)
    border = rule.style.element.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    assert border.get(qn("w:color")) == "FF0000"
    assert int(border.get(qn("w:sz"))) / 8 == pytest.approx(0.5 * MM, abs=0.1)
    assert rule.style.element.pPr.find(qn("w:ind")) is None  # as wide as the type area
    assert title.paragraph_format.space_before.pt == pytest.approx(2 * 28.95, abs=8)


@pytest.mark.parametrize(
    ("signers", "rows"),
    [
        (("张建国",), ["青党发〔2020〕18号\t签发人：张建国"]),
        (("张建国", "李四"), ["青党发〔2020〕18号\t签发人：张建国　李四"]),
        (
            ("张建国", "李四", "欧阳明明"),
            ["\t签发人：张建国　李四", "青党发〔2020〕18号\t欧阳明明"],
        ),
    ],
)
def test_signers_stand_at_the_right_two_a_row(signers: tuple[str, ...], rows: list[str]):
    word = reread(short(letterhead=replace(LETTERHEAD, signers=signers)))
    numbers = styled(word, "发文字号")
    assert [entry.text for entry in numbers] == rows
    for entry in numbers:
        assert value(entry._p.pPr, "ind", "leftChars") == "100"
        assert entry.runs[-1].style.name == "签发人姓名"
        (tab,) = entry.paragraph_format.tab_stops
        assert tab.position.pt < STANDARD.text_width - STANDARD.pitch + 0.1
        assert (tab.alignment == 2) == (len(rows) == 1)


def imprint_of(word: WordDocument) -> WordTable:
    return next(table for table in word.tables if table.style.name == "版记线")


def test_the_imprint_lies_on_the_foot_of_the_last_page():
    word = reread(short(imprint=IMPRINT))
    table = imprint_of(word)
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert place.get(qn("w:vertAnchor")) == "page"
    assert place.get(qn("w:tblpYSpec")) == "bottom"
    margin = table.rows[-1]
    assert margin.height.mm == pytest.approx(35, abs=0.02)  # from the last rule to the sheet's edge
    assert value(margin._tr, "trPr/trHeight", "hRule") == "exact"
    width = sum(cell.width.pt for cell in margin.cells)
    assert width == pytest.approx(STANDARD.text_width, abs=0.1)
    assert table._tbl.getnext().tag == qn("w:p")  # what holds it on its page


def test_the_rules_of_the_imprint_are_thick_around_and_thin_within():
    table = imprint_of(reread(short(imprint=IMPRINT)))
    borders = table.style.element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    assert (value(borders, "top", "sz"), value(borders, "insideH", "sz")) == ("8", "6")
    last = table.rows[-1].cells[0]._tc.tcPr.find(qn("w:tcBorders"))
    assert value(last, "top", "sz") == "8"
    assert borders.find(qn("w:left")) is None


def test_the_imprint_says_who_gets_a_copy_and_who_printed_it():
    copies, issue, margin = imprint_of(reread(short(imprint=IMPRINT))).rows
    assert copies.cells[0].text == "抄送：县委办公室，县人大常委会办公室。"
    assert issue.cells[0].text == "中共青石镇委员会党政办公室\t2020年4月8日印发"
    assert margin.cells[0].text == ""
    indent = copies.cells[0].paragraphs[0]._p.pPr.find(qn("w:ind"))
    sides = [indent.get(qn(f"w:{side}Chars")) for side in ("left", "hanging", "right")]
    assert sides == ["400", "300", "100"]
    long = replace(IMPRINT, copies_to="", issuer="中共青石镇委员会党政综合办公室" * 2)
    issue, _ = imprint_of(reread(short(imprint=long))).rows
    name, date = issue.cells[0].paragraphs
    assert (name.text, date.text, date.alignment) == (long.issuer, "2020年4月8日印发", 2)


def test_an_imprint_without_content_is_none():
    assert reread(short(imprint=Imprint())).tables == []


def test_the_imprint_follows_the_attachments_on_an_upright_page():
    word = reread(short(imprint=IMPRINT, attachments=(UPRIGHT, ACROSS)))
    assert imprint_of(word)._tbl is word.tables[-1]._tbl
    orientations = [section.orientation for section in word.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert word.element.body[-4].tag == qn("w:p")  # parts it from the section before


# ── headers, footers and sections ────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize(("mode", "align"), [(PageNumbers.CENTER, 1), (PageNumbers.RIGHT, 2)])
def test_page_numbers_may_stand_at_the_same_place_on_all_pages(mode: PageNumbers, align: int):
    word = reread(report(), PageSetup(page_numbers=mode))
    assert not word.settings.odd_and_even_pages_header_footer
    (paragraph,) = word.sections[0].footer.paragraphs
    assert paragraph.alignment == align
    indent = value(paragraph._p.pPr, "ind", "rightChars")
    assert indent == (None if mode is PageNumbers.CENTER else "100")


def test_pages_may_have_no_numbers():
    word = reread(short(attachments=(ACROSS,)), PageSetup(page_numbers=PageNumbers.NONE))
    assert word.sections[0]._sectPr.findall(qn("w:footerReference")) == []


def test_the_notice_stands_on_every_page():
    word = reread(replace(report(), attachments=(ACROSS, UPRIGHT)))
    for section in word.sections:
        for header in (section.header, section.even_page_header):
            assert header.paragraphs[0].text == "演示数据，非真实工作情况"
    silent = reread(short())
    assert silent.sections[0]._sectPr.findall(qn("w:headerReference")) == []


def test_an_attachment_is_set_across_in_a_section_of_its_own():
    word = reread(short(attachments=(ACROSS, UPRIGHT)))
    before, across, after = word.sections
    assert [section.orientation for section in (before, across, after)] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [round(across.page_width.mm), round(across.page_height.mm)] == [297, 210]
    assert margins(across) == [28, 37, 26, 35]
    assert margins(before) == margins(after) == [37, 26, 35, 28]
    width = sum(cell.width.pt for cell in word.tables[0].rows[0].cells)
    assert width == pytest.approx(225 * MM, abs=0.2)


def test_on_a_page_set_across_the_number_stands_where_it_stands_on_the_sheet():
    across = reread(short(attachments=(ACROSS, UPRIGHT))).sections[1]
    for footer, side in ((across.footer, "right"), (across.even_page_footer, "left")):
        (table,) = footer.tables
        place = table._tbl.tblPr.find(qn("w:tblpPr"))
        assert place.get(qn("w:vertAnchor")) == place.get(qn("w:horzAnchor")) == "page"
        cell = table.cell(0, 0)
        middle = int(place.get(qn("w:tblpX"))) / 20 + cell.width.pt / 2
        assert middle == pytest.approx(28 * MM, abs=0.2)  # 35 mm less 7 mm: 7.5
        assert int(place.get(qn("w:tblpY"))) / 20 == pytest.approx(28 * MM, abs=0.1)
        assert table.rows[0].height.mm == pytest.approx(156, abs=0.1)
        assert value(cell._tc, "tcPr/textDirection") == "tbRl"
        number = cell.paragraphs[0]
        assert number._p.find(qn("w:fldSimple")) is not None
        assert value(number._p.pPr, "ind", f"{side}Chars") == "100"
