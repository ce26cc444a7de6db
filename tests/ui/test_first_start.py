"""The first start as a new clerk meets it: three questions, by the keyboard alone, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from closing import take_down
from page_driving import click, enter, type_into
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.services.first_start.answers import DRAFT_NAME
from desktop_app.ui.first_start import FirstStart

TODAY = date(2026, 11, 23)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SMALLEST = (683 - 60, 384 - 60)  # 1366×768 at 200 %, less frame and task bar

Open = Callable[..., FirstStart]


@pytest.fixture
def begun(app: QApplication) -> Iterator[Open]:
    """Opens first starts, active so that fields have the cursor."""
    made: list[QWidget] = []

    def show(today: date = TODAY, **given: object) -> FirstStart:
        dialog = FirstStart(today, **given)
        made.append(dialog)
        dialog.show()
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        return dialog

    yield show
    take_down(*made)


def press(
    key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = ""
) -> None:
    """Type a text where the cursor is, then press a key there."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if text:
        enter(focus, text)
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def to_units(first: FirstStart, text: str = "") -> FirstStart:
    """Go on to the second step and type a list."""
    click(first.next_button)
    enter(first.units.names, text)
    QApplication.processEvents()
    return first


def rows(first: FirstStart) -> list[tuple[str, str]]:
    return [(unit.name, unit.kind) for unit in first.answers.taken]


def test_three_answers_by_the_keyboard_alone(begun: Open):
    first = begun()
    assert (first.number.text(), first.title.text()) == ("第1步 / 共3步", "您是哪个单位？")
    press(Qt.Key.Key_Return, text="中共云川县青石镇委员会")
    assert first.number.text() == "第2步 / 共3步"
    press(Qt.Key.Key_Return, text="1. 东沟村（32户）")
    press(Qt.Key.Key_Tab, text="河湾社区")
    assert QApplication.focusWidget() is first.next_button
    press(Qt.Key.Key_Return)
    assert (first.number.text(), first.next_button.text()) == ("第3步 / 共3步", "完成")
    press(Qt.Key.Key_Return)
    assert first.result() == QDialog.DialogCode.Accepted
    assert first.period.code == "2026Q3"
    assert (first.answers.full_name, first.answers.short_name, first.answers.kind) == (
        "中共云川县青石镇委员会",
        "青石镇",
        "镇",
    )
    assert rows(first) == [("东沟村", "村"), ("河湾社区", "社区")]
    assert not first.from_old_report


def test_every_step_may_be_skipped(begun: Open):
    first = begun()
    press(Qt.Key.Key_Return)
    assert "可以先不填" in first.units.told.text()
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Return)
    assert first.result() == QDialog.DialogCode.Accepted
    assert rows(first) == []


def test_going_back_keeps_what_was_said(begun: Open):
    first = to_units(begun(), "东沟村")
    press(Qt.Key.Key_Left, ALT)
    assert first.number.text() == "第1步 / 共3步"
    press(Qt.Key.Key_Return, text="青石镇党委")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Escape)
    assert first.isVisible()
    assert first.units.names.toPlainText() == "东沟村"
    assert first.office.full_name.text() == "青石镇党委"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert not first.isVisible()
    assert first.result() == QDialog.DialogCode.Rejected


def test_a_short_name_of_one_s_own_stays(begun: Open):
    first = begun()
    office = first.office
    enter(office.full_name, "青石街道党工委")
    assert (office.short_name.text(), office.kinds["街道"].isChecked()) == ("青石街道", True)
    type_into(office.short_name, "青石")
    click(office.kinds["镇"])
    type_into(office.full_name, "中共青石街道工作委员会")
    assert (office.short_name.text(), office.kinds["镇"].isChecked()) == ("青石", True)


def test_how_many_were_read_is_told_while_one_types(begun: Open):
    first = to_units(begun(), "东沟村、西沟村")
    assert first.units.told.text() == "读到村2个。"
    enter(first.units.names, "、河湾社区、东沟村")
    assert first.units.told.text().startswith("读到3个：村2个、社区1个。请看“东沟村”：写了2遍")


def test_a_wrong_name_is_put_right_in_the_table(begun: Open):
    first = to_units(begun(), "东钩村\n王五\n河湾社区")
    table = first.units.table
    table.setFocus()
    table.go_to(0, 1)
    QTest.keyClick(table, Qt.Key.Key_F2)
    type_into(table.cells.editor, "东沟村", Qt.Key.Key_Return)
    table.go_to(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert rows(first) == [("东沟村", "村"), ("河湾社区", "社区")]
    enter(first.units.names, "\n北沟村")
    grown = [("东沟村", "村"), ("河湾社区", "社区"), ("北沟村", "村")]
    assert rows(first) == grown
    click(first.next_button)
    click(first.back_button)
    assert rows(first) == grown


def test_one_goes_on_from_within_the_table(begun: Open):
    first = to_units(begun(), "东沟村\n河湾社区")
    first.units.table.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert first.number.text() == "第3步 / 共3步"
    press(Qt.Key.Key_Escape)
    assert rows(first) == [("东沟村", "村"), ("河湾社区", "社区")]


def test_a_list_pasted_over_the_table_is_read_too(begun: Open):
    first = to_units(begun(), "东沟村")
    QApplication.clipboard().setText("序号\t村名\n1\t西沟村\n2\t河湾社区")
    first.units.table.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert rows(first) == [("东沟村", "村"), ("西沟村", "村"), ("河湾社区", "社区")]


def test_one_does_not_go_on_with_what_cannot_be_written(begun: Open):
    first = to_units(begun(), "东沟村\n本级")
    assert not first.next_button.isEnabled()
    assert "请去掉勾" in first.units.told.text()
    press(Qt.Key.Key_Return, CTRL)
    assert first.number.text() == "第2步 / 共3步"
    first.units.table.go_to(1, 0)
    QTest.keyClick(first.units.table, Qt.Key.Key_Space)
    assert first.next_button.isEnabled()


def test_the_running_quarter_or_any_other_is_chosen(begun: Open):
    first = to_units(begun(date(2026, 1, 5)))
    click(first.next_button)
    assert first.period.code == "2025Q4"
    press(Qt.Key.Key_Down)
    assert first.period.code == "2026Q1"
    type_into(first.quarter.choice.year, "2024")
    assert first.period.code == "2024Q4"
    click(first.quarter.old_report)
    assert first.from_old_report


@pytest.mark.parametrize("typed", ["2", "202", "002026", "20202026", "1020"])
def test_a_year_that_is_not_whole_is_never_taken_for_one(begun: Open, typed: str):
    first = to_units(begun())
    click(first.next_button)
    box = first.quarter.choice.year
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    for key in typed:
        QTest.keyClicks(box, key)
        whole = box.cleanText()
        assert first.next_button.isEnabled() == (len(whole) == 4)
        if first.next_button.isEnabled():
            assert str(first.period.year) == whole
    assert len(box.cleanText()) <= 4


@pytest.mark.parametrize("year", [1980, 2098])
def test_a_wrong_clock_offers_no_quarter_and_asks_for_one(begun: Open, year: int):
    first = to_units(begun(date(year, 1, 1)))
    click(first.next_button)
    quarter = first.quarter
    assert f"{year}年1月1日，看来不对" in quarter.wrong_date.text()
    assert not quarter.ended.isVisible()
    assert not first.next_button.isEnabled()
    assert QApplication.focusWidget() is quarter.choice.year
    press(Qt.Key.Key_Tab, text="2026")
    assert not first.next_button.isEnabled()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert first.period.code == "2026Q2"
    click(first.next_button)
    assert first.result() == QDialog.DialogCode.Accepted


def test_with_a_true_date_nothing_is_said_of_it(begun: Open):
    first = to_units(begun())
    click(first.next_button)
    assert not first.quarter.wrong_date.isVisible()


def test_a_program_that_is_killed_in_the_middle_goes_on_there(begun: Open, tmp_path: Path):
    folder = tmp_path / "张三" / "党建 季报"
    first = begun(folder=folder)
    enter(first.office.full_name, "青石镇党委")
    to_units(first, "东沟村、西沟村")
    click(first.next_button)
    click(first.quarter.running)
    click(first.back_button)

    second = begun(folder=folder)  # the first one was never closed
    assert second.number.text() == "第2步 / 共3步"
    assert "接着填" in second.welcome.text()
    assert rows(second) == [("东沟村", "村"), ("西沟村", "村")]
    assert second.office.full_name.text() == "青石镇党委"
    click(second.next_button)
    assert second.period.code == "2026Q4"


def test_what_was_typed_is_kept_before_one_goes_on(begun: Open, tmp_path: Path):
    first = begun(folder=tmp_path / "数据")
    enter(first.office.full_name, "青石镇党委")
    end = monotonic() + 10
    while not (tmp_path / "数据" / DRAFT_NAME).exists():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        assert monotonic() < end, "nothing was kept"
    assert begun(folder=tmp_path / "数据").office.full_name.text() == "青石镇党委"


def test_whoever_leaves_in_the_middle_finds_what_he_typed(begun: Open, tmp_path: Path):
    first = begun(folder=tmp_path / "数据")
    enter(first.office.full_name, "青石镇党委")
    first.close()
    again = begun(folder=tmp_path / "数据")
    assert again.office.full_name.text() == "青石镇党委"
    type_into(again.office.full_name, "中共青石镇委员会")
    assert again.office.short_name.text() == "青石镇"


def test_where_the_data_lies_is_said_at_the_end(begun: Open, tmp_path: Path):
    first = to_units(begun(folder=tmp_path / "数据"))
    assert not first.quarter.place.isVisible()
    click(first.next_button)
    assert str(tmp_path / "数据") in first.quarter.place.text()
    assert not (tmp_path / "数据").exists()


def test_the_demonstration_is_offered_on_the_first_step_alone(begun: Open, tmp_path: Path):
    first = to_units(begun(folder=tmp_path))
    assert not first.demo_button.isVisible()
    click(first.back_button)
    enter(first.office.full_name, "青石镇")
    click(first.demo_button)
    assert first.wants_demo
    assert (tmp_path / DRAFT_NAME).exists()
    assert begun(offers_demo=False).demo_button.isHidden()


def test_it_fits_on_the_smallest_screen(begun: Open):
    first = to_units(begun(), "东沟村")
    for _step in range(2):
        first.resize(*SMALLEST)
        QApplication.processEvents()
        assert (first.width(), first.height()) == SMALLEST
        assert first.next_button.visibleRegion().boundingRect().size() == first.next_button.size()
        first.next_button.click()
