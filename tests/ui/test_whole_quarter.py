"""A whole quarter from paper notes by keyboard alone: what was written down is what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from closing import take_down
from keyboard_clerk import Clerk
from page_driving import settle
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1, ROOT, Town

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.window import MainWindow

FROM_VILLAGES = [
    "overview.party_members",
    "overview.branches",
    "epidemic.teams",
    "epidemic.team_members",
    "epidemic.mobilised",
    "epidemic.duty_hours",
    "organization.democratic_life_meetings",
    "organization.organizational_life_meetings",
    "organization.education_summary_meetings",
    "organization.member_assemblies",
    "organization.committee_meetings",
    "organization.group_meetings",
    "organization.party_lectures",
    "organization.democratic_reviews",
    "organization.education_sessions",
    "organization.education_attendance",
    "organization.party_days",
    "organization.party_day_attendance",
    "organization.oath_attendance",
    "organization.helped_people",
    "organization.isolated_visits",
    "organization.donors",
    "organization.donation_amount",
    "organization.applications",
    "organization.activists",
    "organization.candidates",
    "organization.admitted",
    "organization.confirmed",
    "organization.fast_track_applications",
    "production.stationed",
    "integrity.warning_films",
    "integrity.warning_attendance",
    "integrity.reminders",
]
NOTES = {
    "张村": (
        "46 3 2 31 40 8640 1 3 1 9 11 13 4 1 12 403 6 271 "
        "133 37 152 46 9180.5 14 7 5 4 6 5 8 3 126 9"
    ),
    "李村": (
        "52 3 1 27 38 7212.5 1 3 1 10 12 14 3 1 11 377 5 248 "
        "118 41 97 54 10655 11 6 4 3 5 4 6 4 131 8"
    ),
    "河湾社区": (
        "87 5 3 55 71 9150 1 5 1 15 19 21 6 2 19 818 7 462 "
        "230 59 204 90 23447.5 22 12 9 8 7 7 15 5 248 14"
    ),
}  # fmt: skip
TOTALS = (
    "195 12 6 113 149 25002.5 3 11 3 34 42 48 13 4 42 1598 18 981 481 137 453 "
    "190 43283 47 25 18 15 18 16 29 12 505 31"
)
"""Added up by hand, as the clerk would; the 10 members of 本级 and its branch are among them."""

LEDGERS = {
    ("epidemic", 2): {
        "文件印发": [
            {"印发日期": "1.26", "文件标题": "关于党员到村报到参加疫情防控的通知"},
            {"印发日期": "2.3", "文件标题": "党员干部疫情防控纪律要求"},
        ],
        "先进典型": [
            {"填报单位": "张村", "类别": "优秀党员", "姓名": "王秀英"},
            {"填报单位": "李村", "类别": "党员模范夫妻", "姓名": "李春生、赵梅"},
            {"填报单位": "河湾社区", "类别": "优秀支部书记", "姓名": "周文清"},
            {"填报单位": "张村", "类别": "入党积极分子", "姓名": "孙晓雨"},
        ],
    },
    ("organization", 3): {
        "宗教事务": [
            {"类别": "场所负责人培训", "次数": "16"},
            {"类别": "政策宣传", "时长": "228"},
        ],
    },
    ("production", 4): {
        "文件印发": [{"印发日期": "2.20", "文件标题": "关于做好企业复工复产党员服务的通知"}],
        "党员志愿岗": [
            {"填报单位": "张村", "岗位": "办证员", "党员": "21"},
            {"填报单位": "李村", "岗位": "采购员", "党员": "17"},
            {"填报单位": "河湾社区", "岗位": "监督员", "党员": "26"},
            {"填报单位": "河湾社区", "岗位": "指导员", "党员": "13"},
        ],
        "企业复工复产": [
            {
                "填报单位": "本级", "类别": "规上", "企业名称": "青石纺织公司", "应复工": "1",
                "已复工": "1", "已复产": "1", "应返岗": "400", "已返岗": "388", "达产率": "96",
            },
            {
                "填报单位": "本级", "类别": "规下", "应复工": "8", "已复工": "8", "已复产": "7",
                "应返岗": "100", "已返岗": "92", "达产率": "94",
            },
            {"填报单位": "本级", "类别": "小微", "应复工": "40", "已复工": "40", "已复产": "38"},
            {
                "填报单位": "本级", "类别": "沿街商店", "应复工": "64", "已复工": "64",
                "已复产": "62",
            },
        ],
    },
    ("integrity", 5): {
        "问题线索": [
            {"领域": "疫情防控", "受理": "23", "办结": "19"},
            {"领域": "农村三资", "受理": "11", "办结": "8"},
        ],
        "作风通报": [
            {"期号": "第1期", "通报批评": "32"},
            {"期号": "第2期", "通报批评": "24"},
        ],
        "监督执纪": [
            {"来源": "日常", "处理方式": "谈话提醒", "人次": "61"},
            {"来源": "纪委", "处理方式": "党内严重警告", "人数": "2"},
            {"来源": "纪委", "处理方式": "党内警告", "人数": "3"},
        ],
    },
}  # fmt: skip
BY_OFFICE = {
    "epidemic.documents": 2,
    "epidemic.exemplary_members": ("王秀英",),
    "epidemic.model_couples": ("李春生、赵梅",),
    "epidemic.exemplary_secretaries": ("周文清",),
    "epidemic.promising": ("孙晓雨",),
    "organization.religious_trainings": 16,
    "organization.religious_hours": 228,
    "production.documents": 1,
    "production.four_posts": 77,
    "production.large_production_rate": 100,
    "production.medium_production_rate": Decimal("87.5"),
    "production.small_production_rate": 95,
    "production.return_rate": 96,
    "integrity.clues_received": 34,
    "integrity.clues_closed": 27,
    "integrity.circulars": 2,
    "integrity.people_criticised": 56,
    "integrity.talks": 61,
    "integrity.warnings": 3,
    "integrity.serious_warnings": 2,
    "rectification.problems": 2,
    "rectification.measures": 1,
}
PROBLEMS = (
    {"问题表现": "村级干部办急难事的本领不足", "责任单位": "党建办"},
    {"问题表现": "督导考核结果用得不够"},
)
MEASURE = {"措施标题": "每月轮训村级干部", "措施内容": "每村每月至少一人到镇跟班学习。"}
PRINTED = (
    "动员150名左右", "超过2.5万", "民主生活会3次", "组织生活会11次", "主题教育总结会3次", "42场",
    "1598人次", "主题党日18次", "981人次", "481人次", "困难群众137名", "453户次", "190名党员自愿",
    "捐款4.33万元", "47人", "16人", "25人", "18人", "15人", "16次", "228小时", "77名", "29名",
    "87.5%", "12次", "505人次", "31次", "34件", "27件", "61人次", "2期", "56人", "王秀英",
    "李春生、赵梅", "周文清", "孙晓雨", "关于党员到村报到参加疫情防控的通知", "办急难事的本领不足",
    "督导考核结果用得不够", "每月轮训村级干部", "跟班学习",
)  # fmt: skip


@pytest.fixture
def clerk(app: QApplication, town: Town, workplace: Workplace) -> Iterator[Clerk]:
    context = Context(town.services, workplace.store.reading, Q1)
    window = MainWindow(context, workplace, ROOT / "resources")
    window.start()
    window.resize(1366, 728)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle(context)
    yield Clerk(window)
    take_down(window)


def note_of(unit: str) -> dict[str, str]:
    return dict(zip(FROM_VILLAGES, NOTES[unit].split(), strict=True))


def missing_in(text: str) -> list[str]:
    """What of PRINTED a text lacks; a number that is part of a longer one does not count."""
    return [piece for piece in PRINTED if not re.search(rf"(?<![\d.]){re.escape(piece)}", text)]


def test_a_quarter_goes_from_paper_to_print_by_keyboard(clerk: Clerk, town: Town, tmp_path: Path):
    assert town.services.workbench.figure_keys(Q1) == FROM_VILLAGES
    clerk.go_to_page(1, "workbench")
    clerk.fill_matrix({unit: note_of(unit) for unit in NOTES})
    for (page, number), ledgers in LEDGERS.items():
        clerk.go_to_page(number, page)
        for label, rows in ledgers.items():
            clerk.open_ledger(label)
            for row in rows:
                clerk.add_row(row)
    clerk.go_to_page(6, "rectification")
    for problem in PROBLEMS:
        clerk.push("新增问题")
        clerk.fill_form(problem)
    clerk.push("新增措施")
    clerk.fill_form(MEASURE)
    settle(clerk.window.context)
    assert clerk.refused == []

    values = {key: figure.value for key, figure in town.services.figures.figures(Q1).items()}
    expected = {**dict(zip(FROM_VILLAGES, map(Decimal, TOTALS.split()), strict=True)), **BY_OFFICE}
    assert {key: values[key] for key in expected} == expected
    town.services.reports.export(Q1, tmp_path / "报告.txt")
    text = (tmp_path / "报告.txt").read_text("utf-8")
    assert missing_in(text) == [], text
