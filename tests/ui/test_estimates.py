"""约 in the matrix: seen, typed, marked by Ctrl+G, kept by copying and filling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from area_driving import focus
from closing import take_down
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from township import Q1

from desktop_app.services.pasting import PastePlan
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.pages import workbench_page
from desktop_app.ui.pages.workbench_page import WorkbenchPage
from desktop_app.ui.tables.grid_model import Cell

Key = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DAYS, ATTENDANCE = "theme_party_day", "organization.party_day_attendance"


class Bench:
    """The workbench with its matrix under the hands, and what it told."""

    def __init__(self, context: Context) -> None:
        self.told: list[str] = []
        context.told.connect(self.told.append)
        self.page = WorkbenchPage(context)
        self.page.resize(1176, 640)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)

    def place(self, unit: str, figure: str = ATTENDANCE) -> Cell:
        matrix = self.page.matrix
        keys = [found.key for found in matrix.figures]
        return Cell(matrix.units.index(unit), keys.index(figure))

    def go_to(self, unit: str, figure: str = ATTENDANCE) -> None:
        self.page.view.setFocus()
        self.page.view.go_to(*self.place(unit, figure))

    def type_in(self, text: str) -> None:
        for character in text:
            if character.isascii():
                QTest.keyClicks(focus(), character)
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(character)
                QApplication.sendEvent(focus(), event)

    def key(self, key: Qt.Key, modifier: Any = NONE) -> None:
        QTest.keyClick(focus(), key, modifier)

    def fill(self, unit: str, text: str) -> None:
        self.go_to(unit)
        self.type_in(text)
        self.key(Key.Key_Return)

    def shown(self, unit: str) -> str:
        return str(self.page.matrix.data(self.page.matrix.index(*self.place(unit))))

    def tip(self, unit: str) -> str:
        index = self.page.matrix.index(*self.place(unit))
        return str(self.page.matrix.data(index, Qt.ItemDataRole.ToolTipRole))


@pytest.fixture
def bench(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Bench]:
    context = Context(town.services, workplace.store.reading, Q1)
    made = Bench(context)
    yield made
    made.page.close()
    context.tasks.finish()
    take_down(made.page)


def subtotal(town: Any, unit: str) -> Any:
    return next(
        row
        for row in town.services.ledgers.rows(DAYS, Q1, unit)
        if row.values["is_subtotal"] and row.values["attendance"] is not None
    )


def test_about_twenty_is_typed_as_it_is_said(bench: Bench, town: Any):
    bench.fill("张村", "约20")
    assert bench.shown("张村") == "约20"
    assert "报送前请核实" in bench.tip("张村")
    assert subtotal(town, "张村").values["estimated"] is True
    assert town.value(ATTENDANCE) == 20
    bench.fill("李村", "30")
    assert bench.shown("李村") == "30"
    assert town.services.history.undo()
    assert town.services.history.undo() == "填写张村主题党日参加"


def test_what_is_no_number_behind_about_stays_in_its_editor(bench: Bench, town: Any):
    bench.fill("张村", "约x")
    assert bench.page.view.cells.is_stuck
    bench.key(Key.Key_Escape)
    assert bench.shown("张村") == ""
    assert town.value(ATTENDANCE) is None


def test_ctrl_g_marks_what_is_selected_and_takes_it_back(bench: Bench):
    bench.fill("张村", "20")
    bench.fill("李村", "30")
    bench.go_to("张村")
    bench.key(Key.Key_Down, SHIFT)
    bench.key(Key.Key_G, CTRL)
    assert (bench.shown("张村"), bench.shown("李村")) == ("约20", "约30")
    assert bench.told[-1] == "已标为“估计”，前面加“约”"
    bench.key(Key.Key_G, CTRL)
    assert (bench.shown("张村"), bench.shown("李村")) == ("20", "30")


def test_ctrl_g_tells_of_the_numbers_that_share_the_mark(bench: Bench, town: Any):
    bench.fill("张村", "20")
    bench.go_to("张村", "organization.party_days")
    bench.type_in("2")
    bench.key(Key.Key_Return)
    bench.go_to("张村")
    bench.key(Key.Key_G, CTRL)
    assert "另外1格一起变" in bench.told[-1]
    assert subtotal(town, "张村").values["times"] == 2


def test_ctrl_g_on_a_number_of_single_rows_says_why_not(bench: Bench, town: Any):
    town.row(DAYS, "张村", attendance=20, estimated=True)
    bench.page.context.data_changed.emit()
    refused: list[str] = []
    bench.page.context.refused.connect(refused.append)
    assert bench.shown("张村") == "约20"
    assert "到台账里" in bench.tip("张村")
    bench.go_to("张村")
    bench.key(Key.Key_G, CTRL)
    assert "先填数" in refused[-1]


def test_the_menu_of_a_cell_marks_it_too(bench: Bench):
    bench.fill("张村", "20")
    bench.go_to("张村")
    menu = bench.page.view.cell_menu()
    menu.actions()[0].trigger()
    assert bench.shown("张村") == "约20"


def test_a_new_number_over_an_estimate_keeps_the_mark_and_says_so(bench: Bench):
    bench.fill("张村", "约20")
    bench.fill("张村", "25")
    assert bench.shown("张村") == "约25"
    assert "Ctrl+G" in bench.told[-1]


def test_filling_down_takes_the_mark_along(bench: Bench):
    bench.fill("张村", "约20")
    bench.go_to("李村")
    bench.key(Key.Key_D, CTRL)
    assert bench.shown("李村") == "约20"


def test_a_copy_is_a_number_outside_and_stays_about_inside(
    bench: Bench, town: Any, monkeypatch: pytest.MonkeyPatch
):
    def write_at_once(context: Context, plan: PastePlan, _parent: object) -> bool:
        return context.write(lambda: context.services.pasting.write(plan)) is not None

    monkeypatch.setattr(workbench_page, "paste_with_preview", write_at_once)
    bench.fill("张村", "约20")
    bench.go_to("张村")
    bench.key(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "20\n"
    assert "约" in bench.told[-1]
    bench.go_to("李村")
    bench.key(Key.Key_V, CTRL)
    assert bench.shown("李村") == "约20"
    assert subtotal(town, "李村").values["estimated"] is True
    QApplication.clipboard().setText("约33")
    bench.key(Key.Key_V, CTRL)
    assert bench.shown("李村") == "约33"


def test_what_lacks_is_not_cut_off_below(bench: Bench):
    bench.fill("张村", "20")
    row = bench.page.table.totals_row
    assert any("缺" in total for total in row.texts().values())
    picture = row.grab().toImage()
    for y in range(picture.height() - 3, picture.height()):
        colours = {picture.pixel(x, y) for x in range(picture.width())}
        assert len(colours) <= 3  # ground and lines between columns, no foot of a letter
