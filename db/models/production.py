"""复工复产: volunteer posts and the state of enterprises."""

from __future__ import annotations

from db.base import LedgerRow, ledger_table
from db.fields import Choice, Fraction, Text, Whole


@ledger_table("post")
class VolunteerPost(LedgerRow):
    """党员志愿岗: the posts belong to the period's list."""

    post = Choice("岗位", option_list="volunteer_posts")
    people = Whole("党员", "名")
    note = Text("备注", max_length=200)


@ledger_table("category", "name")
class Enterprise(LedgerRow):
    """复工复产: a state; the latest row of each enterprise or category counts."""

    CATEGORIES = ("规上", "规下", "小微", "沿街商店")

    category = Choice("类别", CATEGORIES)
    name = Text("企业名称", max_length=60, help="规上企业逐家填写，其他按类汇总")
    due = Whole("应复工", "家", default=None)
    back = Whole("已复工", "家")
    producing = Whole("已复产", "家")
    staff_due = Whole("应返岗", "人")
    staff_back = Whole("已返岗", "人")
    capacity_rate = Fraction("达产率", "%", decimals=2, maximum=1000)
    note = Text("备注", max_length=200)
