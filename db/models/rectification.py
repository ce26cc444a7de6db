"""问题与措施: one row each for a problem's and a measure's whole life, and progress by quarter."""

from __future__ import annotations

from peewee import ForeignKeyField

from db.base import BaseModel, Period, unique_while_live
from db.fields import Choice, Day, LongText, Text, Whole


class Problem(BaseModel):
    """存在问题. wording: how the report puts it, where that differs from the ledger.

    closed_on, closing_note: the day it was put right and what was done, asked for at 销号.
    """

    description = LongText("问题表现", max_length=500, required=True)
    wording = LongText("报告表述", max_length=500, default="")
    area = Choice("工作领域", option_list="areas")
    source = Text("问题来源", max_length=60, default="")
    responsible_leader = Text("责任领导", max_length=40, default="", personal=True)
    responsible_body = Text("责任单位", max_length=60, default="")
    position = Whole(default=0)
    opened_id: str
    opened = ForeignKeyField(
        Period, field="code", column_name="opened", on_delete="RESTRICT", backref="problems_opened"
    )
    closed_id: str | None
    closed = ForeignKeyField(
        Period,
        field="code",
        column_name="closed",
        null=True,
        on_delete="RESTRICT",
        backref="problems_closed",
    )
    closed_on = Day("销号日期", help="整改完成的那一天")
    closing_note = LongText(
        "销号说明", max_length=300, default="", help="做了什么，结果怎样，印在问题整改清单里"
    )


class Measure(BaseModel):
    """下步措施."""

    heading = Text("措施标题", max_length=60, required=True)
    text = LongText("措施内容", max_length=2000, default="")
    responsible_body = Text("责任单位", max_length=60, default="")
    responsible_person = Text("责任人", max_length=40, default="", personal=True)
    due = Day("完成时限")
    position = Whole(default=0)
    opened_id: str
    opened = ForeignKeyField(
        Period, field="code", column_name="opened", on_delete="RESTRICT", backref="measures_opened"
    )
    closed_id: str | None
    closed = ForeignKeyField(
        Period,
        field="code",
        column_name="closed",
        null=True,
        on_delete="RESTRICT",
        backref="measures_closed",
    )


class MeasureProgress(BaseModel):
    """Where a measure stands in one quarter."""

    STATES = ("未启动", "推进中", "已完成", "长期坚持")

    measure_id: int
    measure = ForeignKeyField(Measure, on_delete="RESTRICT")
    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    state = Choice("进展", STATES, required=True, default="未启动")
    closed_on = Day("销号日期")
    note = Text("进展说明", max_length=300, default="")


class MeasureProblem(BaseModel):
    """Which problem a measure answers; the link is optional and many to many."""

    measure_id: int
    measure = ForeignKeyField(Measure, on_delete="RESTRICT")
    problem_id: int
    problem = ForeignKeyField(Problem, on_delete="RESTRICT")


unique_while_live(MeasureProgress, "measure_id", "period")
unique_while_live(MeasureProblem, "measure_id", "problem_id")
