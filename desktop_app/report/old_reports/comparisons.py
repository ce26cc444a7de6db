"""Phrases such as 较上季度增加12人次，增长8.5%: one slot says all of it in the next report."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_app.report.old_reports.blanks import COUNTERS
from desktop_app.report.old_reports.records import Blank, Choice, Place

_NUMBER = r"(?:约|近|超过?)?(?:\d[\d,.．]*|[XxＸ×*＊〇○_＿]+(?:[.．][XxＸ×*＊]+)?)[万亿]?"
_BASE = r"上季度|上个季度|上期|上半年|去年同期|上年同期|去年|上年|同期"
_VERB = "(?:增加|减少|净增|增长|下降|提高|提升|上升|降低|上涨|增幅|降幅|多|少)(?:了|为|达到|达|至)?"
_SHARE = rf"，?(?:同比|环比)?{_VERB}{_NUMBER}[%％]"
_PHRASE = re.compile(
    rf"(?:(?:较|比|与|和|同)(?P<base>{_BASE})(?:相比)?，?|(?P<word>同比|环比))"
    rf"{_VERB}{_NUMBER}(?:个?百分点|{COUNTERS})(?:{_SHARE})?"
)
_OF_LAST_YEAR = re.compile("年|同期|同比")


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
    base = match["base"] or match["word"]
    is_last_year = bool(_OF_LAST_YEAR.search(base)) and base != "上半年"
    formats = ["比同期" if is_last_year else "比上期"]
    if "万" in blank.text:
        formats.append("万")
    return replace(figure, at="", formats=tuple(formats), label=f"{figure.label}的增减")
