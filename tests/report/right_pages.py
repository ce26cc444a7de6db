"""Drawings that keep every rule of the ruler."""

from __future__ import annotations

from hand_drawn import (
    CELL,
    EM_3,
    HEADER,
    HEI,
    KAI,
    ROW,
    VILLAGE,
    Draw,
    Sheets,
    imprint,
    red_head,
    turned_table,
    words,
)

GOOD: list[Draw] = []


def good(draw: Draw) -> Draw:
    """Take a drawing that keeps every rule."""
    GOOD.append(draw)
    return draw


@good
def text_over_two_pages(sheets: Sheets):
    sheets.text(1, 22, ends=False)
    sheets.end()
    sheets.text(1, 3, starts=False)
    sheets.row(4, "（一）守牢活动阵地。", 2, KAI)
    sheets.row(4, words(16), 12)
    sheets.row(5, words(27) + "，")
    sheets.row(6, words(13) + "，" + words(14) + "。", squeezed="，")  # 。 keeps half its cell
    sheets.row(7, words(8))
    sheets.end()


@good
def squeezed_marks(sheets: Sheets):
    sheets.rows(
        words(19) + "，" + words(4) + "“好”",  # ” keeps half its cell, its ink is inside
        words(13) + "，" + words(10) + "，" + words(4),
        words(25) + "共12万",
        words(5),
        squeezed="，",
    )
    sheets.end()


@good
def a_whole_report(sheets: Sheets):
    red_head(sheets)
    sheets.end()
    sheets.put("演示数据", 95, 20, HEI, 10.5)  # a notice in the head margin
    sheets.row(1, "一、抓实组织生活", 2, HEI)
    sheets.text(2, 6)
    sheets.row(7, "1. 用好服务中心", 2)
    sheets.text(8, 9)
    sheets.table(37 + 9 * ROW, [HEADER, *[VILLAGE] * 11])
    sheets.end()
    sheets.table(37, [HEADER, *[VILLAGE] * 4])
    sheets.text(6, 8)
    sheets.row(10, "附件：1. " + words(12), 2)
    sheets.row(11, "2. " + words(20), 5, pitch=(184 - EM_3 - 28 - 5 * CELL) / 20.5)
    sheets.row(12, words(8), 6.5)
    sheets.row(14, words(10), 16)  # 署名, 2 cells in
    sheets.row(15, "2020年4月8日", 18)
    sheets.end()
    sheets.row(1, "附件1", 0, HEI)
    sheets.title(37 + 2 * ROW, "青石镇各村党员情况表和", "工作清单")
    sheets.text(7, 9)
    sheets.end()
    turned_table(sheets, labelled=True)
    turned_table(sheets)
    sheets.end(numbered=False)  # blank
    imprint(sheets)
    sheets.end(numbered=False)


@good
def a_seal_and_an_imprint_below_the_text(sheets: Sheets):
    sheets.text(1, 5)
    sheets.row(8, words(8), 17)  # centred above the date
    sheets.row(9, "2020年4月8日", 18)
    imprint(sheets)
    sheets.end()


@good
def a_date_longer_than_the_organ(sheets: Sheets):
    sheets.text(1, 5)
    sheets.row(7, "青石镇", 17.5)
    sheets.row(8, "2020年12月8日", 19.5)
    sheets.end()


@good
def a_heading_moved_overleaf(sheets: Sheets):
    sheets.text(1, 21)
    sheets.end()
    sheets.row(1, "二、守牢阵地", 2, HEI)
    sheets.text(2, 3)
    sheets.end()
