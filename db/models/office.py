"""The township itself, its units in each quarter, and what each quarter switches on."""

from __future__ import annotations

from peewee import ForeignKeyField

from db.base import BaseModel, Period, Unit, unique_while_live
from db.fields import Choice, Flag, Fraction, LongText, Text, Whole


class Office(BaseModel):
    """单位信息: one row. demo: the whole database is demonstration data."""

    KINDS = ("镇", "街道", "乡")

    full_name = Text("单位全称", max_length=50, default="")
    short_name = Text("单位简称", max_length=30, default="")
    kind = Choice("类别", KINDS, required=True, default="镇")
    document_code = Text(
        "发文代字", max_length=20, default="", help="发文字号里年份前面的字，如：青党发"
    )
    mark = Text(
        "发文机关标志",
        max_length=40,
        default="",
        help="印在红头上的大字，如：中共青石镇委员会文件；不填就用单位全称加“文件”",
    )
    guideline = LongText(
        "工作思路",
        max_length=200,
        default="",
        help="镇里今年党建工作的思路，写一句话，如：抓支部、强队伍、促发展",
    )
    plan_name = Text(
        "党建计划名称",
        max_length=50,
        default="",
        help="镇里党建品牌、计划的名字，不带引号，如：红色先锋计划",
    )
    demo = Flag()


class UnitPeriod(BaseModel):
    """Facts of a unit in a quarter; a quarter without a row for a unit does not have that unit."""

    unit_id: int
    unit = ForeignKeyField(Unit, on_delete="RESTRICT")
    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    party_members = Whole("党员数", "名")
    branches = Whole("支部数", "个")
    reporting = Flag("应报送", default=True)


class AreaPeriod(BaseModel):
    """Whether an area is on in a quarter; without a row it is on."""

    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    area = Text(max_length=40, required=True)
    enabled = Flag(default=True)


class OptionItem(BaseModel):
    """One text of an option list (五个教育, 四员 …) of a quarter."""

    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    option_list = Text(max_length=40, required=True)
    position = Whole(default=0)
    text = Text(max_length=50, required=True)


class NilReport(BaseModel):
    """零报告: the unit says that a ledger has nothing in this quarter, which makes it 0."""

    unit_id: int
    unit = ForeignKeyField(Unit, on_delete="RESTRICT")
    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    ledger = Text(max_length=40, required=True)


class ReportedValue(BaseModel):
    """A figure's value given by hand (直报数), for one unit or, without one, for the whole."""

    unit_id: int | None
    unit = ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
    period_id: str
    period = ForeignKeyField(Period, field="code", column_name="period", on_delete="RESTRICT")
    figure = Text(max_length=80, required=True)
    value = Fraction(decimals=4, required=True)
    reason = Text("理由", max_length=200, required=True)


unique_while_live(Unit, "name")
unique_while_live(UnitPeriod, "period", "unit_id")
unique_while_live(AreaPeriod, "period", "area")
unique_while_live(OptionItem, "period", "option_list", "text")
unique_while_live(NilReport, "period", "unit_id", "ledger")
unique_while_live(ReportedValue, "period", "unit_id", "figure")
