"""Drawings with a mistake in titles, red heads, attachments, imprints and tables."""

from __future__ import annotations

from hand_drawn import (
    BODY,
    HEADER,
    HEI,
    ROW,
    TITLE_TOP,
    VILLAGE,
    Sheets,
    Wrong,
    imprint,
    red_head,
    taken_into,
    turned_table,
    words,
)

WRONG: list[Wrong] = []
breaks = taken_into(WRONG)


TITLES = {
    "off centre": ({"right": 3}, ["关于做好党建工作的通知"]),
    "as a rectangle": ({}, ["青石镇党委关于做好", "基层党建工作的通知"]),
    "as an hourglass": ({}, ["青石镇党委关于做好基层", "党建工作", "台账核对和汇总的通知"]),
    "broken before 的": ({}, ["青石镇党委关于做好基层党建工作", "的通知"]),
    "broken after an opener": ({"right": 0}, ["青石镇党委关于印发《", "基层党建工作方案》的通知"]),
}
for key, (how, lines) in TITLES.items():

    @breaks("title", *["line-end"] * ("opener" in key), name=f"a title {key}")
    def titled(sheets: Sheets, how: dict[str, float] = how, lines: list[str] = lines):
        sheets.title(37, *lines, **how)
        sheets.text(7, 9)
        sheets.end()


RED_HEADS: dict[str, dict[str, object]] = {
    "a mark 3 mm too high": {"mark_top": 69.0},
    "a mark off centre": {"mark_right": 2.0},
    "a rule 6 mm below the number": {"rule_drop": 6.0},
    "a short rule": {"rule_width": 140.0},
    "no rule": {"rule_width": 0},
    "square brackets": {"number": "青石党发[2020]18号"},
    "第 in the number": {"number": "青石党发〔2020〕第18号"},
    "a padded number": {"number": "青石党发〔2020〕08号"},
    "no number": {"number": ""},
    "a title 3 rows down": {"title_top": TITLE_TOP + ROW},
}
for key, how in RED_HEADS.items():
    # Without a rule, the number is a row of text like any other, and stands off the grid.
    others = ["grid"] * (key == "no rule")

    @breaks("red-head", *others, name=f"a red head with {key}")
    def headed(sheets: Sheets, how: dict[str, object] = how):
        red_head(sheets, **how)
        sheets.end()


ATTACHMENTS: dict[str, dict[str, object]] = {
    "label in the body's face": {"face": BODY},
    "label on row 2": {"label": 2},
    "title on row 4": {"title": 4},
}
for key, how in ATTACHMENTS.items():

    @breaks("attachment", name=f"an attachment with its {key}")
    def attached(sheets: Sheets, how: dict[str, object] = how):
        sheets.row(how.get("label", 1), "附件1", face=how.get("face", HEI))
        sheets.title(37 + (how.get("title", 3) - 1) * ROW, "青石镇党员情况")
        sheets.text(7, 9)
        sheets.end()


@breaks("attachment")
def an_attachment_across_the_page_with_a_label_too_low(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end()
    turned_table(sheets, labelled=True, label_top=32.0)


SIGNATURES = {
    "at the right edge": (20, 22, "2020年4月8日"),
    "with the date below its start": (18, 18, "2020年4月8日"),
    "with a padded day": (18, 20, "2020年04月8日"),
    "as if sealed but not centred": (12, 18, "2020年4月8日"),
}
for key, (organ, date, when) in SIGNATURES.items():

    @breaks("signature", name=f"a signature {key}")
    def signed(sheets: Sheets, organ: int = organ, date: int = date, when: str = when):
        sheets.text(1, 3)
        sheets.row(5, words(8), organ)
        sheets.row(6, when, date)
        sheets.end()


IMPRINTS: dict[str, dict[str, object]] = {
    "that ends above the type area's foot": {"last": 261.0},
    "with inner rules as thick": {"inner": 0.35},
    "with thin outer rules": {"outer": 0.2, "inner": 0.1},
    "without an indent": {"indent": 0.0},
    "whose copies end without a stop": {"stop": ""},
}
for key, how in IMPRINTS.items():

    @breaks("imprint", name=f"an imprint {key}")
    def imprinted(sheets: Sheets, how: dict[str, object] = how):
        sheets.text(1, 3)
        imprint(sheets, **how)
        sheets.end()


@breaks("imprint")
def an_imprint_before_the_last_page(sheets: Sheets):
    sheets.text(1, 3)
    imprint(sheets)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("table-header")
def a_table_without_its_header_overleaf(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(80, [HEADER, *[VILLAGE] * 16])
    sheets.end()
    sheets.table(37, [VILLAGE] * 3)
    sheets.end()
