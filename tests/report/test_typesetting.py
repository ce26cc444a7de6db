"""Lines, pages and tables, over a measure of our own: no font file is read here."""

from __future__ import annotations

import json
from itertools import pairwise

import golden
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from report_samples import ADDRESS, report, village_table

from desktop_app.core.page_setup import PageSetup
from desktop_app.report import official_style as style
from desktop_app.report.document import (
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from desktop_app.report.official_style import COLUMNS, ROWS, STANDARD, FontRole
from desktop_app.report.typesetting.compose import ComposedPage, TextLine, compose
from desktop_app.report.typesetting.glyphs import Typecase
from desktop_app.report.typesetting.opportunities import NOT_AT_END, NOT_AT_START, opportunities
from desktop_app.report.typesetting.pages import Bond, Slab, paginate
from desktop_app.report.typesetting.setting import Align, SetLine, set_lines
from desktop_app.report.typesetting.tables import TableRow, column_edges

HAN = "青石镇党委坚持把支部建在网格上群众的事情商量着办年月日人次"


class Monospace:
    """Every character has a face; ASCII is half as wide as the others."""

    def glyph(self, char: str, role: FontRole) -> tuple[str, float]:
        return ("latin", 0.5) if char.isascii() else (role.value, 1.0)

    def ink(self, char: str, role: FontRole) -> tuple[float, float, float, float]:
        return 0.05, -0.08, 0.95, 0.84

    def ascent(self, role: FontRole) -> float:
        return style.EM_ASCENT


MEASURE = Monospace()


def lines_of(text: str, align: Align = Align.JUSTIFY) -> list[SetLine]:
    row = Typecase(MEASURE).row((Run(text, figure="whole"),), STANDARD.body)
    indents = (2 * STANDARD.pitch, 0.0) if align is Align.JUSTIFY else (0.0, 0.0)
    return set_lines(row, STANDARD.body, STANDARD.text_width, indents=indents, align=align)


def text_of(line: SetLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def texts(text: str, align: Align = Align.JUSTIFY) -> list[str]:
    return [text_of(line) for line in lines_of(text, align)]


# ── generated prose ──────────────────────────────────────────────────────────────────────────────

words = st.text(HAN, min_size=1, max_size=9)
numbers = st.builds(
    "{}{}".format,
    st.one_of(st.integers(0, 10**9).map(str), st.decimals(0, 100, places=1).map(str)),
    st.sampled_from(["%", "年", "月", "万", "亿", "万元", "℃", ""]),
)
wholes = st.sampled_from(["——", "……", "〔2020〕18号", "WiFi", "APP", "GB/T 9704-2012"])
atoms = st.one_of(words, numbers, wholes)
enclosed = st.builds(
    lambda pair, text: pair[0] + text + pair[1],
    st.sampled_from(["“”", "（）", "《》", "‘’", "【】"]),
    words,
)
clauses = st.builds(
    lambda parts, mark: "".join(parts) + mark,
    st.lists(st.one_of(atoms, enclosed), min_size=1, max_size=6),
    st.sampled_from("，。；、：？！"),
)
prose = st.lists(clauses, min_size=1, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(prose)
@example(
    "上" * 20
    + "，"
    + "上" * 14
    + "〔2020〕18号100010.0年，100年0.0年GB/T 9704-2012GB/T 9704-201210000年，"
)
def test_no_line_breaks_a_prohibition(text: str):
    set_texts = texts(text)
    assert "".join(set_texts).replace(" ", "") == text.replace(" ", "")
    for above, below in pairwise(set_texts):
        assert below[0] not in NOT_AT_START - {"…", "—"}
        assert above[-1] not in NOT_AT_END
        assert above[-1] + below[0] not in ("——", "……")
        assert not (above[-1].isdigit() and (below[0].isdigit() or below[0] in "年月日%万亿℃"))


@settings(max_examples=100, deadline=None)
@given(prose)
def test_both_edges_are_straight(text: str):
    *full, _last = lines_of(text)
    for number, line in enumerate(full):
        assert line.pieces[0].x == pytest.approx(0 if number else 2 * STANDARD.pitch)
        right = line.marks[-1].right
        half_mark = STANDARD.pitch / 2 if text_of(line)[-1] in NOT_AT_START else 0.0
        assert STANDARD.text_width - 0.02 <= right <= STANDARD.text_width + half_mark + 0.02


@settings(max_examples=60, deadline=None)
@given(prose)
def test_a_measure_is_never_overfull_by_more_than_half_a_mark(text: str):
    for align in (Align.LEFT, Align.CENTER, Align.RIGHT):
        for line in lines_of(text, align):
            assert (
                line.marks[-1].right - line.pieces[0].x
                <= STANDARD.text_width + STANDARD.pitch / 2 + 0.02
            )


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_line_holds_28_characters_and_the_first_26():
    assert [len(text) for text in texts("镇" * 82)] == [26, 28, 28]


def test_a_final_mark_may_take_half_a_cell():
    assert texts("镇" * 26 + "，" + "村" * 5)[0] == "镇" * 25
    half = "镇" * 25 + "1，" + "村" * 5  # 25 + ½ + ½
    assert texts(half)[0] == "镇" * 25 + "1，"


def test_the_last_line_never_holds_one_character_alone():
    assert [len(text) for text in texts("镇" * 26 + "村。")] == [25, 3]


def test_a_value_and_a_dash_stay_whole():
    assert texts("镇" * 24 + "2020年度")[1].startswith("2020年")
    assert texts("镇" * 25 + "——村" + "社" * 9)[1].startswith("——")


def test_a_long_address_is_broken_after_its_marks_before_a_line_stays_half_empty():
    set_texts = texts("请发至" + ADDRESS + "，谢谢")
    assert "".join(set_texts) == "请发至" + ADDRESS + "，谢谢"
    assert all(text[-1] in "@.-" for text in set_texts[:-1])


def test_text_without_any_opportunity_is_broken_where_the_line_ends():
    set_texts = texts("x" * 500)
    assert len(set_texts[1]) == 2 * COLUMNS
    assert "".join(set_texts) == "x" * 500
    assert "".join(texts("（" * 100)) == "（" * 100


def test_twenty_thousand_characters_without_a_mark():
    assert len(lines_of("".join(HAN[at % len(HAN)] for at in range(20_000)))) == 715


def test_spaces_at_a_line_end_are_not_drawn():
    assert texts("镇" * 26 + "   " + "村" * 5) == ["镇" * 26, "村" * 5]


def test_centred_lines_are_about_equally_long():
    lengths = [len(text) for text in texts("镇" * 30, Align.CENTER)]
    assert lengths == [15, 15]


def test_openings_and_closings_name_each_place_a_line_may_start():
    text = "见“附件”：3.5%"
    allowed = opportunities(text).may_start
    starts = [index for index in range(1, len(text)) if allowed[index]]
    assert [text[index] for index in starts] == ["“", "件", "3"]


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


def slab(name: str, **options: object) -> Slab[str]:
    return Slab(name, STANDARD.row - STANDARD.gap, STANDARD.row, **options)


def heading(name: str) -> Slab[str]:
    return slab(name, bond=Bond.HEADING)


def names(slabs: list[Slab[str]]) -> list[list[str]]:
    return [
        [placed.content for placed in page]
        for page in paginate(slabs, STANDARD.text_height, STANDARD.row)
    ]


def test_a_page_holds_22_rows():
    pages = paginate([slab("x")] * 45, STANDARD.text_height, STANDARD.row)
    assert [len(page) for page in pages] == [ROWS, ROWS, 1]
    assert pages[0][-1].top + STANDARD.row - STANDARD.gap == pytest.approx(STANDARD.text_height)


def test_a_heading_goes_to_the_page_of_its_text():
    pages = names([slab("x")] * 20 + [heading("h1"), heading("h2"), slab("y")])
    assert pages[1] == ["h1", "h2", "y"]


def test_a_gap_is_dropped_at_the_head_of_a_page():
    pages = paginate(
        [slab("x")] * 22 + [slab("y", gap=STANDARD.row)], STANDARD.text_height, STANDARD.row
    )
    assert [placed.top for placed in pages[1]] == [0.0]


def test_a_chain_longer_than_a_page_is_broken_all_the_same():
    assert [len(page) for page in names([slab("x", bond=Bond.HEADING)] * 30)] == [22, 8]


def test_a_slab_taller_than_a_page_stands_alone():
    tall = Slab("tall", 2 * STANDARD.text_height, 2 * STANDARD.text_height)
    assert names([slab("a"), tall, slab("b")]) == [["a"], ["tall"], ["b"]]


# ── whole documents ──────────────────────────────────────────────────────────────────────────────


def pages_of(document: Document) -> list[ComposedPage]:
    return compose(document, MEASURE, PageSetup())


def contents(document: Document) -> list[list[str]]:
    """Return the lines of each page; a row of a table as its cells joined by |."""

    def shown(content: TextLine | TableRow) -> str:
        if isinstance(content, TextLine):
            return text_of(content.line)
        return "|".join("".join(text_of(line) for _, line in cell.lines) for cell in content.cells)

    return [[shown(placed.content) for placed in page.content] for page in pages_of(document)]


def filler(rows: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(f"第{row}行"),)) for row in range(rows))


@pytest.mark.parametrize("rows", range(15, 24))
def test_neither_heading_nor_signature_stands_alone(rows: int):
    heading = Heading(1, "一、", (Run("压实责任"),))
    signature = Signature("中共青石镇委员会", "2020年4月8日")
    blocks = (*filler(rows), heading, *filler(2))
    pages = contents(Document(Title(()), blocks, signature))
    for page in pages:
        assert page[-1] != "一、压实责任"
    assert pages[-1].index("中共青石镇委员会") >= 2


def test_the_header_of_a_table_stands_again_on_each_page():
    pages = contents(Document(Title(()), (village_table(60),)))
    assert len(pages) > 2
    assert {page[0] for page in pages} == {"序号|村（社区）|党员数（人）|主要做法"}
    rows = [row for page in pages for row in page[1:]]
    assert [row.split("|")[0] for row in rows] == [str(number) for number in range(1, 61)]


def test_a_cell_taller_than_a_page_is_continued():
    text = "".join(HAN[at % len(HAN)] for at in range(3000))
    table = Table((Column("项目", 1), Column("内容", 3)), (((Run("说明"),), (Run(text),)),))
    pages = pages_of(Document(Title(()), (table,)))
    cells = [row.split("|") for page in contents(Document(Title(()), (table,))) for row in page]
    assert "".join(row[1] for row in cells if row[0] != "项目") == text
    for page in (page.content for page in pages):
        assert page[-1].top + page[-1].content.height <= STANDARD.text_height + 0.01


def test_narrow_columns_keep_room_for_two_characters():
    edges = column_edges([0.01, 5, 5], 442.0)
    widths = [right - left for left, right in pairwise(edges)]
    assert sum(widths) == pytest.approx(442)
    assert min(widths) >= 2 * style.TABLE_SIZE
    assert column_edges([0, 0], 100.0) == (0.0, 50.0, 100.0)


def test_a_long_title_takes_many_lines_of_at_most_twenty_characters():
    title = "".join(HAN[at % len(HAN)] for at in range(200))
    page = contents(Document(Title((Run(title),)), filler(1)))[0]
    assert "".join(page[:-1]) == title
    assert max(len(line) for line in page[:-1]) <= 20  # 156 mm hold 20 characters of 2号


@pytest.mark.parametrize(
    ("organ", "date", "seal", "starts"),
    [
        (8, 6, False, (18, 20)),  # 7.3.5.2: organ two in from the right, date two further on
        (4, 6, False, (18, 20)),  # a longer date is itself two in, the organ moves left
        (8, 6, True, (17, 18)),  # 7.3.5.1: date four in, organ centred above it
        (28, 6, False, (0, 2)),
        (28, 6, True, (0, 18)),
    ],
)
def test_signature_geometry(organ: float, date: float, *, seal: bool, starts: tuple[float, float]):
    assert style.signature_columns(organ, date, seal=seal) == starts


def test_golden_layout():
    pages = pages_of(report(chapters=2))
    lines = [
        [f"{placed.top:.3f}", text]
        for page, page_texts in zip(pages, contents(report(chapters=2)), strict=True)
        for placed, text in zip(page.content, page_texts, strict=True)
    ]
    golden.check("layout.json", json.dumps(lines, ensure_ascii=False, indent=0) + "\n")
