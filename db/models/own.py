"""The office's own words: areas, ledgers, columns and figures that it defined itself.

A row here is a definition; the rows of an own ledger stand in a table of their own, which
`db.own_tables` makes of it. Keys are drawn once, name tables and columns, and never change.
"""

from __future__ import annotations

from uuid import uuid4

from peewee import ForeignKeyField

from db.base import BaseModel, unique_while_live
from db.fields import Choice, Flag, LongText, Text, Whole


def new_key() -> str:
    """Return a key that no other office has drawn either: definitions travel between offices."""
    return f"k{uuid4().hex[:10]}"


class OwnArea(BaseModel):
    """自定义工作领域. chapter_title, chapter_body: the chapter that it proposes, "" for none."""

    key = Text(max_length=40, required=True)
    label = Text("领域名称", max_length=12, required=True)
    help = Text("说明", max_length=100, default="")
    chapter_title = Text("章节标题", max_length=100, default="")
    chapter_body = LongText("章节文字", max_length=2000, default="")
    position = Whole(default=0)


class OwnLedger(BaseModel):
    """A ledger of an area, built-in or own.

    key: name of its table. row_counter: measure word of its rows where they are a figure too.
    holds_figures: it is the one that an area's own figures are filled in.
    """

    key = Text(max_length=40, required=True)
    area = Text(max_length=40, required=True)
    label = Text("台账名称", max_length=20, required=True)
    help = Text("说明", max_length=100, default="")
    kept_by_office = Flag("本级登记", help="由镇（街道）自己登记，不用村里填")
    row_counter = Text("按行计数的量词", max_length=6, default="")
    holds_figures = Flag()
    position = Whole(default=0)


class OwnColumn(BaseModel):
    """A column of an own ledger; one that was taken out keeps its place in the table.

    options: first content of a choice, one a line. is_figure: its numbers are a figure.
    retired_from: code of the first quarter in which it is asked no more. reason: why a text that
    may name a person is needed. part_of: key of the figure that counts these things too, and others
    (其中).
    """

    KINDS = ("文字", "整数", "金额", "日期", "选项")
    WITHIN = ("合计", "最新")
    OVER_PERIODS = ("相加", "取最后一季", "不计算")

    ledger_id: int
    ledger = ForeignKeyField(OwnLedger, on_delete="RESTRICT")
    key = Text(max_length=40, required=True)
    kind = Choice("类型", KINDS, required=True)
    label = Text("名称", max_length=20, required=True)
    counter = Text("量词", max_length=6, default="")
    options = LongText("选项", max_length=2000, default="")
    is_figure = Flag("作为指标")
    definition = Text("口径", max_length=100, default="")
    within = Choice("一季里怎么算", WITHIN, required=True, default=WITHIN[0])
    over_periods = Choice("半年和全年怎么算", OVER_PERIODS, required=True, default=OVER_PERIODS[0])
    retired_from = Text(max_length=6, default="")
    reason = Text("登记理由", max_length=100, default="")
    part_of = Text("属于哪个指标", max_length=80, default="")
    position = Whole(default=0)


unique_while_live(OwnArea, "label")
unique_while_live(OwnLedger, "label")
unique_while_live(OwnColumn, "ledger_id", "label")
