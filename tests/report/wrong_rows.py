"""Drawings with a mistake in rows of text: their edges, their cells, where they break."""

from __future__ import annotations

from hand_drawn import CELL, EM_3, HEADER, Sheets, Wrong, taken_into, words

WRONG: list[Wrong] = []
breaks = taken_into(WRONG)


@breaks("left-edge")
def a_row_that_starts_a_millimetre_in(sheets: Sheets):
    sheets.rows(words(26))
    sheets.row(2, words(20), 0.18)
    sheets.end()


@breaks("left-edge")
def an_indent_of_three_cells(sheets: Sheets):
    sheets.row(1, words(25), 3)
    sheets.row(2, words(20))
    sheets.end()


@breaks("left-edge")
def an_indent_of_one_cell(sheets: Sheets):
    sheets.row(1, words(20), 1)
    sheets.end()


@breaks("right-edge")
def a_ragged_right_edge(sheets: Sheets):
    sheets.rows(words(26), words(27), words(5))
    sheets.end()


@breaks("right-edge")
def a_row_that_ends_a_millimetre_short(sheets: Sheets):
    sheets.row(1, words(26), 2, pitch=CELL - 1 / 25)
    sheets.row(2, words(5))
    sheets.end()


@breaks("right-edge")
def a_ragged_row_of_an_attachment_note(sheets: Sheets):
    sheets.text(1, 3)
    sheets.row(5, "附件：" + words(22), 2)
    sheets.row(6, words(8), 5)
    sheets.end()


@breaks("cells")
def a_row_that_is_stretched_wide(sheets: Sheets):
    sheets.rows(words(26))
    sheets.row(2, words(22), pitch=(156 - EM_3) / 21)
    sheets.row(3, words(5))
    sheets.end()


for char in "。，、；：？！）》】”’％·～":

    @breaks("line-start", name=f"a row that starts with {char}")
    def starting(sheets: Sheets, char: str = char):
        sheets.rows(words(26), char + words(5))
        sheets.end()


@breaks("line-start")
def a_row_that_starts_with_one_dash(sheets: Sheets):
    sheets.rows(words(26), "—" + words(5))
    sheets.end()


@breaks("line-start")
def a_cell_that_goes_on_with_a_mark(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(90, [HEADER, ("张村", "每月集中学习|，会后走访")])
    sheets.end()


for char in "（〔【《〈「“‘":

    @breaks("line-end", name=f"a row that ends with {char}")
    def ending(sheets: Sheets, char: str = char):
        sheets.rows(words(25) + char, words(5))
        sheets.end()


SPLITS = (
    ("共12", "34人"),
    ("共12", "%以上"),
    ("共12", "万元整"),
    ("于20", "年4月"),
    ("约3.", "5万元"),
    ("约03", ".5万元"),
    ("《通知》（青党发〔2020〕", "18号）"),
    ("《通知》（青党发〔", "2020〕18号）"),
    ("成效——", "——凡是群众"),
    ("等等……", "……都列入"),
    ("用Of", "fice办公"),
)
for before, after in SPLITS:
    lead = 26 - sum(0.5 if char.isascii() else 1 for char in before)
    others = ["line-end"] * before.endswith("〔") + ["line-start"] * (after[0] in "%.")

    @breaks("split", *others, name=f"{before}|{after}")
    def split(sheets: Sheets, before: str = words(int(lead)) + before, after: str = after):
        sheets.full_row(1, before, 2)
        sheets.row(2, after + words(5))
        sheets.end()


@breaks("split")
def a_number_broken_in_a_cell(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(90, [HEADER, ("张村青石全12|34人", "学习")])
    sheets.end()


@breaks("split")
def a_number_broken_over_two_pages(sheets: Sheets):
    sheets.text(1, 21, ends=False)
    sheets.row(22, words(26) + "共12")
    sheets.end()
    sheets.row(1, "34人" + words(5))
    sheets.end()


@breaks("lone-character")
def a_lone_last_character(sheets: Sheets):
    sheets.rows(words(26), "好。")
    sheets.end()
