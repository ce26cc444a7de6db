"""The page of a work area, driven by keys and mouse as a clerk does, over a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from area_driving import Driven, three_days, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.core.periods import Period
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.row_history import RowHistoryDialog
from desktop_app.ui.theme import apply_theme
from desktop_app.ui.widgets.nil_menu import NilMenu

Q1, Q2 = Period.parse("2020Q1"), Period.parse("2020Q2")


RESOURCES = Path(__file__).resolve().parents[2] / "resources"
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ATTENDANCE = "organization.party_day_attendance"


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    with three_days(town, workplace) as found:
        yield found


def test_rows_are_added_copied_deleted_and_come_back(driven: Driven):
    driven.go_to(1, "theme")
    driven.key(Key.Key_N, CTRL)
    assert driven.shown(3, "unit") == "李村"
    driven.go_to(3, "theme")
    driven.keys("新")
    driven.key(Key.Key_Tab)
    driven.go_to(0, "theme")
    driven.key(Key.Key_D, CTRL | SHIFT)
    assert driven.column("theme") == ["春耕", "清明", "植树", "新", "春耕"]
    assert driven.view.currentIndex().row() == 4
    driven.go_to(1, "theme")
    driven.key(Key.Key_Delete, CTRL)
    assert driven.column("theme") == ["春耕", "植树", "新", "春耕"]
    assert driven.view.currentIndex().row() == 1
    history = driven.context.services.history
    driven.context.write(history.undo)
    assert driven.column("theme") == ["春耕", "清明", "植树", "新", "春耕"]
    driven.context.write(history.undo)
    driven.context.write(history.undo)
    assert driven.column("theme") == ["春耕", "清明", "植树"]
    driven.context.write(history.redo)
    assert driven.column("theme") == ["春耕", "清明", "植树", "新"]


def test_delete_empties_the_selected_cells_in_one_step(driven: Driven):
    driven.go_to(0, "attendance")
    for _ in range(2):
        driven.key(Key.Key_Down, SHIFT)
    driven.key(Key.Key_Delete)
    assert driven.column("attendance") == ["", "", ""]
    assert "attendance" not in driven.totals()
    until(lambda: driven.card(ATTENDANCE) == "主题党日参加—")
    driven.context.write(driven.context.services.history.undo)
    assert driven.column("attendance") == ["40", "30", "20"]
    assert driven.view.currentIndex() == driven.cell(0, "attendance")


def test_totals_follow_the_filter_and_the_unit(driven: Driven):
    assert driven.totals()["attendance"] == "90"
    driven.page.search.setFocus()
    driven.keys("树")
    until(lambda: driven.column("theme") == ["植树"])
    assert driven.totals()["attendance"] == "20"
    driven.page.search.clear()
    until(lambda: driven.model.rowCount() == 3)
    driven.context.show_unit("李村")
    assert driven.column("theme") == ["清明"]
    assert driven.totals()["attendance"] == "30"
    assert "主题党日 1" in driven.tab_texts()
    assert driven.card(ATTENDANCE) == "主题党日参加30人次"


def test_a_search_without_hits_and_an_empty_ledger_say_what_to_do(driven: Driven):
    driven.page.search.setText("没有的字")
    until(lambda: driven.model.rowCount() == 0)
    hints = [label.text() for label in driven.view.viewport().findChildren(QLabel)]
    assert "没有含“没有的字”的记录。" in hints
    driven.tab("捐款")
    hints = [label.text() for label in driven.view.viewport().findChildren(QLabel)]
    assert any("先点“新增”" in hint for hint in hints)
    driven.tab("主题党日")
    assert driven.page.search.text() == "没有的字"


def test_news_from_elsewhere_keep_the_place(driven: Driven):
    driven.go_to(2, "attendance")
    driven.context.services.ledgers.save("theme_party_day", Q1, {"attendance": 1}, unit="李村")
    driven.context.data_changed.emit()
    assert driven.view.currentIndex() == driven.cell(2, "attendance")
    assert driven.column("attendance") == ["40", "30", "20", "1"]
    driven.context.services.periods.open(Q2)
    driven.context.show_period(Q2)
    assert driven.model.rowCount() == 0
    assert driven.page.tabs.tabText(driven.page.tabs.currentIndex()) == "主题党日"


def test_sorting_keeps_the_cursor_in_its_row_and_typing_does_not_move_it(driven: Driven):
    driven.go_to(0, "attendance")
    header = driven.view.horizontalHeader()
    header.setSortIndicator(driven.cell(0, "attendance").column(), Qt.SortOrder.AscendingOrder)
    assert driven.column("attendance") == ["20", "30", "40"]
    assert driven.view.currentIndex() == driven.cell(2, "attendance")
    driven.keys("1")
    driven.key(Key.Key_Return)
    assert driven.column("attendance") == ["20", "30", "1"]


def test_the_form_is_the_same_record(driven: Driven):
    driven.go_to(0, "attendance")
    form = driven.page.pane.form
    editor = form.editor("attendance")
    assert editor.raw() == "40"
    editor.setFocus()
    editor.selectAll()
    driven.keys("x")
    assert "应填数字" in form.problem("attendance")
    driven.key(Key.Key_Return)
    assert editor.raw() == "x"
    assert driven.shown(0, "attendance") == "40"
    driven.key(Key.Key_Escape)
    assert editor.raw() == "40"
    editor.selectAll()
    driven.keys("60")
    driven.key(Key.Key_Return)
    assert driven.shown(0, "attendance") == "60"
    assert "大于" in form.problem("attendance")
    driven.go_to(0, "attendance")
    driven.keys("45")
    driven.key(Key.Key_Return)
    driven.go_to(0, "attendance")
    assert editor.raw() == "45"
    assert form.problem("attendance") == ""


def test_a_new_row_can_be_filled_in_the_form(driven: Driven):
    driven.page.pane.add_row()
    form = driven.page.pane.form
    form.editor("theme").setFocus()
    driven.keys("新")
    form.editor("attendance").setFocus()
    assert driven.column("theme")[-1] == "新"
    driven.keys("9")
    driven.page.leave()
    assert driven.column("attendance")[-1] == "9"
    assert driven.model.rowCount() == 4


def test_nil_returns_are_given_and_taken_back(driven: Driven):
    driven.tab("捐款")
    menu = driven.page.findChild(NilMenu)
    assert isinstance(menu, NilMenu)
    menu.fill()
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["张村", "李村", "河湾社区", "本级"]
    actions["李村"].trigger()
    office = driven.context.services.office
    assert office.nil_reports(Q1) == {("李村", "donation")}
    assert "李村：捐款已零报告" in driven.told
    menu.fill()
    actions = {action.text(): action for action in menu.actions()}
    assert actions["李村"].isChecked()
    actions["李村"].trigger()
    assert office.nil_reports(Q1) == set()


def test_a_unit_with_rows_may_say_that_the_rest_is_zero(driven: Driven):
    driven.tab("组织生活")
    services = driven.context.services
    driven.context.write(
        lambda: services.ledgers.save(
            "organization_meeting", Q1, {"kind": "党课", "times": 2}, unit="张村"
        )
    )
    before = services.figures.figures_of_unit(Q1, "张村")
    assert before["organization.party_lectures"].value == 2
    assert before["organization.committee_meetings"].value is None
    menu = driven.page.findChild(NilMenu)
    assert isinstance(menu, NilMenu)
    menu.fill()
    texts = [action.text() for action in menu.actions()]
    assert texts[:1] == ["李村"]
    assert texts[-1] == "张村（其余为零）"
    menu.actions()[-1].trigger()
    assert driven.told[-1] == "张村：组织生活已报“其余为零”"
    after = services.figures.figures_of_unit(Q1, "张村")
    assert after["organization.party_lectures"].value == 2
    assert after["organization.committee_meetings"].value == 0
    assert after["organization.committee_meetings"].missing == ()
    assert "张村（其余为零）" in driven.page.toolbar._nil.whole


def test_an_area_that_is_off_says_so_and_can_be_switched_on(driven: Driven):
    office = driven.context.services.office
    driven.context.write(lambda: office.switch_area(Q1, "organization", enabled=False))
    assert not driven.page.strip.isVisible()
    driven.page.switch_on()
    assert driven.page.strip.isVisible()
    assert "organization" in office.areas_on(Q1)
    assert driven.column("theme") == ["春耕", "清明", "植树"]


def test_a_shared_ledger_shows_and_presets_its_area(driven: Driven, town: Any):
    town.row("issued_document", area="疫情防控", title="别的领域")
    driven.tab("文件印发")
    assert driven.model.rowCount() == 0
    driven.page.pane.add_row()
    driven.go_to(0, "title")
    driven.keys("新")
    driven.key(Key.Key_Return)
    rows = town.services.ledgers.rows("issued_document", Q1)
    assert [(row.unit, row.values["area"], row.values["title"]) for row in rows] == [
        ("本级", "疫情防控", "别的领域"),
        ("本级", "基层党建", "新"),
    ]
    until(lambda: "文件印发 1" in driven.tab_texts())


def test_a_row_can_be_jumped_to(driven: Driven):
    uid = driven.context.services.ledgers.rows("theme_party_day", Q1)[1].uid
    driven.tab("捐款")
    driven.page.show_item(f"theme_party_day/{uid}")
    assert driven.view.currentIndex().row() == 1
    driven.page.search.setText("植树")
    until(lambda: driven.model.rowCount() == 1)
    driven.page.show_item(f"theme_party_day/{uid}")
    assert driven.page.search.text() == ""
    assert driven.shown(driven.view.currentIndex().row(), "theme") == "清明"
    driven.page.show_item("theme_party_day/gone")
    assert driven.told[-1].startswith("没有找到这一行")


def test_a_failed_save_keeps_the_text(driven: Driven, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(driven.context.services.ledgers.__class__, "save", fail)
    driven.go_to(0, "attendance")
    driven.keys("77")
    driven.key(Key.Key_Return)
    assert driven.editor.raw() == "77"
    assert "没有存上" in driven.reason()
    assert len(driven.refused) == 1
    monkeypatch.undo()
    driven.key(Key.Key_Return)
    assert driven.shown(0, "attendance") == "77"


def test_behind_a_figure_stand_its_rows_units_and_parts(driven: Driven, town: Any):
    town.row("donation", "张村", member_donors=20, amount="100.50")
    dialog = FigureRowsDialog(town.services, Q1, "organization.donation_ratio")
    assert [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())] == [
        "捐款（1行）",
        "各单位（4）",
    ]
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    lacks = "（没有报全的单位不算在内）"
    assert f"怎样算出：捐款党员20人 ÷ 党员数50名 = 40%{lacks}" in texts
    dialog.deleteLater()
    town.row("religious_affairs", None, kind="政策宣传", hours=3)
    dialog = FigureRowsDialog(town.services, Q1, "organization.religious_hours")
    assert [dialog.tabs.tabText(place) for place in range(dialog.tabs.count())] == [
        "宗教事务（1行）"
    ]
    dialog.deleteLater()


def test_the_story_of_a_row_reads_in_words(driven: Driven):
    driven.go_to(0, "attendance")
    driven.keys("55")
    driven.key(Key.Key_Return)
    driven.go_to(0, "attendance")
    row = driven.page.pane.chosen()[0]
    changes = driven.page._tools.changes("theme_party_day", row.uid)
    dialog = RowHistoryDialog("张村 · 主题党日", changes)
    assert [line[1:5] for line in dialog.rows][:1] == [["修改主题党日", "参加", "40", "55"]]
    assert ["", "主题", "", "春耕"] in [line[1:5] for line in dialog.rows]
    dialog.deleteLater()


def test_the_totals_stay_under_their_columns(driven: Driven, app: QApplication, town: Any):
    for number in range(40):
        town.row("theme_party_day", attendance=number)
    driven.context.data_changed.emit()
    app.processEvents()
    app.processEvents()  # the scroll bar that came with the rows takes its room one round later
    view, totals = driven.view, driven.page.pane.table.totals_row
    last = view.typed_columns()[-1]
    assert view.verticalScrollBar().maximum() > 0
    for place in (0, 50, view.horizontalScrollBar().maximum()):
        view.horizontalScrollBar().setValue(place)
        for column in (0, last):
            seen = view.visualRect(view.model().index(0, column))
            assert totals.left_of(column) == view.viewport().x() + seen.left()


def test_everything_grows_with_large_type(driven: Driven, app: QApplication):
    driven.go_to(0, "attendance")
    page = driven.page
    parts = (page.strip, page.strip.card(ATTENDANCE), page.pane.table.totals_row)
    before = [part.height() for part in parts]
    height, width = driven.view.rowHeight(0), driven.view.columnWidth(5)
    try:
        apply_theme(app, RESOURCES, large=True)
        app.processEvents()
        assert [part.height() > old for part, old in zip(parts, before, strict=True)] == [True] * 3
        assert driven.view.rowHeight(0) > height
        assert driven.view.columnWidth(5) > width
    finally:
        apply_theme(app, RESOURCES)
    app.processEvents()
    assert [part.height() for part in parts] == before
    assert driven.page.pane.form.editor("attendance").raw() == "40"


def test_every_area_has_a_page_without_a_fault(app: QApplication, town: Any, workplace: Workplace):
    for area in town.services.catalogue.areas:
        found = Driven(town.services, workplace.store.reading, Q1, area.spec.key)
        for place in range(found.page.tabs.count()):
            found.page.tabs.setCurrentIndex(place)
            found.page.pane.add_row()
            assert found.model.rowCount() == 1
        assert found.refused == []
        found.page.close()
        found.page.deleteLater()
    app.processEvents()


def test_a_double_click_on_delete_deletes_one_row(driven: Driven):
    driven.go_to(1, "theme")
    delete = next(
        button for button in driven.page.findChildren(QPushButton) if button.text() == "删除"
    )
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(delete, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(delete, Qt.MouseButton.LeftButton)
    assert len(driven.column("theme")) == 2
