"""Drawings with a mistake in a whole page: fonts, colours, type area, grid, page numbers."""

from __future__ import annotations

from hand_drawn import BLUE, CELL, HEI, LATIN, MM, ROW, Sheets, Wrong, imprint, taken_into, words

WRONG: list[Wrong] = []
breaks = taken_into(WRONG)


@breaks("fonts")
def digits_in_a_font_that_is_not_embedded(sheets: Sheets):
    sheets.rows(words(21) + "共2020年的", words(5), latin="Helvetica")
    sheets.end()


@breaks("characters")
def a_glyph_that_is_missing(sheets: Sheets):
    sheets.rows(words(25) + "\ue000", words(5))
    sheets.end()


@breaks("colour")
def blue_text(sheets: Sheets):
    sheets.rows(words(26), words(5), colour=BLUE)
    sheets.end()


@breaks("landscape")
def text_turned_the_wrong_way(sheets: Sheets):
    sheets.text(1, 3)
    sheets.canvas.saveState()
    sheets.canvas.transform(0, -1, 1, 0, 0, 297 * MM)
    sheets.put("村名", 120, 100 + 87, size=12)
    sheets.canvas.restoreState()
    sheets.end()


@breaks("landscape")
def upright_text_on_a_page_shown_turned(sheets: Sheets):
    sheets.text(1, 3)
    sheets.number()
    sheets.canvas.setPageSize((297 * MM, 210 * MM))
    sheets.canvas.setPageRotation(90)
    sheets.end(numbered=False)


@breaks("measured")
def text_of_no_known_size(sheets: Sheets):
    sheets.put(words(20), 40, 60, size=12)
    sheets.end()


@breaks("measured")
def an_empty_file(sheets: Sheets):
    sheets.end()


@breaks("measured")
def text_drawn_as_shapes(sheets: Sheets):
    sheets.canvas.ellipse(100 * MM, 150 * MM, 110 * MM, 180 * MM, fill=1)
    sheets.end()


@breaks("type-area")
def a_rule_in_the_margin(sheets: Sheets):
    sheets.text(1, 3)
    sheets.rule(20, 100, 20, 150)
    sheets.end()


@breaks("type-area")
def twenty_three_rows(sheets: Sheets):
    sheets.text(1, 23)
    sheets.end()


@breaks("type-area", "right-edge")
def a_mark_that_hangs_out_whole(sheets: Sheets):
    sheets.rows(words(26) + "。", words(5))
    sheets.end()


@breaks("grid")
def a_row_off_the_grid(sheets: Sheets):
    sheets.text(1, 3)
    sheets.put(words(8), 28 + 2 * CELL, 37 + 3 * ROW + 0.4, pitch=CELL)
    sheets.end()


@breaks("grid")
def rows_that_are_too_close(sheets: Sheets):
    for at in range(22):
        sheets.put(words(26), 28 + 2 * CELL, 37 + at * 10.2, pitch=CELL)
    sheets.end()


@breaks("full-pages")
def twenty_one_rows(sheets: Sheets):
    sheets.text(1, 21, ends=False)
    sheets.end()
    sheets.text(1, 2, starts=False)
    sheets.end()


@breaks("full-pages")
def a_page_that_starts_on_row_2(sheets: Sheets):
    sheets.text(2, 22)
    sheets.end()
    sheets.text(1, 2)
    sheets.end()


@breaks("full-pages")
def an_empty_row_within_the_text(sheets: Sheets):
    sheets.text(1, 9)
    sheets.text(11, 22)
    sheets.end()
    sheets.text(1, 2)
    sheets.end()


NUMBERS: dict[str, dict[str, object]] = {
    "centred": {"x": 99},
    "on the side of even pages": {"x": 28 + CELL},
    "too low": {"drop": 8.5},
    "too high": {"drop": 5.5},
    "too small": {"size": 12.0},
    "of another page": {"text": "— 2 —"},
    "without dashes": {"text": "1"},
    "with hyphens": {"text": "- 1 -", "latin": LATIN},
    "in full-width digits": {"text": "— １ —", "face": HEI},
}
for key, how in NUMBERS.items():

    @breaks("page-number", name=f"a number {key}")
    def numbered(sheets: Sheets, how: dict[str, object] = how):
        sheets.text(1, 3)
        sheets.number(**how)
        sheets.end(numbered=False)


@breaks("page-number")
def no_number_at_all(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end(numbered=False)


@breaks("page-number")
def no_number_on_one_page(sheets: Sheets):
    sheets.text(1, 22, ends=False)
    sheets.end()
    sheets.text(1, 3, starts=False)
    sheets.end(numbered=False)


@breaks("page-number")
def a_number_on_the_blank_page_before_the_imprint(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end()
    sheets.end()
    imprint(sheets)
    sheets.end(numbered=False)


@breaks("heading-at-foot")
def a_heading_at_the_foot(sheets: Sheets):
    sheets.text(1, 21)
    sheets.row(22, "二、守牢阵地", 2, HEI)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("heading-at-foot")
def a_heading_in_the_body_face_at_the_foot(sheets: Sheets):
    sheets.text(1, 21)
    sheets.row(22, "1. 守牢阵地", 2)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("signature-alone")
def a_signature_alone(sheets: Sheets):
    sheets.text(1, 22)
    sheets.end()
    sheets.row(1, words(8), 18)
    sheets.row(2, "2020年4月8日", 20)
    sheets.row(3, "（联系人：张三）", 2)
    sheets.end()
