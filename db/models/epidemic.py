"""疫情防控: documents, service teams, mobilised members, duty shifts, people honoured."""

from __future__ import annotations

from db.base import LedgerRow, ledger_table
from db.fields import Choice, Day, Fraction, LongText, Text, Whole


@ledger_table("area")
class IssuedDocument(LedgerRow):
    """文件印发, kept by the township and shared by the areas."""

    date = Day("印发日期")
    area = Choice("工作领域", option_list="areas")
    title = Text("文件标题", max_length=150)
    doc_number = Text("文号", max_length=40)


@ledger_table("name")
class ServiceTeam(LedgerRow):
    """党员服务队: a state; the latest row of each team counts."""

    name = Text("服务队名称", max_length=60)
    count = Whole("队数", "个", default=1)
    members = Whole("队员", "名")
    note = Text("备注", max_length=200)


@ledger_table()
class Mobilisation(LedgerRow):
    """党员动员: a state; the latest row of each unit counts."""

    members = Whole("动员党员", "名")
    note = Text("备注", max_length=200)


@ledger_table()
class DutyShift(LedgerRow):
    """值守: hours alone, or people × hours × days."""

    post = Text("值守点", max_length=60)
    people_per_day = Whole("每日值守", "人")
    hours_each = Fraction("每人每日", "小时", decimals=1, maximum=24)
    days = Whole("天数", "天", maximum=400)
    hours = Fraction("值守时长", "小时", decimals=1, help="填了人数、小时、天数时自动相乘")
    note = Text("备注", max_length=200)


@ledger_table("kind")
class Exemplar(LedgerRow):
    """先进典型: people whom the report honours."""

    KINDS = ("优秀党员", "党员模范夫妻", "优秀支部书记", "入党积极分子", "发展对象")

    kind = Choice("类别", KINDS)
    name = Text("姓名", max_length=40, personal=True, help="夫妻写在一格：张三、李四夫妇")
    deed = LongText("事迹", max_length=500, personal=True)
    order = Whole("排序", column_name="position")
