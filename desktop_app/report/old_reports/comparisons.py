"""Phrases such as 较上季度增加12人次，增长8.5%: one slot says all of it in the next report."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_app.report.old_reports.blanks import COUNTERS
from desktop_app.report.old_reports.records import Blank, Choice, Place

_NUMBER = r"(?:\d[\d,.]*|[XxＸ×*＊〇○_＿]+)[万亿]?"
_PHRASE = re.compile(
    r"(?:较|比|与)(?P<base>上季度|上个季度|上期|上半年|去年同期|上年同期|上年)(?:相比)?"
    rf"(?:增加|减少|增长|下降|提高|多|少)了?{_NUMBER}(?:{COUNTERS})"
    rf"(?:，(?:增长|下降|增幅|降幅|同比增长|环比增长)(?:了|为|达)?{_NUMBER}[%％])?"
)
_OF_LAST_YEAR = re.compile("年")


def comparisons_in(text: str, chapter: int, line: int) -> list[Blank]:
    """Return the phrases of a text that set a number against an earlier one."""
    return [
        Blank(
            Place(chapter, line, match.start(), match.end()),
            match[0],
            match.start(),
            match.end(),
            kind="comparison",
            is_blank=False,
        )
        for match in _PHRASE.finditer(text)
    ]


def compared(figure: Choice, blank: Blank) -> Choice:
    """Return the choice that says how a figure stands to the earlier value that a phrase names."""
    match = _PHRASE.fullmatch(blank.text)
    assert match is not None
    is_last_year = bool(_OF_LAST_YEAR.search(match["base"])) and match["base"] != "上半年"
    formats = ["比同期" if is_last_year else "比上期"]
    if "万" in blank.text:
        formats.append("万")
    return replace(figure, at="", formats=tuple(formats), label=f"{figure.label}的增减")
