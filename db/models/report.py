"""The reports: their chapters while they are written, and what was frozen."""

from __future__ import annotations

from peewee import BlobField, DateTimeField, ForeignKeyField

from db.base import BaseModel, unique_while_live
from db.fields import Choice, Day, Flag, LongText, Text, Whole


class Report(BaseModel):
    """One report of a quarter, half-year or year; title may hold slots."""

    STATES = ("编制中", "定稿", "已上报")

    period = Text("报告期", max_length=6, required=True)
    title = Text("标题", max_length=200, required=True)
    state = Choice("状态", STATES, required=True, default="编制中")
    as_of = Day("数据截止日")
    signed_on = Day("成文日期")


class Chapter(BaseModel):
    """An ordered piece of one report's text.

    key: which proposal it came from, "" for a free chapter. level: 0 opening, 1 for 一、.
    """

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    key = Text(max_length=60, default="")
    position = Whole(default=0)
    level = Whole(default=1, maximum=4)
    title = Text("章节标题", max_length=100, default="")
    body = LongText("正文", default="")
    point_style = Choice("分点编号", ("一是", "（一）", "1.", ""), required=True, default="一是")
    enabled = Flag("写入报告", default=True)


class FinalReport(BaseModel):
    """定稿: a frozen version; documents and figures as JSON, the files as they were handed in."""

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    version = Whole(required=True, minimum=1)
    frozen_at = DateTimeField()
    reported_at = DateTimeField(null=True)
    correction_note = Text("更正说明", max_length=500, default="")
    document = LongText(max_length=2_000_000, required=True)
    figures = LongText(max_length=2_000_000, required=True)
    findings = LongText(max_length=2_000_000, required=True)
    pdf = BlobField()
    pdf_sha256 = Text(max_length=64, required=True)
    docx = BlobField()
    docx_sha256 = Text(max_length=64, required=True)


unique_while_live(Report, "period")
unique_while_live(FinalReport, "report_id", "version")
