"""What is frozen is what is shown: numbers, rows, papers and checks of a frozen report."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from short_report import FIGURE, write_short_report
from township import Q1, Q2, Town

from db.models.report import FinalReport
from desktop_app.services.final.frozen_bases import basis, frozen_bases
from desktop_app.services.final.frozen_checks import frozen_checks
from desktop_app.services.final.frozen_trails import FrozenTrail
from desktop_app.services.final.service import Unresolved
from desktop_app.services.reports.previews import Draft, preview


@pytest.fixture
def frozen(town: Town) -> Town:
    """258 were frozen; by now a village has 100 more and another has lost its row."""
    written = write_short_report(town)
    services = written.services
    services.final.freeze(Q1)
    rows = {row.unit: row.uid for row in services.ledgers.rows("theme_party_day", Q1)}
    services.ledgers.save("theme_party_day", Q1, {"attendance": "186"}, uid=rows["张村"])
    services.ledgers.delete("theme_party_day", rows["李村"])
    return written


def trail(town: Town, key: str = FIGURE) -> FrozenTrail:
    """Return a figure's frozen trail, which is there."""
    found = town.services.final.trail(Q1, key)
    assert found is not None
    return found


def test_the_rows_behind_a_frozen_number_are_those_of_its_day(frozen: Town):
    assert frozen.value(FIGURE) == 272
    found = trail(frozen)
    assert (found.trail.figure.value, found.value_now, found.has_changed) == (258, 272, True)
    (book,) = found.trail.rows
    assert {row.unit: row.values["attendance"] for row in book.rows} == dict.fromkeys(
        ("张村", "李村", "河湾社区"), 86
    )
    assert found.trail.figure.by_unit["李村"] == 86
    assert found.trail.figure.definition
    (sentence,) = found.trail.sentences
    assert "参加党员258人次" in sentence
    hands = [found.trail.hands[row.uid] for row in book.rows]
    assert all(isinstance(hand.at, datetime) for hand in hands)
    assert found.version.startswith("定稿第1版（")


def test_while_a_report_is_written_there_is_no_frozen_trail(frozen: Town):
    frozen.services.final.reopen(Q1)
    assert frozen.services.final.trail(Q1, FIGURE) is None


def test_a_figure_that_is_not_printed_has_its_value_and_says_so(frozen: Town):
    found = trail(frozen, "organization.party_days")
    assert (found.trail.figure.value, found.value_now) == (3, 2)
    assert found.trail.rows == ()
    assert "没有写进报告" in found.note


def test_the_text_pane_shows_the_frozen_values(frozen: Town):
    values = preview(frozen.services.reports, Draft(Q1)).values
    assert values[FIGURE].value == 258
    frozen.services.final.reopen(Q1)
    assert preview(frozen.services.reports, Draft(Q1)).values[FIGURE].value == 272


def test_papers_and_card_print_what_was_frozen(frozen: Town, tmp_path: Path):
    papers = frozen.services.papers
    text = papers.write_papers(Q1, tmp_path / "底稿.txt").read_text("utf-8")
    assert "主题党日参加：258人次" in text
    assert "各单位：张村86、李村86、河湾社区86。" in text
    assert "定稿第1版" in text
    assert "272" not in text
    card = papers.write_card(Q1, tmp_path / "卡.txt").read_text("utf-8")
    assert "\t258\t" in card
    book = openpyxl.load_workbook(papers.write_papers(Q1, tmp_path / "底稿.xlsx"))
    cells = [cell.value for row in book["主题党日"].iter_rows() for cell in row]
    assert cells.count(86) == 3
    assert 186 not in cells


def test_what_the_checks_said_is_kept_with_the_reasons(town: Town):
    services = write_short_report(town).services
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body=f"参加{{{FIGURE}}}。")
    with pytest.raises(Unresolved) as refused:
        services.final.freeze(Q1)
    reasons = {one.message: "按县里模板" for one in refused.value.findings}
    services.final.freeze(Q1, explanations=reasons)
    kept = frozen_checks(Q1)
    assert kept is not None
    assert {(one.message, said.reason) for one, said in kept.ignored} == set(reasons.items())
    assert not [one for one in kept.findings if one.severity == "error"]
    services.final.reopen(Q1)
    assert frozen_checks(Q1) is None


def test_ledgers_that_are_never_broken_down_leave_only_their_count(town: Town):
    services = write_short_report(town).services
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body="受理问题线索{integrity.clues_received}件。")
    town.row("clue", unit="本级", received=2)
    services.final.freeze(Q1)
    found = trail(town, "integrity.clues_received")
    assert found.trail.rows == ()
    assert list(found.trail.counts.values()) == [1]


def test_a_version_from_before_rows_were_kept_says_so(frozen: Town, tmp_path: Path):
    frozen.services.final.reopen(Q1)
    version = FinalReport.get()
    frozen.services.final.freeze(Q1, correction_note="重发")
    newest = FinalReport.select().order_by(FinalReport.id.desc()).first()
    as_of_old(frozen, newest)
    found = trail(frozen)
    assert (found.trail.figure.value, found.trail.rows) == (272, ())
    assert "没有留存台账记录" in found.note
    assert found.trail.figure.definition  # from the declaration
    text = frozen.services.papers.write_papers(Q1, tmp_path / "底稿.txt").read_text("utf-8")
    assert "没有留存台账记录" in text
    assert version.version == 1


def as_of_old(town: Town, row: FinalReport) -> None:
    """Let a version be as the program wrote it before rows were kept."""
    import json  # noqa: PLC0415 - of this helper alone

    from desktop_app.services.final.seal import digest_of  # noqa: PLC0415 - likewise

    old = ("key", "label", "counter", "value", "source", "missing", "reason", "by_unit")
    row.figures = json.dumps(
        [{name: one[name] for name in old} for one in json.loads(row.figures)], ensure_ascii=False
    )
    row.trails = None
    row.digest = digest_of(row)
    with town.services.writer.store.transaction():
        row.save()


def test_comparisons_say_which_version_they_rest_on(frozen: Town):
    services = frozen.services
    services.periods.open(Q2)
    found = basis(Q1)
    assert found is not None
    assert f"按定稿第1版（{found.frozen_on}）" in found.told(FIGURE, Decimal(258))
    assert "和定稿第1版" in found.told(FIGURE, Decimal(272))
    assert "没有这个指标" in found.told("own.nothing", None)
    (base,) = frozen_bases(Q2)
    assert base.name == f"2020年第一季度报告第1版（{found.frozen_on}）"
    assert base.values[FIGURE] == 258
    assert basis(Q2) is None


def test_a_frozen_ratio_keeps_what_was_divided_by_what(town: Town, tmp_path: Path):
    services = write_short_report(town).services
    (chapter,) = services.texts.report(Q1).chapters
    body = "党员捐款比例{organization.donation_ratio}%。"
    services.texts.save_chapter(chapter.uid, body=body)
    row = town.row("donation", unit="张村", member_donors=20)
    errors = [one.message for one in services.checks.findings(Q1) if one.severity == "error"]
    services.final.freeze(Q1, explanations=dict.fromkeys(errors, "已核实"))
    services.ledgers.save("donation", Q1, {"member_donors": "40"}, uid=row)
    sides = trail(town, "organization.donation_ratio").trail.sides
    assert sides is not None
    assert sides.equation() == "捐款党员20人 ÷ 党员数50名 = 40%"
    text = services.papers.write_papers(Q1, tmp_path / "底稿.txt").read_text("utf-8")
    assert "组成：捐款党员20人 ÷ 党员数50名 = 40%。" in text
    assert "张村20÷40=50%" in text


def test_the_problems_behind_a_number_are_kept_without_persons(town: Town):
    services = write_short_report(town).services
    (chapter,) = services.texts.report(Q1).chapters
    services.rectification.save_problem(Q1, description="学习不经常", responsible_leader="刘镇长")
    services.texts.save_chapter(chapter.uid, body="存在问题{rectification.problems}个。")
    errors = [one.message for one in services.checks.findings(Q1) if one.severity == "error"]
    services.final.freeze(Q1, explanations=dict.fromkeys(errors, "已核实"))
    services.rectification.save_problem(Q1, description="后来的问题")
    listed = trail(town, "rectification.problems").trail.listed
    assert listed is not None
    (kept,) = listed.rows
    assert "学习不经常" in kept.cells
    assert "刘镇长" not in kept.cells
    assert len(kept.cells) == len(listed.headings)
    assert kept.hand is not None
