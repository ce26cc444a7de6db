"""Numbers that are no figures: ordinals, quoted slogans, years, ages, sizes of steps."""

from __future__ import annotations

import re

from desktop_app.report.old_reports.records import Blank

_BEHIND = re.compile(
    r"\s*(?:市民热线|热线|周年|年来|年级|岁|届|号(?!召)|级(?!以)|时(?!长)|点钟|分钟以|[:：]\d|[+＋×／/]\d|[-—~～至到]\d|年(?!度)|月|日(?!常))"
)
_AHEAD = re.compile(r"(?:第|〔|\[|NO\.?|No\.?|\d[:：+＋×／/]|\d[-—~～])$")
_CHANGE = re.compile(
    r"(?:增加|增长|新增长|提高|提升|上升|减少|下降|降低|多|少|增幅|降幅|翻了?)(?:了|到|至|达|约|近)*$"
)
_COMPARISON = re.compile(r"(?:较|比|同比|环比)[^，。；]{0,14}$|(?:同比|环比)")
_ROUND_THE_CLOCK = re.compile(r"^24\s*小时")


def reason_for_literal(text: str, blank: Blank) -> tuple[str, bool] | None:
    """Say why what stands at a blank is no figure, and whether that is certain.

    None where it may be one; "" for what needs no word.
    """
    before, behind = text[: blank.first], text[blank.last :]
    if _is_inside(before, "《", "》"):
        return "文件标题里的字", True
    if _is_inside(before, "“", "”"):
        return "引号里的字", True
    if _is_inside(before, "〔", "〕") or _AHEAD.search(before) or _BEHIND.match(behind):
        return "", True
    if blank.counter == "个百分点" or _is_change(before):
        return "与以前相比的数：以后用“比上季度”的短语写，数字才会跟着变", False
    if not blank.is_blank and _ROUND_THE_CLOCK.match(text[blank.place.start :]):
        return "", True
    return None


def is_quoted(before: str) -> bool:
    """Say whether a place lies in a title or in quotation marks, by the text before it."""
    return _is_inside(before, "《", "》") or _is_inside(before, "“", "”")


def _is_inside(before: str, opening: str, closing: str) -> bool:
    return before.rfind(opening) > before.rfind(closing)


def _is_change(before: str) -> bool:
    """Say whether a number tells how much something changed: 较上季度增加12人次."""
    clause = re.split(r"[。；]", before)[-1]
    last = re.split(r"[，。；]", before)[-1]
    if not _CHANGE.search(last):
        return False
    return bool(_COMPARISON.search(last)) or bool(
        re.search(r"(?:较|比|同比|环比)", clause) and len(last) <= 8
    )
