"""廉政建设: education, reminders, and the counts of clues, circulars and dispositions."""

from __future__ import annotations

from db.base import LedgerRow, ledger_table
from db.fields import Choice, Text, Whole


@ledger_table("kind")
class WarningEducation(LedgerRow):
    """警示教育."""

    kind = Choice("形式", ("警示教育片", "廉政纪录片", "案例通报", "廉政党课", "其他"))
    times = Whole("次数", "次", default=1)
    attendance = Whole("参加", "人次")
    note = Text("备注", max_length=200)


@ledger_table()
class Reminder(LedgerRow):
    """廉政提醒."""

    occasion = Text("节点", max_length=40, help="如：元旦、春节、清明")
    form = Choice("方式", ("短信微信", "集体谈话", "个别谈话", "文件通知", "其他"))
    times = Whole("次数", "次", default=1)
    people = Whole("人次", "人次")
    note = Text("备注", max_length=200)


@ledger_table("field")
class Clue(LedgerRow):
    """问题线索: counts only, for the township as a whole."""

    FIELDS = ("疫情防控", "中央八项规定", "农村三资", "捐赠物资", "其他")

    field = Choice("领域", FIELDS)
    received = Whole("受理", "件")
    closed = Whole("办结", "件")
    filed = Whole("立案", "件")


@ledger_table()
class Circular(LedgerRow):
    """作风通报: counts only, for the township as a whole."""

    issue_no = Text("期号", max_length=30)
    people_criticised = Whole("通报批评", "人")


@ledger_table("source", "kind")
class Disposition(LedgerRow):
    """监督执纪: counts only, for the township as a whole; kinds overlap and are never added up."""

    FORMS = ("第一种形态", "第二种形态", "第三种形态", "第四种形态")
    FORM_OF_KIND = {  # noqa: RUF012 - a constant of the class, not a column
        "谈话提醒": FORMS[0],
        "批评教育": FORMS[0],
        "责令检查": FORMS[0],
        "诫勉": FORMS[0],
        "党内警告": FORMS[1],
        "党内严重警告": FORMS[1],
        "撤销党内职务": FORMS[2],
        "留党察看": FORMS[2],
        "开除党籍": FORMS[3],
    }

    source = Choice("来源", ("纪委", "日常"))
    kind = Choice("处理方式", tuple(FORM_OF_KIND))
    form = Choice("四种形态", FORMS, derived=True, help="由处理方式自动得出")
    people = Whole("人数", "人")
    times = Whole("人次", "人次")
