"""数据底稿, 数据卡 and the way from a row to the sentences that print it."""

from __future__ import annotations

import re
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
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
    assert ratio.parts == ()
    assert ratio.sides is not None
    assert (ratio.sides.part.label, ratio.sides.whole.label) == ("捐款党员", "党员数")


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


def test_the_card_stays_one_page_and_counts_what_it_leaves_out(written: Town, tmp_path: Path):
    services = written.services
    counted = [one for one in services.catalogue.figures.values() if not one.is_list]
    for spec in counted[1:]:
        services.office.save_reported_value(Q1, spec.key, Decimal(12), "县里核定")
    body = "".join(f"有{{{spec.key}}}{spec.counter}。" for spec in counted)
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body=body)
    path = services.papers.write_card(Q1, tmp_path / "卡.pdf")
    with closing(pypdfium2.PdfDocument(path)) as card:
        assert len(card) == 1
        text = re.sub(r"\s", "", card[0].get_textpage().get_text_bounded())
    (shown, left) = map(
        int, re.search(r"列出(\d+)项主要指标；.*另有(\d+)项没有列出", text).groups()
    )
    values = services.figures.figures(Q1)
    with_numbers = [spec for spec in counted if values[spec.key].value is not None]
    assert (shown + left, shown > 15) == (len(with_numbers), True)
    trails = {one.figure.key: one.figure for one in services.papers.trails(Q1)}
    assert all(
        any(one.label in text for one in trails.values() if one.area == area)
        for area in {one.area for one in trails.values()}
    )


def test_the_card_counts_figures_without_a_value(written: Town, tmp_path: Path):
    services = written.services
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body=BODY + "上党课{organization.party_lectures}次。")
    text = services.papers.write_card(Q1, tmp_path / "卡.txt").read_text("utf-8")
    assert "还有1项没有填数" in text


def test_lists_are_punctuated_as_in_the_report(written: Town, tmp_path: Path):
    services = written.services
    for title in ("《甲通知》", "《乙方案》"):
        written.row("issued_document", unit="本级", area="疫情防控", title=title)
    services.rectification.save_problem(Q1, description="学习不经常，内容少。")
    services.rectification.save_problem(Q1, description="走访不够。")
    (chapter,) = services.texts.report(Q1).chapters
    body = "印发{epidemic.document_titles|names:2}。{rectification.problem_texts}"
    services.texts.save_chapter(chapter.uid, body=body)
    text = services.papers.write_papers(Q1, tmp_path / "底稿.txt").read_text("utf-8")
    assert "《甲通知》《乙方案》" in text
    assert "》、《" not in text
    assert "名单：学习不经常，内容少；走访不够。" in text


def test_numbers_of_the_workbook_are_those_of_the_report(written: Town, tmp_path: Path):
    written.row("donation", unit="李村", member_donors=17)
    written.services.office.save_unit(Q1, "李村", party_members=49, branches=3)
    path = written.services.papers.write_papers(Q1, tmp_path / "底稿.xlsx")
    sheet = openpyxl.load_workbook(path)["指标"]
    cells = {row[1].value: row[2] for row in sheet.iter_rows(min_row=2)}
    ratio = next(cell for label, cell in cells.items() if "捐款" in label)
    assert (ratio.value, ratio.number_format) == (37.4, '0.0"%"')
    assert cells["主题党日参加"].value == 100


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


def test_a_sentence_stands_once_over_all_its_figures(written: Town, tmp_path: Path):
    path = written.services.papers.write_papers(Q1, tmp_path / "底稿.txt")
    text = re.sub(r"\s", "", path.read_text("utf-8"))
    assert text.count("开展主题党日2次") == 1
    assert len(re.findall("党员捐款比例\\d", text)) == 1
    assert text.index("开展主题党日2次") < text.index("1.主题党日：") < text.index("2.主题党日参加")
    assert text.index("2.主题党日参加") < re.search("党员捐款比例\\d", text).start()


def test_an_estimate_stays_one_on_paper_and_in_the_workbook(written: Town, tmp_path: Path):
    services = written.services
    uid = written.row("theme_party_day", unit="张村", attendance=18)
    services.ledgers.save("theme_party_day", Q1, {"estimated": True}, uid=uid)
    text = services.papers.write_papers(Q1, tmp_path / "底稿.txt").read_text("utf-8")
    assert "各单位：张村约104、李村14。" in text
    assert "参加约18人次" in text
    book = openpyxl.load_workbook(services.papers.write_papers(Q1, tmp_path / "底稿.xlsx"))
    (heading, first, second) = list(book["分单位"].iter_rows())[:3]
    at = next(n for n, cell in enumerate(heading) if "参加" in str(cell.value))
    assert (first[at].value, first[at].number_format) == (104, '"约"0')
    assert "约" not in second[at].number_format


def test_definitions_name_no_kind_of_office(written: Town):
    figures = written.services.catalogue.figures.values()
    assert [one.key for one in figures if "全镇" in one.definition] == []
