"""What an office decided about the checks: rules, words, limits, single findings, 说明."""

from __future__ import annotations

from db.base import BaseModel, unique_while_live
from db.fields import LongText, Text, Whole


class SilentRule(BaseModel):
    """A rule that is switched off, by its id."""

    rule = Text("校核规则", max_length=60, required=True)


class IgnoredFinding(BaseModel):
    """One finding on one period's report that may stay; message: its sentence when it was told."""

    period = Text("报告期", max_length=6, required=True)
    rule = Text("校核规则", max_length=60, required=True)
    place = Text("位置", max_length=200, required=True)
    message = LongText("校核意见", max_length=2000, required=True)
    reason = Text("理由", max_length=200, required=True)


class FigureNote(BaseModel):
    """说明: why a figure changed so much, for one period's 校核单.

    explains: the change that it was written for, in the words of the checks; another one asks anew.
    """

    period = Text("报告期", max_length=6, required=True)
    figure = Text("指标", max_length=80, required=True)
    note = Text("说明", max_length=300, required=True)
    explains = Text("说明的变化", max_length=300, default="")


class OfficeWord(BaseModel):
    """A word that this office does not use, and what it writes instead; "" where nothing does."""

    wrong = Text("不用的词", max_length=40, required=True)
    right = Text("改用", max_length=40, default="")


class CheckLimits(BaseModel):
    """One row: from where on something is told."""

    jump_percent = Whole(
        "增减幅度", "%", minimum=1, maximum=1000, default=50, help="和上一期或上年同期相比"
    )
    jump_least = Whole("至少相差", minimum=1, default=10, help="差得再少就不提醒")
    longest = Whole("全文字数", "字", minimum=500, maximum=100_000, default=5000)


unique_while_live(SilentRule, "rule")
unique_while_live(IgnoredFinding, "period", "rule", "place", "message")
unique_while_live(FigureNote, "period", "figure")
unique_while_live(OfficeWord, "wrong")
