"""Problems and measures as the page works with them: carried over, moved, linked, deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from township import Q1, Q2, Town

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.core.periods import Period
from desktop_app.services.rectification.board import RectificationBoard
from desktop_app.services.rectification.papers import write_list

Q3 = Period.parse("2020Q3")


@pytest.fixture
def board(town: Town) -> RectificationBoard:
    """The board of a township with three open quarters."""
    town.services.periods.open(Q2)
    town.services.periods.open(Q3)
    return RectificationBoard(town.services.writer, town.services.rectification)


def test_what_came_over_says_in_which_state(town: Town, board: RectificationBoard):
    service = town.services.rectification
    problem = service.save_problem(Q1, description="会议记录不规范")
    measure = service.save_measure(Q1, problems=[problem], heading="规范记录", due="2020-05-01")
    service.save_progress(Q1, measure, state="推进中", note="已发模板")
    first, second = board.board(Q1), board.board(Q2)
    assert not first.problems[0].carried_over
    assert first.measures[0].state_before == ""
    assert second.problems[0].carried_over
    assert second.problems[0].measures == (measure,)
    found = second.measures[0]
    assert (found.carried_over, found.state_before, found.state) == (True, "推进中", "推进中")
    assert found.overdue
    assert found.problems == (problem,)
    assert [(one.period, one.state, one.note) for one in found.history] == [
        (Q1, "推进中", "已发模板")
    ]


def test_a_note_alone_does_not_set_a_measure_back(town: Town, board: RectificationBoard):
    service = town.services.rectification
    measure = service.save_measure(Q1, heading="规范记录")
    service.save_progress(Q1, measure, state="推进中")
    service.save_progress(Q2, measure, note="已抽查")
    assert board.board(Q2).measures[0].state == "推进中"
    assert service.measures(Q2)[0].note == "已抽查"


def test_what_is_done_ends_and_lives_on_when_that_is_taken_back(
    town: Town, board: RectificationBoard
):
    service = town.services.rectification
    measure = service.save_measure(Q1, heading="规范记录")
    service.save_progress(Q2, measure, state="已完成", closed_on="2020-06-20")
    assert board.board(Q2).measures[0].ended
    assert board.board(Q2).measures[0].progress["closed_on"] == date(2020, 6, 20)
    assert board.board(Q3).measures == ()
    service.save_progress(Q2, measure, state="推进中")
    assert [one.uid for one in board.board(Q3).measures] == [measure]


def test_a_problem_closed_here_is_told_from_one_closed_later(town: Town, board: RectificationBoard):
    service = town.services.rectification
    uid = service.save_problem(Q1, description="会议记录不规范")
    service.sign_off(Q2, uid, closed_on="2020-06-20", closing_note="已规范")
    early, here = board.board(Q1).problems[0], board.board(Q2).problems[0]
    assert (early.closed_here, early.closed) == (False, Q2)
    assert here.closed_here
    assert board.board(Q3).problems == ()
    with pytest.raises(Refusal, match="才提出"):
        service.close_problem(Q1, service.save_problem(Q2, description="新问题"))


def test_links_order_and_deletion(town: Town, board: RectificationBoard):
    service = town.services.rectification
    first, second, third = (
        service.save_problem(Q1, description=text) for text in ("甲", "乙", "丙")
    )
    measure = service.save_measure(Q1, heading="措施")
    board.link_measures(second, [measure])
    board.move_problem(Q1, third, -2)
    assert [one.uid for one in board.board(Q1).problems] == [third, first, second]
    board.move_problem(Q1, third, -1)
    board.move_problem(Q1, third, 99)
    assert [one.uid for one in board.board(Q1).problems] == [first, second, third]
    board.delete_problem(second)
    assert board.board(Q1).measures[0].problems == ()
    assert town.services.history.undo() == "删除存在问题"
    assert board.board(Q1).measures[0].problems == (second,)
    board.link_measures(second, [])
    board.delete_measure(measure)
    assert board.board(Q1).measures == ()


def test_a_measure_can_be_given_up_without_being_done(town: Town, board: RectificationBoard):
    service = town.services.rectification
    uid = service.save_measure(Q1, heading="措施")
    board.close_measure(Q2, uid)
    assert [len(board.board(quarter).measures) for quarter in (Q1, Q2, Q3)] == [1, 1, 0]
    board.close_measure(Q2, uid, closed=False)
    assert len(board.board(Q3).measures) == 1


def test_what_is_typed_is_checked_and_an_empty_text_is_no_none(town: Town):
    service = town.services.rectification
    uid = service.save_measure(Q1, heading="措施", responsible_person="张三")
    service.save_measure(Q1, uid, responsible_person="  ")
    assert service.measures(Q1)[0].responsible_person == ""
    with pytest.raises(InvalidRow, match="应填日期"):
        service.save_measure(Q1, uid, due="下个月")
    with pytest.raises(InvalidRow, match="不能为空"):
        service.save_measure(Q1, uid, heading=" ")
    with pytest.raises(InvalidRow, match="没有“快了”这一项"):
        service.save_progress(Q1, uid, state="快了")


def test_no_problem_is_signed_off_without_day_and_note(town: Town, board: RectificationBoard):
    service = town.services.rectification
    uid = service.save_problem(Q2, description="会议记录不规范")
    with pytest.raises(InvalidRow) as refusal:
        service.sign_off(Q2, uid)
    assert [one.field for one in refusal.value.problems] == ["closed_on", "closing_note"]
    with pytest.raises(InvalidRow, match="不能比它早"):
        service.sign_off(Q2, uid, closed_on="2020-03-31", closing_note="已规范")
    with pytest.raises(InvalidRow):
        service.close_problem(Q2, uid)
    assert board.board(Q2).problems[0].closed is None
    service.save_closing(uid, closing_note="统一了模板，抽查合格")
    service.sign_off(Q2, uid, closed_on="2020年6月20日")
    found = board.board(Q2).problems[0]
    assert found.closed_here
    assert found.closing == {
        "closed_on": date(2020, 6, 20),
        "closing_note": "统一了模板，抽查合格",
    }
    with pytest.raises(InvalidRow, match="请写明做了什么"):
        service.save_closing(uid, closing_note=" ")
    assert town.services.history.undo() == "问题销号"
    assert board.board(Q2).problems[0].closed is None


def test_the_list_joins_problems_measures_and_how_they_ended(town: Town, tmp_path: Path):
    service = town.services.rectification
    closed, still = (
        service.save_problem(Q1, description=text, responsible_leader="王五")
        for text in ("会议记录不规范", "干部能力不足")
    )
    service.save_measure(
        Q1, problems=[still], heading="轮训干部", responsible_body="党建办", due="2020-02-01"
    )
    second = service.save_measure(Q1, problems=[still], heading="结对帮带")
    service.save_progress(Q1, second, state="推进中", note="已结对5对")
    service.save_measure(Q1, heading="加强调研")
    service.sign_off(Q1, closed, closed_on="2020-03-20", closing_note="统一了模板")
    assert [row.cells() for row in service.list_rows(Q1)] == [
        ("1", "会议记录不规范", "", "王五", "", "已整改", "2020年3月20日销号：统一了模板"),
        ("2", "干部能力不足", "轮训干部", "党建办", "2020-02-01", "未启动（超期）", ""),
        ("", "", "结对帮带", "王五", "", "推进中：已结对5对", ""),
        ("", "（没有对应的问题）", "加强调研", "", "", "未启动", ""),
    ]
    sheet = load_workbook(write_list(service, Q1, tmp_path / "清单.xlsx"))["问题整改清单"]
    assert [cell.value for cell in sheet[1]] == [
        "序号", "问题", "措施", "责任", "时限", "进展", "销号说明",
    ]  # fmt: skip
    assert sheet["G2"].value == "2020年3月20日销号：统一了模板"
    attached = town.services.reports.document(Q1, ("问题措施",)).attachments[0]
    assert attached.title == "2020年第一季度问题整改清单"
    with pytest.raises(Refusal, match="没有登记问题和措施"):
        write_list(service, Period.parse("2019Q4"), tmp_path / "空.xlsx")
    with pytest.raises(Refusal, match="结尾"):
        write_list(service, Q1, tmp_path / "清单.pdf")


def test_only_the_quarter_that_closed_a_problem_takes_it_back(
    town: Town, board: RectificationBoard
):
    service = town.services.rectification
    uid = service.save_problem(Q1, description="会议记录不规范")
    service.sign_off(Q2, uid, closed_on="2020-06-20", closing_note="已规范")
    service.close_problem(Q1, uid, closed=False)
    assert board.board(Q2).problems[0].closed_here
    service.close_problem(Q2, uid, closed=False)
    assert board.board(Q2).problems[0].closed is None
    service.close_problem(Q2, uid)
    assert board.board(Q2).problems[0].closing["closing_note"] == "已规范"
