"""基层党建: meetings, education, theme days, help, donations, membership, religious affairs."""

from __future__ import annotations

from db.models.organization import (
    Donation,
    EducationSession,
    HelpVisit,
    MembershipStep,
    OrganizationMeeting,
    ReligiousAffairs,
    ThemePartyDay,
)
from desktop_app.areas.declare import area, ledger, only
from desktop_app.areas.epidemic import ISSUED_DOCUMENTS
from desktop_app.core.specs import (
    AtMost,
    ChapterProposal,
    FigureSpec,
    Largest,
    OverPeriods,
    Ratio,
    Sum,
    UnitFact,
)

_MEETING_KEYS = {
    "民主生活会": "democratic_life_meetings",
    "组织生活会": "organizational_life_meetings",
    "主题教育总结会": "education_summary_meetings",
    "支部党员大会": "member_assemblies",
    "支委会": "committee_meetings",
    "党小组会": "group_meetings",
    "党课": "party_lectures",
    "民主评议": "democratic_reviews",
}
_STAGE_KEYS = {
    "入党申请": ("applications", "登记、提交入党申请书"),
    "推优积极分子": ("activists", "推优入党积极分子"),
    "发展对象": ("candidates", "研究通过发展对象"),
    "预备接收": ("admitted", "预备党员接收"),
    "预备转正": ("confirmed", "预备党员转正"),
}

_MEETINGS = tuple(
    FigureSpec(
        f"organization.{key}",
        kind,
        "次",
        f"组织生活台账中“{kind}”的次数之和",
        Sum("organization_meeting", "times", only("kind", kind)),
    )
    for kind, key in _MEETING_KEYS.items()
)
_STEPS = tuple(
    FigureSpec(
        f"organization.{key}",
        label,
        "人",
        f"党员发展台账中“{stage}”环节的人数之和",
        Sum("membership_step", "people", only("stage", stage)),
    )
    for stage, (key, label) in _STAGE_KEYS.items()
)

ORGANIZATION = area(
    "organization",
    "基层党建",
    "登记组织生活、主题教育、主题党日、走访帮扶、捐款、党员发展和宗教事务。",
    ledgers=(
        ledger(
            OrganizationMeeting,
            "组织生活",
            relations=(AtMost("branches_held", "branches_due"),),
        ),
        ledger(EducationSession, "主题教育"),
        ledger(
            ThemePartyDay,
            "主题党日",
            relations=(AtMost("oath_attendance", "attendance"), AtMost("attendance", "due")),
        ),
        ledger(
            HelpVisit,
            "走访帮扶",
            help="隔离户按户次填在次数里：一户去两次填2。",
        ),
        ledger(Donation, "捐款", help="只填人数和金额，不登记姓名。"),
        ledger(MembershipStep, "党员发展", relations=(AtMost("fast_track", "people"),)),
        ledger(
            ReligiousAffairs,
            "宗教事务",
            help="只填次数和时长，由本级汇总，不登记任何人的信仰情况。",
            kept_by_office=True,
            by_unit=False,
        ),
        ISSUED_DOCUMENTS,
    ),
    figures=(
        *_MEETINGS,
        FigureSpec(
            "organization.meeting_coverage",
            "组织生活覆盖率",
            "%",
            "组织生活台账中已开支部数÷应开支部数",
            Ratio(
                Sum("organization_meeting", "branches_held", beside="branches_due"),
                Sum("organization_meeting", "branches_due", beside="branches_held"),
            ),
            over_periods=OverPeriods.RECOMPUTE,
            decimals=1,
        ),
        FigureSpec(
            "organization.education_sessions",
            "主题教育场次",
            "场",
            "主题教育台账的场次之和",
            Sum("education_session", "times"),
        ),
        FigureSpec(
            "organization.education_attendance",
            "主题教育参加",
            "人次",
            "主题教育台账的参加人次之和",
            Sum("education_session", "attendance"),
        ),
        FigureSpec(
            "organization.party_days",
            "主题党日",
            "次",
            "主题党日台账的次数之和",
            Sum("theme_party_day", "times"),
        ),
        FigureSpec(
            "organization.party_day_attendance",
            "主题党日参加",
            "人次",
            "主题党日台账的参加人次之和",
            Sum("theme_party_day", "attendance"),
        ),
        FigureSpec(
            "organization.oath_attendance",
            "党员宣誓",
            "人次",
            "主题党日台账的宣誓人次之和",
            Sum("theme_party_day", "oath_attendance"),
        ),
        FigureSpec(
            "organization.party_day_branches",
            "主题党日覆盖支部",
            "个",
            "每个单位取各次活动中覆盖支部最多的一次，再相加",
            Largest("theme_party_day", "branches"),
        ),
        FigureSpec(
            "organization.helped_people",
            "帮助困难群众",
            "名",
            "走访帮扶台账中对象为困难群众的帮助人数之和",
            Sum("help_visit", "people", only("kind", "困难群众")),
        ),
        FigureSpec(
            "organization.isolated_visits",
            "帮助隔离户",
            "户次",
            "走访帮扶台账中对象为隔离户的次数之和（一户一次为1户次）",
            Sum("help_visit", "times", only("kind", "隔离户")),
        ),
        FigureSpec(
            "organization.donors",
            "捐款党员",
            "人",
            "捐款台账的捐款党员人数之和",
            Sum("donation", "member_donors"),
        ),
        FigureSpec(
            "organization.donation_amount",
            "捐款金额",
            "元",
            "捐款台账的金额之和，精确到分",
            Sum("donation", "amount"),
            decimals=2,
        ),
        FigureSpec(
            "organization.donation_ratio",
            "党员捐款比例",
            "%",
            "捐款党员人数÷党员数；超过100%说明有人多次或在多处捐款，要写明原因",
            Ratio(Sum("donation", "member_donors"), UnitFact("party_members")),
            over_periods=OverPeriods.RECOMPUTE,
            decimals=1,
        ),
        *_STEPS,
        FigureSpec(
            "organization.fast_track_applications",
            "申请火线入党",
            "人",
            "党员发展台账中“入党申请”环节的其中火线人数之和",
            Sum("membership_step", "fast_track", only("stage", "入党申请")),
        ),
        FigureSpec(
            "organization.religious_trainings",
            "宗教场所负责人培训",
            "次",
            "宗教事务台账中场所负责人培训的次数之和，由本级汇总",
            Sum("religious_affairs", "times", only("kind", "场所负责人培训")),
            owed=False,
            by_unit=False,
        ),
        FigureSpec(
            "organization.religious_hours",
            "面向信教群众的宣传",
            "小时",
            "宗教事务台账中政策宣传的时长之和，由本级汇总",
            Sum("religious_affairs", "hours", only("kind", "政策宣传")),
            owed=False,
            by_unit=False,
            decimals=1,
        ),
    ),
    chapters=(
        ChapterProposal(
            "organization",
            "固本强基，让基层组织建设更加过硬",
            "{office.name}坚持大抓基层的鲜明导向，以规范组织生活为重点，"
            "突出政治功能，提升组织力。\n"
            "• 巩固主题教育成果。"
            "[[召开[[民主生活会{organization.democratic_life_meetings}次]]、"
            "[[组织生活会{organization.organizational_life_meetings}次]]、"
            "[[主题教育总结会{organization.education_summary_meetings}次]]，]]"
            "[[以多种形式开展学习教育{organization.education_sessions}场、"
            "参加{organization.education_attendance}人次，]]推动学习教育常态化长效化。\n"
            "• 丰富组织生活内容。把主题党日开到值班卡点、村组（社区）和困难群众家中。"
            "截至{report.as_of}，开展主题党日{organization.party_days}次，"
            "参加党员{organization.party_day_attendance}人次"
            "[[，重温入党誓词{organization.oath_attendance}人次]]"
            "[[，帮助困难群众{organization.helped_people}名]]"
            "[[，服务隔离户{organization.isolated_visits}户次]]。"
            "[[{organization.donors}名党员自愿捐款{organization.donation_amount|万}元，"
            "捐款比例{organization.donation_ratio}%。]]\n"
            "• 严把党员发展关口。注重在一线岗位上发现、培养和考察骨干。"
            "截至{report.as_of}，[[{organization.applications}人递交入党申请书]]"
            "[[（其中申请火线入党{organization.fast_track_applications}人）]]，"
            "[[推优入党积极分子{organization.activists}人]]；运用视频会议、线上表决等方式按程序"
            "[[研究通过发展对象{organization.candidates}人]]、[[接收预备党员{organization.admitted}人]]、"
            "[[预备党员转正{organization.confirmed}人]]。\n"
            "• 做好宗教场所防疫服务。通过电话、微信等方式，[[面向宗教活动场所负责人"
            "开展防疫知识和政策培训{organization.religious_trainings}次，]]"
            "[[利用广播、宣传车和微信群面向信教群众"
            "宣传健康知识和防控政策{organization.religious_hours}小时，]]"
            "引导大家做好自我防护、支持防控工作。",
            order=20,
        ),
    ),
    option_lists={
        "education_kinds": (
            "主题教育形式",
            ("网络平台教育", "集中宣讲教育", "送学上门教育", "专题教育", "集中教育"),
        ),
    },
)
