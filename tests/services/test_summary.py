"""The summary: comparisons as they are printed, and a figure over all quarters."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from township import FONTS, Q1, Q2, Town

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.summary.papers import SummaryPapers
from desktop_app.services.summary.service import Comparison, SummaryService, compare
from main import main

KEY = "organization.party_days"


@pytest.mark.parametrize(
    ("value", "base", "counter", "decimals", "difference", "percent"),
    [
        (12, 10, "次", 0, 2, "20.0"),
        (12, 9, "次", 0, 3, None),
        (12, 0, "次", 0, 12, None),
        (Decimal("97.58"), Decimal("96.94"), "%", 1, "0.7", None),
        (7, 21, "次", 0, -14, "-66.7"),
    ],
)
def test_a_percentage_needs_a_base_that_carries_it(
    value, base, counter, decimals, difference, percent
):
    found = compare(value, base, counter, decimals)
    assert found.difference == Decimal(difference)
    assert found.percent == (Decimal(percent) if percent else None)


def test_what_is_unknown_is_not_compared():
    assert compare(None, 5, "次") == Comparison(5)
    assert compare(5, None, "次") == Comparison(None)


def test_rows_hold_numbers_alone_and_texts_as_printed(town: Town):
    services = town.services
    service = SummaryService(services.figures, services.periods, services.catalogue)
    town.row("theme_party_day", times=12)
    services.periods.open(Q2)
    services.ledgers.save("theme_party_day", Q2, {"times": 15}, unit="张村")
    rows = {row.key: row for row in service.rows(Q2)}
    assert not any(services.catalogue.figures[key].is_list for key in rows)
    row = rows[KEY]
    assert (row.text(row.value), row.text(row.previous.base)) == ("15", "12")
    assert row.difference_text(row.previous) == "+3"
    assert row.previous.percent == Decimal("25.0")
    assert row.difference_text(row.last_year) == ""
    assert row.missing == ("李村", "河湾社区")
    assert row.area == "基层党建"


def test_a_series_has_a_point_for_each_open_quarter(town: Town):
    services = town.services
    service = SummaryService(services.figures, services.periods, services.catalogue)
    town.row("theme_party_day", times=12)
    for quarter in (Q2, Q2.next):
        services.periods.open(quarter)
    services.office.switch_area(Q2.next, "organization", enabled=False)
    points = service.series(KEY).points
    assert [(point.period, point.value) for point in points] == [
        (Q1, 12), (Q2, None), (Q2.next, None),
    ]  # fmt: skip
    assert points[0].missing == 2


def test_half_years_follow_each_figure_s_own_rule(town: Town):
    services = town.services
    for quarter in (Q2, Q2.next):
        services.periods.open(quarter)
    for quarter, times, members in ((Q1, 12, 40), (Q2, 15, 44), (Q2.next, 20, 45)):
        services.ledgers.save("theme_party_day", quarter, {"times": times}, unit="张村")
        services.office.save_unit(quarter, "张村", party_members=members, branches=2)
    service = services.summary
    rows = {row.key: row for row in service.rows(Period.parse("2020H1"))}
    assert (rows[KEY].value, rows["overview.party_members"].value) == (27, 104)
    assert (rows[KEY].over, rows["overview.party_members"].over) == (
        "各季度相加",
        "取最后一个季度",
    )
    assert rows["organization.donation_ratio"].over == "按各季度的数重新计算"
    later = {row.key: row for row in service.rows(Period.parse("2020H2"))}
    assert later[KEY].previous.base == 27
    assert service.lacking(Period.parse("2020H2")) == (Period.parse("2020Q4"),)
    halves, members = service.all_series([KEY, "overview.party_members"], "H")
    assert [(point.value, point.quarters) for point in halves.points] == [(27, 0), (20, 1)]
    assert [point.value for point in members.points] == [104, 105]
    (year,) = service.series(KEY, "Y").points
    assert (year.period.code, year.value, year.quarters) == ("2020", 47, 1)


def test_the_summary_is_written_as_sheets_and_as_a_workbook(town: Town, tmp_path: Path):
    services = town.services
    town.row("theme_party_day", times=12)
    services.periods.open(Q2)
    services.ledgers.save("theme_party_day", Q2, {"times": 15}, unit="张村")
    papers = SummaryPapers(services.summary, services.reports, FONTS)
    book = load_workbook(papers.write(Q2, tmp_path / "汇总.xlsx", keys={KEY}))
    assert [cell.value for cell in book["对比"][2]][:7] == [
        "基层党建",
        "主题党日",
        "次",
        15,
        12,
        3,
        25,
    ]
    assert [cell.value for cell in book["各期"][2]] == ["主题党日", "次", 12, 15]
    assert [cell.value for cell in book["各单位"][1]][2:4] == ["张村", "李村"]
    pages = PdfDocument(papers.write(Q2, tmp_path / "汇总.pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "2020年第二季度党建工作汇总分析" in text
    assert "+25.0%" in text
    pages.close()
    with pytest.raises(Refusal, match=r"以 \.pdf 或 \.xlsx 结尾"):
        papers.write(Q2, tmp_path / "汇总.docx")
    with pytest.raises(Refusal, match="没有可以汇总的内容"):
        papers.write(Q2, tmp_path / "空.pdf", keys={"organization.donors"})


def test_the_verb_writes_the_summary_of_a_year(town: Town, workplace: Workplace, tmp_path: Path):
    town.row("theme_party_day", times=12)
    workplace.close()
    folder, target = workplace.folder, tmp_path / "年.xlsx"
    assert main(["summary", "2020", "--to", str(target), "--data-dir", str(folder)]) == 0
    assert [cell.value for cell in load_workbook(target)["对比"][1]][3:5] == ["本年", "上年"]
    assert main(["summary", "2020", "--to", str(target), "--data-dir", str(folder)]) == 1
