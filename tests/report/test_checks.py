"""The checks: blanks, unknown slots, missing counters, broken arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from township import Q1, Town

from desktop_app.core.records import ChapterRecord, FigureValue, ReportRecord
from desktop_app.report.checks import run_checks
from desktop_app.report.checks.input import CheckInput


def found(text: str, **values: object) -> list[tuple[str, str]]:
    figures = {
        f"a.{name}": FigureValue(f"a.{name}", name, "名", "a", value=value)  # type: ignore[arg-type]
        for name, value in values.items()
    }
    chapter = ChapterRecord("uid", "", 1, "章", text, "一是")
    report = ReportRecord("2020Q1", "总结", signed_on=Q1.last_day, chapters=(chapter,))
    findings = run_checks(CheckInput(report, (chapter,), figures))
    return [(finding.rule, finding.severity) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("动员{a.n}名党员。", []),
        ("动员{a.n}人。", []),
        ("动员{a.n|左右}名。", []),
        ("动员{a.n}党员。", [("text.missing_counter", "error")]),
        ("动员{a.n}。", [("text.missing_counter", "error")]),
        ("动员{a.n}次。", [("text.other_counter", "hint")]),
        ("动员{a.none}名。", [("text.blank", "error")]),
        ("动员{a.gone}名。", [("text.unknown_slot", "error")]),
        ("动员{a.n|大约}名。", [("text.unknown_format", "error")]),
        ("动员{a.n名。", [("text.broken_mark", "error")]),
        ("动员[[{a.n}名。", [("text.broken_mark", "error")]),
        ("动员[[{a.zero}党员]]。", []),
        ("• {a.list|points}", []),
        ("• {a.list|points}还要抓学习。", []),
        ("主要问题：{a.list|points}", [("text.list_in_line", "error")]),
        ("主要有{a.list}。", []),
    ],
)
def test_slips_of_the_text(text, expected):
    assert found(text, n=86, none=None, zero=0, list=("甲。", "乙。")) == expected


def rules(town: Town) -> dict[str, list[str]]:
    result: dict[str, list[str]] = {}
    for finding in town.services.checks.findings(Q1):
        result.setdefault(finding.rule, []).append(f"{finding.severity} {finding.message}")
    return result


def test_part_over_whole_is_an_error_on_paper(town: Town):
    town.row("theme_party_day", attendance=5, oath_attendance=6)
    town.row("theme_party_day", date="2020-05-01", attendance=5)
    assert rules(town)["arithmetic.row"] == [
        "error “宣誓”6大于“参加”5，请核对",
        "warning “日期”2020-05-01不在2020年第一季度内",
    ]


def test_a_subtotal_beside_events_is_an_error_until_one_is_left_out(town: Town):
    uid = town.row("theme_party_day", attendance=5)
    town.row("theme_party_day", attendance=38, is_subtotal=True)
    assert "重复计算" in rules(town)["arithmetic.double"][0]
    town.services.ledgers.save("theme_party_day", Q1, {"counted": False}, uid=uid)
    assert "arithmetic.double" not in rules(town)


def test_partial_totals_and_ratios_over_a_hundred_warn(town: Town):
    town.row("donation", member_donors=60)
    messages = rules(town)
    assert "warning “捐款党员”缺2个单位：李村、河湾社区" in messages["arithmetic.partial"]
    assert "超过100%" in messages["arithmetic.ratio"][0]


def test_a_value_by_hand_that_differs_from_the_ledger_is_told(town: Town):
    key = "organization.party_day_attendance"
    town.row("theme_party_day", attendance=86)
    town.services.office.save_reported_value(Q1, key, Decimal(90), "县里核定")
    assert "直报为90，台账合计为86（县里核定）" in rules(town)["arithmetic.override"][0]
