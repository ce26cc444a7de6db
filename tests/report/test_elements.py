"""The parts of an official document on paper: 版头, 主送, 署名, 版记, 附件, office settings."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest
from report_samples import FONTS, official_report, report
from test_pdf import characters, opened
from test_typesetting import MEASURE, text_of

from desktop_app.core.page_setup import BoldHeadings, PageNumbers, PageSetup
from desktop_app.report import official_style as style
from desktop_app.report.document import (
    Attachment,
    Column,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Rendered,
    Run,
    Signature,
    Table,
    Title,
)
from desktop_app.report.official_style import MM, STANDARD, FontRole, Official, layout_of
from desktop_app.report.pdf import render_pdf
from desktop_app.report.printability import unprintable
from desktop_app.report.typesetting.compose import ComposedPage, TextLine, compose
from desktop_app.report.typesetting.panels import Panel

STANDARD_SETUP = PageSetup()
TEXT = (Paragraph((Run("各村党支部按时报送，数字已经核对。"),)),)
ROW, PITCH = STANDARD.row, STANDARD.pitch


def pages(document: Document, setup: PageSetup = STANDARD_SETUP) -> list[ComposedPage]:
    return compose(document, MEASURE, setup)


def panels_of(page: ComposedPage) -> list[tuple[float, Panel]]:
    return [(each.top, each.content) for each in page.content if isinstance(each.content, Panel)]


def panel_of(page: ComposedPage) -> tuple[float, Panel]:
    return panels_of(page)[0]


def lines_of(page: ComposedPage) -> list[tuple[float, str]]:
    return [
        (each.top, text_of(each.content.line))
        for each in page.content
        if isinstance(each.content, TextLine)
    ]


def shown(panel: Panel) -> list[tuple[str, float, float]]:
    """Text, left and top of each line of a panel."""
    return [(text_of(line), left + line.pieces[0].x, top) for left, top, line in panel.lines]


# ── 版头 ─────────────────────────────────────────────────────────────────────────────────────────


def letter(**options: object) -> Document:
    head = Letterhead("中共青石镇委员会文件", "青党发〔2020〕18号", **options)
    return Document(Title((Run("关于2020年第一季度党建工作情况的报告"),)), TEXT, letterhead=head)


def test_the_mark_is_red_and_its_ink_begins_35_mm_below_the_type_area():
    with opened(render_pdf(letter(), FONTS)) as pdf:
        text = pdf[0].get_textpage()
        boxes = [text.get_charbox(index) for index in range(10)]
        assert text.get_text_range(0, 10) == "中共青石镇委员会文件"
    tops = [STANDARD.sheet_height - top for *_, top in boxes]
    assert min(tops) == pytest.approx((37 + 35) * MM, abs=0.1 * MM)
    assert min(left for left, *_ in boxes) >= STANDARD.left
    assert max(right for _, _, right, _ in boxes) <= STANDARD.left + STANDARD.text_width
    with opened(render_pdf(letter(), FONTS)) as pdf:
        picture = pdf[0].render(scale=1)
        row = bytes(picture.buffer)[round(80 * MM) * picture.stride :][: picture.stride]
        blue, green, red = (row[channel :: picture.n_channels] for channel in range(3))
    assert any(r > 180 and max(g, b) < 80 for b, g, r in zip(blue, green, red, strict=False))


def test_number_rule_and_title_stand_at_their_distances():
    (page, *_) = pages(letter())
    _, panel = panel_of(page)
    (mark, _, _), (number, left, top) = shown(panel)
    assert (mark, number) == ("中共青石镇委员会文件", "青党发〔2020〕18号")
    width = sum(0.5 if char.isascii() else 1 for char in number) * PITCH
    assert left + width / 2 == pytest.approx(STANDARD.text_width / 2, abs=0.5)
    ink_foot = style.MARK_DROP_MM * MM + (0.84 + 0.08) * panel.lines[0][2].style.size
    assert top == pytest.approx(ink_foot + 2 * ROW)
    (rule,) = panel.rules
    assert rule.red
    assert rule.y == pytest.approx(top + 16 + 4 * MM)
    title = lines_of(page)[0]
    assert title[0] == pytest.approx(rule.y + 2 * ROW)


def test_text_below_a_red_head_stands_on_the_grid():
    (page, *_) = pages(replace(letter(), recipients="中共云岭县委员会"))
    body = [top for top, text in lines_of(page) if "委员会：" in text or "核对" in text]
    assert [top / ROW == pytest.approx(round(top / ROW)) for top in body] == [True, True]


def test_signers_stand_two_a_row_and_the_number_beside_the_last():
    (page, *_) = pages(letter(signers=("王建国", "李明", "赵一凡"), urgency="特急"))
    _, panel = panel_of(page)
    found = {text: (left, top) for text, left, top in shown(panel)}
    assert found["特急"] == (0, 0)
    first, second = found["签发人：王建国　李明"], found["赵一凡"]
    assert second[0] == pytest.approx(first[0] + 4 * PITCH)
    assert second[1] == pytest.approx(first[1] + ROW)
    assert first[0] + 10 * PITCH == pytest.approx(27 * PITCH)
    assert found["青党发〔2020〕18号"] == (pytest.approx(PITCH), pytest.approx(second[1]))


@pytest.mark.parametrize(
    ("number", "signers"),
    [
        ("青党发〔2020〕18号", ("阿卜杜热依木·麦麦提明", "古丽米热·阿不都克里木")),
        ("中共青石镇委员会党建工作领导小组办公室发〔2020〕18号", ("王建国", "李明")),
        ("青党发〔2020〕18号", ("王" * 50,)),
        ("", ("王建国",)),
    ],
)
def test_number_and_signers_never_stand_over_each_other(number: str, signers: tuple[str, ...]):
    head = Letterhead("中共青石镇委员会文件", number, signers)
    for setup in (STANDARD_SETUP, PageSetup(left_mm=60, right_mm=60)):
        (page, *_) = pages(replace(letter(), letterhead=head), setup)
        _, panel = panel_of(page)
        rows: dict[float, list[tuple[float, float]]] = {}
        width = layout_of(setup).text_width
        for left, top, line in panel.lines[1:]:
            last = line.pieces[-1]
            end = last.x + sum((8 if c.isascii() else 16) + last.spacing for c in last.text)
            rows.setdefault(round(top, 1), []).append((left + line.pieces[0].x, left + end))
        for spans in rows.values():
            spans.sort()
            assert all(a[1] <= b[0] + 0.1 for a, b in pairwise(spans))
            assert spans[-1][1] <= width + 8
        text = "".join(text for text, _, _ in shown(panel))
        assert sorted(text) == sorted(
            "中共青石镇委员会文件签发人：" + number + "".join(signers) + "　" * text.count("　")
        )


@pytest.mark.parametrize("length", [3, 10, 25, 60])
def test_a_mark_of_any_length_stays_within_the_type_area(length: int):
    mark = STANDARD.mark(length)
    assert mark.size <= style.MARK_LARGEST
    assert mark.stretch >= style.MARK_NARROWEST - 1e-9
    assert length * mark.size * mark.stretch <= STANDARD.text_width + 1e-6


# ── 主送机关、署名 ───────────────────────────────────────────────────────────────────────────────


def test_recipients_stand_flush_left_with_a_colon_below_the_title():
    document = Document(Title((Run("报告"),)), TEXT, recipients="县委组织部：")
    lines = lines_of(pages(document)[0])
    assert [text for _, text in lines[:2]] == ["报告", "县委组织部："]
    assert lines[1][0] == pytest.approx(2 * ROW)
    assert lines[2][0] == pytest.approx(3 * ROW)


def test_recipients_that_leave_no_room_for_text_move_to_the_imprint():
    many = "，".join(f"第{number}行政村党支部委员会" for number in range(23))
    first, last = pages(replace(letter(), recipients=many))
    assert "核对" in lines_of(first)[-1][1]
    top, panel = panel_of(last)
    assert shown(panel)[0][0].startswith("主送：第0行政村")
    assert top + panel.height == pytest.approx(STANDARD.text_height)


def test_a_sealed_organ_is_centred_above_a_date_four_characters_in():
    signature = Signature("中共青石镇委员会", "2020年4月8日", seal=True)
    (page,) = pages(Document(Title(()), TEXT, signature))
    organ, date = page.content[-2:]
    organ_left, date_left = organ.content.line.pieces[0].x, date.content.line.pieces[0].x
    date_width = (4 * 0.5 + 1 + 0.5 + 1 + 0.5 + 1) * PITCH
    assert date_left + date_width == pytest.approx(24 * PITCH)
    assert organ_left + 4 * PITCH == pytest.approx(date_left + date_width / 2)
    assert organ.top == pytest.approx(3 * ROW)


# ── 版记 ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_imprint_ends_on_the_foot_of_the_last_page():
    (page,) = pages(
        Document(Title(()), TEXT, imprint=Imprint("县委办", "镇党建办", "2020年4月8日"))
    )
    top, panel = panel_of(page)
    assert top + panel.height == pytest.approx(STANDARD.text_height)
    thick, thin = style.OUTER_RULE, style.INNER_RULE
    assert [rule.thickness for rule in panel.rules] == [thick, thin, thick]
    assert panel.rules[-1].y == pytest.approx(panel.height)
    texts = [text for text, _, _ in shown(panel)]
    assert texts == ["抄送：县委办。", "镇党建办2020年4月8日印发"]
    assert {left for _, left, _ in shown(panel)} == {style.IMPRINT_SIZE}


def test_copies_continue_below_the_first_name():
    copies = "，".join(f"第{number}行政村" for number in range(23))
    (page,) = pages(Document(Title(()), TEXT, imprint=Imprint(copies)))
    lefts = [left for _, left, _ in shown(panel_of(page)[1])]
    assert lefts[0] == pytest.approx(14)
    assert lefts[1:] == pytest.approx([14 + 3 * 14] * (len(lefts) - 1))


@pytest.mark.parametrize("rows", range(17, 24))
def test_the_imprint_never_overlaps_the_text(rows: int):
    blocks = tuple(Paragraph((Run(f"第{row}行"),)) for row in range(rows))
    imprint = Imprint("县委办公室", "镇党建办", "2020年4月8日")
    *_, last = pages(Document(Title(()), blocks, imprint=imprint))
    top, _ = panel_of(last)
    assert all(line_top + 16 < top for line_top, _ in lines_of(last))


def test_an_issuer_too_long_for_the_date_gets_a_row_of_its_own():
    issuer = "中共云岭县青石镇委员会党建工作领导小组办公室综合协调组"
    (page,) = pages(Document(Title(()), TEXT, imprint=Imprint("", issuer, "2020年12月28日")))
    texts = [text for text, _, _ in shown(panel_of(page)[1])]
    assert texts == [issuer, "2020年12月28日印发"]


def test_an_imprint_taller_than_a_page_is_parted():
    copies = "，".join(f"第{number}行政村党支部委员会" for number in range(120))
    document = Document(Title(()), TEXT, imprint=Imprint(copies, "镇党建办", "2020年4月8日"))
    _, *parts = pages(document)
    assert len(parts) > 1
    text = "".join(text for part in parts for text, _, _ in shown(panel_of(part)[1]))
    assert text == f"抄送：{copies}。镇党建办2020年4月8日印发"
    for part in parts:
        top, panel = panel_of(part)
        assert top >= 0
        assert top + panel.height <= STANDARD.text_height + 0.01
        assert panel.rules[0].y == 0
        assert panel.rules[-1].y == pytest.approx(panel.height)


# ── page breaks ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "setup", [STANDARD_SETUP, PageSetup(row_pitch=28), PageSetup(row_pitch=33)]
)
def test_neither_a_heading_nor_a_signature_is_alone_in_short_reports(setup: PageSetup):
    heading = Heading(1, "一、", (Run("压实责任"),))
    signature = Signature("中共青石镇委员会", "2020年4月8日", seal=True)
    for rows, notes, headed in product(range(1, 26), range(3), (True, False)):
        body = tuple(Paragraph((Run(f"第{row}行"),)) for row in range(rows))
        document = replace(
            letter() if headed else Document(Title((Run("总结"),)), ()),
            recipients="中共云岭县委员会",
            blocks=(*body[: rows // 2], heading, *body[rows // 2 :]),
            signature=signature,
            attachments=tuple(Attachment(f"附件{n + 1}", "名单", TEXT) for n in range(notes)),
        )
        texts = [[text for _, text in lines_of(page)] for page in pages(document, setup)]
        assert any("第0行" in text for text in texts[0]), (rows, notes, headed)
        for page in texts:
            assert page[0] != "中共青石镇委员会", (rows, notes, headed)
            assert page[-1] != "一、压实责任", (rows, notes, headed)


# ── tables across ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def official() -> Rendered:
    return render_pdf(official_report(), FONTS)


def test_a_table_across_is_on_an_upright_sheet_that_the_reader_turns(official: Rendered):
    with opened(official) as pdf:
        turned = [page for page in pdf if page.get_rotation()]
        assert {page.get_rotation() for page in turned} == {90}
        assert len(turned) > 1
        for page in turned:
            assert page.get_size() == pytest.approx((297 * MM, 210 * MM), abs=0.1)
            assert page.get_mediabox() == pytest.approx((0, 0, 210 * MM, 297 * MM), abs=0.1)


def test_the_number_of_a_table_across_stands_where_it_does_on_other_pages(official: Rendered):
    with opened(official) as pdf:
        places = {}
        for number, page in enumerate(pdf, start=1):
            found = [(x, y) for char, x, y in upright(page) if char == "—" and y > 262 * MM]
            outer = max(found) if number % 2 else min(found)
            places.setdefault(number % 2, []).append(outer)
    for first, *others in places.values():
        assert others == [pytest.approx(first, abs=0.05)] * len(others)


def upright(page) -> list[tuple[str, float, float]]:
    """Characters with their origins on the sheet as it lies in the printer."""
    rotation = page.get_rotation()
    page.set_rotation(0)
    try:
        return characters(page)
    finally:
        page.set_rotation(rotation)


def test_figures_of_a_table_across_are_placed_as_the_page_is_seen(official: Rendered):
    wanted = {run.figure: run.text for run in official_report().runs() if run.figure}
    with opened(official) as pdf:
        for place in official.places:
            page = pdf[place.page - 1]
            if not page.get_rotation():
                continue
            width, height = page.get_size()
            assert 0 < place.left < place.right < width
            assert 0 < place.top < place.bottom < height
            # on the sheet: x runs down the seen page, y along it
            text = page.get_textpage().get_text_bounded(
                place.top, place.left - 0.5, place.bottom, place.right + 0.5
            )
            assert wanted[place.figure] in text


# ── settings of an office ────────────────────────────────────────────────────────────────────────


def test_margins_and_row_pitch_of_an_office():
    layout = layout_of(PageSetup(top_mm=35, bottom_mm=30, left_mm=28, right_mm=27, row_pitch=28))
    assert layout.text_width == pytest.approx(155 * MM)
    assert (layout.columns, layout.row) == (28, 28)
    assert layout.rows == 23
    setup = layout.setup
    document = Document(Title(()), (Paragraph((Run("镇" * 28 * 30),)),))
    first, *_ = pages(document, setup)
    tops = [top for top, _ in lines_of(first)]
    assert tops == pytest.approx([28 * row for row in range(23)])
    with opened(render_pdf(document, FONTS, setup)) as pdf:
        found = [entry for entry in characters(pdf[0]) if entry[0] == "镇"]
    assert found[0][2] == pytest.approx(35 * MM + 0.88 * 16, abs=0.05)
    assert max(x for _, x, _ in found) == pytest.approx(28 * MM + 27 * layout.pitch, abs=0.05)


def test_headings_are_thickened_only_where_an_office_wants_it():
    document = Document(Title(()), (Heading(2, "（一）", (Run("抓实组织生活"),)), *TEXT))

    def bold(setup: PageSetup) -> list[bool]:
        first = pages(document, setup)[0].content
        return [piece.bold for each in first[:2] for piece in each.content.line.pieces]

    assert not any(bold(PageSetup()))
    heading, *body = bold(PageSetup(bold_headings=BoldHeadings.SECOND))
    assert heading
    assert not any(body)


@pytest.mark.parametrize(
    ("mode", "places"),
    [
        (PageNumbers.OUTER, ["right", "left"]),
        (PageNumbers.CENTER, ["center", "center"]),
        (PageNumbers.RIGHT, ["right", "right"]),
        (PageNumbers.NONE, [None, None]),
    ],
)
def test_page_numbers_stand_where_an_office_wants_them(mode: PageNumbers, places: list[str]):
    document = Document(Title(()), (Paragraph((Run("镇" * 28 * 30),)),))
    found = []
    with opened(render_pdf(document, FONTS, PageSetup(page_numbers=mode))) as pdf:
        for page in pdf:
            dashes = [x for char, x, _ in characters(page) if char == "—"]
            middle = sum(dashes) / 2 + 7 if dashes else None
            place = middle and (middle - STANDARD.left) / STANDARD.text_width
            found.append(
                place and ("left" if place < 0.3 else "right" if place > 0.7 else "center")
            )
    assert found == places


def test_every_number_of_the_layout_has_its_clause_and_strength():
    numbers = {name: each for name, each in vars(style).items() if isinstance(each, Official)}
    assert len(numbers) > 40
    assert all(each.clause and each.strength in style.Strength for each in numbers.values())


# ── column widths ────────────────────────────────────────────────────────────────────────────────


def test_short_texts_are_not_torn_where_another_column_has_room():
    table = Table(
        (Column("责任领导", 1), Column("做法", 4), Column("时间", 1)),
        (((Run("组织委员 欧阳望平"),), (Run("每月核对。" * 20),), (Run("2020年第一季度"),)),),
    )
    (page,) = pages(Document(Title(()), (table,)))
    row = page.content[1].content
    cells = [[text_of(line) for _, line in cell.lines] for cell in row.cells]
    assert cells[0] == ["组织委员", "欧阳望平"]
    assert cells[2] == ["2020年第一季度"]


# ── what cannot be printed ───────────────────────────────────────────────────────────────────────


def test_characters_without_a_face_are_told_with_their_places():
    document = Document(
        Title((Run("报告\ue001"),)),
        (
            Heading(1, "一、", (Run("基层党建"),)),
            Paragraph((Run("慰问王\ue002同志"),)),
        ),
        Signature("中共青石\ue003镇委员会", None),
        (Attachment("附件", "名单\ue004", TEXT),),
    )
    found = unprintable(document, FONTS)
    assert [(each.where, each.char) for each in found] == [
        ("标题", "\ue001"),
        ("正文“一、基层党建”部分", "\ue002"),
        ("附件说明", "\ue004"),
        ("署名", "\ue003"),
        ("附件", "\ue004"),
    ]
    assert "U+E002" in found[1].sentence


def test_a_draft_is_printed_with_a_mark_for_what_no_face_has():
    document = Document(Title(()), (Paragraph((Run("慰问王\ue002同志"),)),))
    with opened(render_pdf(document, FONTS, draft=True)) as pdf:
        assert "慰问王〓同志" in pdf[0].get_textpage().get_text_range()


def test_a_mark_that_breaks_the_title_is_not_printed():
    document = replace(report(), title=Title((Run("青石镇党委|关于党建工作的报告"),)))
    rendered = render_pdf(document, FONTS)
    with opened(rendered) as pdf:
        lines = pdf[0].get_textpage().get_text_range().split()
        assert pdf.get_metadata_dict()["Title"] == "青石镇党委关于党建工作的报告"
    assert {"青石镇党委", "关于党建工作的报告"} <= set(lines)


def test_headings_are_asked_of_the_face_that_sets_them():
    asked: set[tuple[str, FontRole]] = set()

    class Faces:
        def missing(self, text: str, role: FontRole) -> list[str]:
            asked.update((char, role) for char in text)
            return []

    heading = Heading(2, "", (Run("甲"),))
    paragraph = Paragraph((Run("丙"),), head=(Run("乙"),), head_level=2)
    unprintable(Document(Title(()), (heading, paragraph)), Faces())
    assert asked == {
        ("甲", FontRole.KAITI),
        ("乙", FontRole.KAITI),
        ("丙", FontRole.FANGSONG),
    }
