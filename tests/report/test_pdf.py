"""The PDF, read back by another program: text, positions, faces, outline and bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from report_samples import ADDRESS, FONT_FOLDER, FONTS, HOSTILE, figures_paragraph, report

from desktop_app.report.document import (
    Attachment,
    Column,
    Document,
    Heading,
    Paragraph,
    Rendered,
    Run,
    Signature,
    Table,
    Title,
)
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import EM_ASCENT, MM, STANDARD, FontRole
from desktop_app.report.pdf import render_pdf

NOTICE = "演示数据，非真实工作情况"


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render_pdf(report(), FONTS)


@contextmanager
def opened(rendered: Rendered) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(rendered.data)
    try:
        yield pdf
    finally:
        pdf.close()


def page_texts(rendered: Rendered) -> list[str]:
    with opened(rendered) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def characters(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """Return the characters of a page with their origins, points from the sheet's top left."""
    text = page.get_textpage()
    found = []
    for index, char in enumerate(text.get_text_range()):
        x, y = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if not char.isspace():
            found.append((char, x.value, STANDARD.sheet_height - y.value))
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def one_page(*blocks: Paragraph | Table | Heading) -> Document:
    return Document(Title(()), blocks)


# ── bytes, faces, metadata ───────────────────────────────────────────────────────────────────────


def test_the_same_document_gives_the_same_bytes(rendered: Rendered):
    assert render_pdf(report(), FONTS).data == rendered.data
    assert render_pdf(report(), FontSet(FONT_FOLDER)).data == rendered.data


def test_another_process_with_another_hash_seed_gives_the_same_bytes(rendered: Rendered):
    program = (
        "import hashlib, report_samples as s; from desktop_app.report.pdf import render_pdf\n"
        "print(hashlib.sha256(render_pdf(s.report(), s.FONTS).data).hexdigest())"
    )
    here = Path(__file__).resolve()
    paths = os.pathsep.join([str(here.parent), str(here.parents[2])])
    output = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "7"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert output.strip() == hashlib.sha256(rendered.data).hexdigest()


def test_every_face_is_embedded_and_named(rendered: Rendered):
    with opened(rendered) as pdf:
        for page in pdf:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(text)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
    assert b"Helvetica" not in rendered.data
    assert b"+Jibao" in rendered.data
    assert {use.role for use in rendered.fonts} == set(FontRole) - {
        FontRole.RARE_BODY,
        FontRole.RARE_TITLE,
    }
    assert not any(use.installed for use in rendered.fonts)


def test_metadata_and_language(rendered: Rendered):
    with opened(rendered) as pdf:
        metadata = pdf.get_metadata_dict()
    assert metadata["Title"] == "青石镇党委关于2020年第一季度党建工作开展情况的报告"
    assert metadata["Author"] == "中共青石镇委员会"
    assert metadata["Subject"] == "2020年第一季度党建工作报告"
    assert b"/Lang (zh-CN)" in rendered.data


def test_the_outline_leads_to_headings_and_attachments(rendered: Rendered):
    with opened(rendered) as pdf:
        entries = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
        pages = [entry.get_dest().get_index() for entry in pdf.get_toc()]
    assert entries[:5] == [
        (0, "一、把支部建在网格上，推动基层党建提质增效"),
        (1, "（一）抓实组织生活"),
        (1, "（二）守牢活动阵地"),
        (2, "1. 用好党群服务中心"),
        (3, "（1）明确责任人和完成时限"),
    ]
    assert entries[-2:] == [
        (0, "附件1　青石镇各村党员情况表"),
        (0, "附件2　存在问题和整改措施清单"),
    ]
    assert pages == sorted(pages)


def test_a_skipped_heading_level_is_closed_up_in_the_outline():
    document = one_page(Heading(3, "1. ", (Run("先写小点"),)), Heading(1, "一、", (Run("再写"),)))
    with opened(render_pdf(document, FONTS)) as pdf:
        assert [entry.level for entry in pdf.get_toc()] == [0, 0]


# ── places ───────────────────────────────────────────────────────────────────────────────────────


def test_each_figure_has_a_place_that_holds_exactly_its_text():
    document = one_page(figures_paragraph())
    result = render_pdf(document, FONTS)
    wanted = {run.figure: run.text for run in figures_paragraph().runs if run.figure}
    assert [place.figure for place in result.places] == list(wanted)
    with opened(result) as pdf:
        text = pdf[0].get_textpage()
        for place in result.places:
            if wanted[place.figure] == "＿＿":
                continue  # its ink lies on the lower edge
            bottom, top = STANDARD.sheet_height - place.bottom, STANDARD.sheet_height - place.top
            found = text.get_text_bounded(place.left, bottom, place.right, top)
            assert found == wanted[place.figure]


def test_places_agree_with_the_glyphs_on_every_page(rendered: Rendered):
    wanted: dict[str, str] = {run.figure: run.text for run in report().runs() if run.figure}
    with opened(rendered) as pdf:
        pages = [characters(page) for page in pdf]
    for place in rendered.places:
        held = "".join(
            char
            for char, x, y in pages[place.page - 1]
            if place.left - 0.1 <= x < place.right - 0.1 and place.top < y < place.bottom
        )
        assert held == wanted[place.figure]


def test_a_figure_broken_over_two_lines_has_two_places():
    names = "王小明、李大江、赵石生、陈青山、周河清"
    run = Run(names, figure="epidemic.exemplar")
    result = render_pdf(one_page(Paragraph((Run("先进典型有驻村干部" * 2), run))), FONTS)
    first, second = result.places
    assert second.top - first.top == pytest.approx(STANDARD.row)
    assert second.left == pytest.approx(STANDARD.left)
    assert first.right <= STANDARD.left + STANDARD.text_width + STANDARD.pitch / 2


def test_a_figure_in_a_table_and_in_the_title_has_its_place():
    table = Table((Column("指标", 1), Column("数值", 1, "right")), (((Run("人数"),), ()),))
    filled = Table(table.columns, (((Run("人数"),), (Run("38", figure="t.n"),)),))
    title = Title((Run("2020", figure="report.year"), Run("年工作报告")))
    result = render_pdf(Document(title, (table, filled)), FONTS)
    assert [place.figure for place in result.places] == ["report.year", "t.n"]


# ── geometry ─────────────────────────────────────────────────────────────────────────────────────


def test_a_page_of_text_has_22_rows_on_the_official_grid():
    result = render_pdf(one_page(Paragraph((Run("镇" * 28 * 30),))), FONTS)
    with opened(result) as pdf:
        page = [entry for entry in characters(pdf[0]) if entry[0] == "镇"]
    rows = sorted({round(y, 2) for _, _, y in page})
    assert len(rows) == 22
    assert len(page) == 22 * 28 - 2
    assert rows[0] == pytest.approx(STANDARD.top + EM_ASCENT * 16, abs=0.02)
    assert rows[-1] - rows[0] == pytest.approx(21 * STANDARD.row, abs=0.02)
    assert page[0][1] == pytest.approx(STANDARD.left + 2 * STANDARD.pitch, abs=0.02)
    assert max(x for _, x, _ in page) == pytest.approx(
        STANDARD.left + 27 * STANDARD.pitch, abs=0.02
    )


def test_page_numbers_stand_at_the_outer_edge_seven_millimetres_down(rendered: Rendered):
    with opened(rendered) as pdf:
        for number in (1, 2):
            text = pdf[number - 1].get_textpage()
            last = text.count_chars() - 1
            assert text.get_text_range().endswith(f"— {number} —")
            left, bottom, right, top = text.get_charbox(last)
            assert STANDARD.sheet_height - (top + bottom) / 2 == pytest.approx(
                269 * MM, abs=0.5 * MM
            )
            if number % 2:
                edge = STANDARD.left + STANDARD.text_width - STANDARD.pitch
                assert right == pytest.approx(edge, abs=1)
            else:
                left, *_ = text.get_charbox(last - 4)
                assert left == pytest.approx(STANDARD.left + STANDARD.pitch, abs=1)


def test_the_notice_stands_on_every_page(rendered: Rendered):
    texts = page_texts(rendered)
    assert len(texts) == rendered.pages
    assert all(NOTICE in text for text in texts)


def test_each_attachment_starts_a_page_with_its_label_on_row_1_and_its_title_on_row_3(
    rendered: Rendered,
):
    with opened(rendered) as pdf:
        pages = [characters(page) for page in pdf]
    starts = [page for page in pages if [char for char, _, _ in page[:2]] == ["附", "件"]]
    assert len(starts) == 2
    for page in starts:
        label, title = page[0], page[3]
        assert label[1] == pytest.approx(STANDARD.left, abs=0.02)
        assert title[2] == pytest.approx(STANDARD.top + 2 * STANDARD.row + EM_ASCENT * 22, abs=0.05)


def test_signature_without_seal_follows_the_text_after_one_empty_row():
    signature = Signature("中共青石镇委员会", None)
    document = Document(Title(()), (Paragraph((Run("特此报告。"),)),), signature)
    with opened(render_pdf(document, FONTS)) as pdf:
        found = characters(pdf[0])
    organ = next(entry for entry in found if entry[0] == "中")
    year = next(entry for entry in found if entry[0] == "年")
    assert organ[1] == pytest.approx(STANDARD.left + 18 * STANDARD.pitch, abs=0.05)
    assert organ[2] == pytest.approx(STANDARD.top + 2 * STANDARD.row + EM_ASCENT * 16, abs=0.05)
    assert year[1] == pytest.approx(STANDARD.left + 22 * STANDARD.pitch, abs=0.05)


def test_an_empty_document_is_one_page():
    assert render_pdf(Document(Title(()), ()), FONTS).pages == 1


# ── hostile content ──────────────────────────────────────────────────────────────────────────────


def test_markup_is_printed_as_typed():
    attachment = Attachment("附件", HOSTILE, (Paragraph((Run(HOSTILE),)),))
    table = Table((Column(HOSTILE, 1),), (((Run(HOSTILE),),),))
    document = Document(
        Title((Run(HOSTILE),), note=HOSTILE),
        (Heading(1, "一、", (Run(HOSTILE),)), Paragraph((Run(HOSTILE),)), table),
        Signature(HOSTILE, HOSTILE),
        (attachment,),
        author=HOSTILE,
        notice=HOSTILE,
    )
    result = render_pdf(document, FONTS)
    text = squeezed("".join(page_texts(result))).replace("\ufffe", "-")
    assert text.count(squeezed(HOSTILE)) == 11 + result.pages
    with opened(result) as pdf:
        assert pdf.get_metadata_dict()["Title"] == HOSTILE


@pytest.mark.parametrize(
    "text",
    ["镇" * 200, "x" * 3000, "请联系" + ADDRESS, "镇" * 20_000, "《》" * 300, " " * 200 + "完"],
    ids=["title", "latin", "address", "unbroken", "pairs", "spaces"],
)
def test_overlong_text_stays_within_the_paper(text: str):
    table = Table((Column("项目", 1), Column(text[:100], 1)), (((Run(text),), (Run(text[:50]),)),))
    document = Document(Title((Run(text[:200]),)), (Paragraph((Run(text),)), table))
    result = render_pdf(document, FONTS)
    with opened(result) as pdf:
        for page in pdf:
            for _, x, y in characters(page):
                assert STANDARD.left - 0.1 <= x <= STANDARD.left + STANDARD.text_width
                assert y <= STANDARD.sheet_height - 20 * MM


def test_a_cell_of_three_thousand_characters_is_printed_in_full():
    text = "每月初五集中学习会后到户走访把意见记在本子上办在当月里。" * 107
    table = Table((Column("单位", 1), Column("做法", 4)), (((Run("青石村"),), (Run(text),)),))
    printed = squeezed("".join(page_texts(render_pdf(one_page(table), FONTS))))
    assert printed.count("每月初五集中") > 100
    assert sum(printed.count(char) for char in "每访办") == sum(text.count(c) for c in "每访办")
