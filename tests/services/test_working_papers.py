"""数据底稿, 数据卡 and the way from a row to the sentences that print it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from township import Q1, Town

from desktop_app.core.errors import NothingSetUp, TargetRefused

BODY = (
    "开展主题党日{organization.party_days}次，参加党员{organization.party_day_attendance}人次。"
    "党员捐款比例{organization.donation_ratio}%。"
)


@pytest.fixture
def written(town: Town) -> Town:
    """One chapter that prints a sum and a ratio, and rows behind both."""
    texts = town.services.texts
    first, *others = texts.report(Q1).chapters
    for chapter in others:
        texts.delete_chapter(chapter.uid)
    texts.save_chapter(first.uid, body=BODY)
    town.row("theme_party_day", unit="张村", attendance=86, theme="=春耕")
    town.row("theme_party_day", unit="李村", attendance=14)
    town.row("donation", unit="张村", member_donors=20)
    return town


def test_each_printed_figure_is_followed_back_in_the_order_of_the_report(written: Town):
    trails = written.services.papers.trails(Q1)
    assert [trail.figure.key for trail in trails] == [
        "organization.party_days",
        "organization.party_day_attendance",
        "organization.donation_ratio",
    ]
    days, attendance, ratio = trails
    assert attendance.sentence.startswith("开展主题党日2次")
    assert attendance.sentence.endswith("。")
    assert sorted(row.unit for row in attendance.rows[0].rows) == ["张村", "李村"]
    assert days.rows[0].spec.key == "theme_party_day"
    assert [part.label for part in ratio.parts] == ["捐款党员", "党员数"]


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt"])
def test_the_papers_come_in_every_form(written: Town, tmp_path: Path, suffix: str):
    path = written.services.papers.write_papers(Q1, tmp_path / f"底稿{suffix}")
    assert path.stat().st_size > 100
    if suffix == ".txt":
        text = path.read_text("utf-8")
        assert "主题党日参加：100人次" in text
        assert "各单位：张村86、李村14。" in text
        assert "没有报：河湾社区。" in text


def test_the_workbook_holds_the_rows_and_no_formula(written: Town, tmp_path: Path):
    path = written.services.papers.write_papers(Q1, tmp_path / "底稿.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["指标", "分单位", "主题党日", "捐款"]
    values = [cell.value for row in book["主题党日"].iter_rows() for cell in row]
    assert "'=春耕" in values
    assert 86 in values
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert "主题党日、主题党日参加" in str(values)


def test_the_card_is_one_page(written: Town, tmp_path: Path):
    services = written.services
    path = services.papers.write_card(Q1, tmp_path / "卡.txt")
    assert "主题党日参加（人次）" in path.read_text("utf-8")
    services.papers.write_card(Q1, tmp_path / "卡.pdf")
    with pytest.raises(TargetRefused, match="一页纸"):
        services.papers.write_card(Q1, tmp_path / "卡.xlsx")


def test_a_row_knows_the_sentences_that_print_it(written: Town):
    services = written.services
    uid = written.row("theme_party_day", unit="李村", attendance=1)
    (sentence,) = services.papers.sentences_of_row(Q1, "theme_party_day", uid)
    assert "参加党员101人次" in sentence
    services.ledgers.save("theme_party_day", Q1, {"counted": False}, uid=uid)
    assert services.papers.sentences_of_row(Q1, "theme_party_day", uid) == ()


def test_a_report_without_figures_has_no_papers(written: Town, tmp_path: Path):
    (chapter,) = written.services.texts.report(Q1).chapters
    written.services.texts.save_chapter(chapter.uid, body="没有数。")
    with pytest.raises(NothingSetUp, match="没有可以列出的数"):
        written.services.papers.write_papers(Q1, tmp_path / "底稿.pdf")


def test_a_value_given_by_hand_names_its_reason(written: Town, tmp_path: Path):
    key = "organization.party_day_attendance"
    written.services.office.save_reported_value(Q1, key, Decimal(90), "县里核定")
    path = written.services.papers.write_papers(Q1, tmp_path / "底稿.txt")
    assert "直报原因：县里核定。" in path.read_text("utf-8")
