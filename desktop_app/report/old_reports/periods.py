"""Days and quarters of an old report: which of them move on with the next report."""

from __future__ import annotations

import re

from desktop_app.report.old_reports.records import LIKELY, NAME, SURE, UNSURE, Choice

AS_OF = Choice(NAME, "report.as_of", "数据截止日")
PERIOD = Choice(NAME, "report.period", "报告期")
PERIOD_NAME = Choice(NAME, "report.period_name", "报告期名称")
PERIOD_SHORT = Choice(NAME, "report.period_short", "报告期简称")
YEAR = Choice(NAME, "report.year", "年份")
NEXT = Choice(NAME, "report.next", "下一报告期")

_UNTIL = re.compile(r"(?:截至|截止到|截止至|截止|到|至)$")
_QUARTER = re.compile(r"(?P<year>.{1,5}年)?(?P<ordinal>第)?(?P<number>.)季度")
_HALF = re.compile(r"(?P<year>.{1,5}年)?(?P<half>[上下])半年")
_WRITTEN_YEAR = re.compile(r"\d{4}")
_YEAR = re.compile(r"(?P<year>.{1,5}年)(?P<whole>度)?")


def dated(text: str, before: str, own_period: str) -> tuple[Choice, str, str] | None:
    """Return the slot of a day or quarter, how sure that is, and a note; None for what stays.

    own_period: the quarter, half-year or year that the report is about, "" where it does not say.
    """
    if "月" in text:
        return _day(text, before)
    if _is_of_another_year(text, own_period):
        return None
    if quarter := _QUARTER.fullmatch(text):
        return _quarter(quarter, own_period)
    if half := _HALF.fullmatch(text):
        return _half(half, own_period)
    year = _YEAR.fullmatch(text)
    if year and _same(year["year"], own_period):
        is_annual = not re.search("季度|半年", own_period)
        return (PERIOD, LIKELY, "") if is_annual and year["whole"] else (YEAR, UNSURE, "")
    return None


def _is_of_another_year(text: str, own_period: str) -> bool:
    year, own = _WRITTEN_YEAR.search(text), _WRITTEN_YEAR.search(own_period)
    return bool(year and own and year[0] != own[0])


def _quarter(quarter: re.Match[str], own_period: str) -> tuple[Choice, str, str] | None:
    own = _QUARTER.search(own_period)
    if own_period and not (own and _digits(own["number"]) == _digits(quarter["number"])):
        return None
    if quarter["year"] in ("今年", "本年"):
        return PERIOD, LIKELY, "年份写成数字"
    if quarter["ordinal"]:
        return PERIOD if quarter["year"] else PERIOD_NAME, SURE, ""
    if quarter["year"]:
        return PERIOD, LIKELY, "写成“第几季度”，以后自动换"
    return PERIOD_SHORT, LIKELY, ""


def _half(half: re.Match[str], own_period: str) -> tuple[Choice, str, str] | None:
    if _same(f"{half['half']}半年", own_period):
        return PERIOD if half["year"] else PERIOD_NAME, SURE, ""
    if half["half"] == "下" and "上半年" in own_period and not half["year"]:
        return NEXT, LIKELY, ""
    return None


def _day(text: str, before: str) -> tuple[Choice, str, str] | None:
    if not _UNTIL.search(before):
        return None
    if before.endswith(("截至", "截止", "截止到", "截止至")):
        return AS_OF, SURE if "年" in text else LIKELY, "" if "年" in text else "会写出年份"
    return AS_OF, UNSURE, ""


def _same(part: str, own_period: str) -> bool:
    return not own_period or part in own_period


def _digits(text: str) -> str:
    return text.translate(str.maketrans("一二三四", "1234"))
