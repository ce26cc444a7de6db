"""基层党建: meetings, education, theme days, visits, donations, membership, religious affairs."""

from __future__ import annotations

from db.base import LedgerRow, ledger_table
from db.fields import Choice, Day, Flag, Fraction, Text, Whole


@ledger_table("kind")
class OrganizationMeeting(LedgerRow):
    """组织生活."""

    KINDS = (
        "民主生活会",
        "组织生活会",
        "主题教育总结会",
        "支部党员大会",
        "支委会",
        "党小组会",
        "党课",
        "民主评议",
    )

    kind = Choice("类别", KINDS)
    times = Whole("次数", "次", default=1)
    branches_due = Whole("应开支部", "个")
    branches_held = Whole("已开支部", "个")
    attendance = Whole("参加", "人次")
    note = Text("备注", max_length=200)


@ledger_table("kind")
class EducationSession(LedgerRow):
    """主题教育: the kinds belong to the period's list."""

    kind = Choice("形式", option_list="education_kinds")
    times = Whole("场次", "场", default=1)
    attendance = Whole("参加", "人次")
    note = Text("备注", max_length=200)


@ledger_table()
class ThemePartyDay(LedgerRow):
    """主题党日."""

    theme = Text("主题", max_length=60)
    times = Whole("次数", "次", default=1)
    due = Whole("应到", "人次")
    attendance = Whole("参加", "人次")
    oath_attendance = Whole("宣誓", "人次")
    branches = Whole("覆盖支部", "个")
    note = Text("备注", max_length=200)


@ledger_table("kind")
class HelpVisit(LedgerRow):
    """走访帮扶."""

    kind = Choice("对象", ("困难群众", "隔离户"))
    households = Whole("户数", "户")
    people = Whole("帮助", "名")
    times = Whole("次数", "次", help="隔离户按户次填：一户去两次填2")
    note = Text("备注", max_length=200)


@ledger_table()
class Donation(LedgerRow):
    """捐款: counts only, no names and no notes."""

    channel = Choice("渠道", ("组织收缴", "红十字会", "慈善会", "现场捐款", "其他"))
    member_donors = Whole("捐款党员", "人")
    other_donors = Whole("捐款群众", "人")
    amount = Fraction("金额", "元", decimals=2)


@ledger_table("stage")
class MembershipStep(LedgerRow):
    """党员发展: one row a step of one or more people; fast_track counts the 火线 among them."""

    STAGES = ("入党申请", "推优积极分子", "发展对象", "预备接收", "预备转正")

    date = Day("研究日期")
    stage = Choice("环节", STAGES)
    people = Whole("人数", "人")
    fast_track = Whole("其中火线", "人")
    by_video = Flag("视频会议")
    note = Text("备注", max_length=200)


@ledger_table("kind")
class ReligiousAffairs(LedgerRow):
    """宗教事务: counts only, for the township as a whole."""

    kind = Choice("类别", ("场所负责人培训", "政策宣传"))
    times = Whole("次数", "次")
    hours = Fraction("时长", "小时", decimals=1)
