"""The model of a ledger's table over a reader without a database: windows, roles, order, drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import FieldProblem, InvalidRow, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import AtMost, FieldKind, FieldSpec, LedgerSpec
from desktop_app.services.ledgers.pages import RowQuery
from desktop_app.ui import theme
from desktop_app.ui.tables.editors import EDITORS, make_editor
from desktop_app.ui.tables.grid_model import Cell
from desktop_app.ui.tables.ledger_model import LedgerModel
from desktop_app.ui.tables.ledger_view import LedgerView
from desktop_app.ui.tables.order import Change, changes_between
from desktop_app.ui.tables.row_window import BLOCK

Role = Qt.ItemDataRole
BOUNDS = {"minimum": Decimal(0), "maximum": Decimal(10**9)}
FIELDS = (
    FieldSpec("date", FieldKind.DATE, "日期"),
    FieldSpec("kind", FieldKind.CHOICE, "类别", option_list="kinds"),
    FieldSpec("attendance", FieldKind.INTEGER, "参加", counter="人次", **BOUNDS),
    FieldSpec("oath", FieldKind.INTEGER, "宣誓", counter="人次", **BOUNDS),
    FieldSpec("amount", FieldKind.DECIMAL, "金额", counter="元", decimals=2, **BOUNDS),
    FieldSpec("form", FieldKind.TEXT, "形式", derived=True),
    FieldSpec("note", FieldKind.LONG_TEXT, "备注", max_length=50),
    FieldSpec("estimated", FieldKind.BOOLEAN, "估计"),
    FieldSpec("counted", FieldKind.BOOLEAN, "计入合计"),
)
SPEC = LedgerSpec("meeting", "会议", FIELDS, relations=(AtMost("oath", "attendance"),))
QUERY = RowQuery("meeting", Period.parse("2020Q1"))
OPTIONS = {"kinds": ("党课", "支委会")}
UNITS = ("张村", "李村")


class Reader:
    """Rows in a dictionary; counts how often it is asked."""

    def __init__(self, count: int) -> None:
        self.records = {number: record(number) for number in range(1, count + 1)}
        self.asked: list[list[int]] = []
        self.texts_asked = 0

    def ids(self, query: RowQuery) -> list[int]:
        found = [key for key in self.records if query.text in str(self.records[key].values["note"])]
        return sorted(found, reverse=query.descending)

    def rows(self, _ledger: str, ids: Sequence[int]) -> dict[int, RowRecord]:
        self.asked.append(list(ids))
        return {key: self.records[key] for key in ids if key in self.records}

    def id_of(self, _ledger: str, uid: str) -> int | None:
        return int(uid) if int(uid) in self.records else None

    def texts(self, _ledger: str, _name: str) -> list[str]:
        self.texts_asked += 1
        return ["旧的"]


def record(number: int, **values: CellValue) -> RowRecord:
    empty: dict[str, CellValue] = dict.fromkeys(field.name for field in FIELDS)
    return RowRecord(str(number), "meeting", "2020Q1", "张村", {**empty, "counted": True, **values})


class Table:
    """A model over a reader that keeps what is typed."""

    def __init__(self, count: int = 3) -> None:
        self.reader = Reader(count)
        self.saved: list[tuple[str | None, str | None, Mapping[str, object]]] = []
        self.steps: list[tuple[str, Mapping[str, Mapping[str, object]]]] = []
        self.refusal: Refusal | None = None
        self.model = LedgerModel(SPEC, self.reader, self.save, self.write)
        self.model.show_rows(QUERY, OPTIONS, UNITS)

    def save(
        self, uid: str | None, unit: str | None, values: Mapping[str, object], typed: str
    ) -> RowRecord | Refusal:
        if self.refusal:
            return self.refusal
        assert typed == "unit" or typed in values
        self.saved.append((uid, unit, values))
        number = int(uid) if uid else max(self.reader.records, default=0) + 1
        old = self.reader.records.get(number, record(number))
        new = replace(old, unit=unit or old.unit, values={**old.values, **values})
        self.reader.records[number] = new
        return new

    def write(self, cells: Mapping[str, Mapping[str, object]], step_name: str) -> str:
        self.steps.append((step_name, cells))
        return str(self.refusal or "")

    def cell(self, row: int, name: str) -> QModelIndex:
        names = [field.name for field in self.model.columns]
        return self.model.index(row, names.index(name))

    def shown(self, row: int, name: str, role: int = Role.DisplayRole) -> object:
        return self.model.data(self.cell(row, name), role)


@pytest.fixture
def table(app: QApplication) -> Table:
    return Table()


def test_qt_finds_no_fault_with_the_model(table: Table, qt_warnings: list[str]):
    tester = QAbstractItemModelTester(
        table.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    table.model.sort(1)
    table.model.begin_draft("李村", {})
    table.model.setData(table.cell(3, "attendance"), "5")
    del table.reader.records[2]
    table.reader.records[9] = record(9)
    table.model.refresh()
    table.model.begin_draft("李村", {})
    table.model.drop_draft()
    tester.deleteLater()
    assert qt_warnings == []


def test_a_hundred_thousand_rows_are_read_only_where_they_are_seen(app: QApplication):
    table = Table(100_000)
    view = LedgerView(table.model)
    view.resize(900, 500)
    view.show()
    app.processEvents()
    assert len(table.reader.asked) == 1
    view.scrollToBottom()
    app.processEvents()
    assert table.model.rowCount() == 100_000
    assert len(table.reader.asked) <= 3
    assert max(map(len, table.reader.asked)) == BLOCK
    view.close()


def test_empty_shows_empty_and_nought_shows_nought(table: Table):
    table.reader.records[1] = record(1, attendance=0, amount=Decimal("3.50"), estimated=True)
    table.reader.records[1].values["date"] = date(2020, 3, 5)  # type: ignore[index]
    table.model.refresh()
    shown = [table.shown(0, field.name) for field in FIELDS]
    assert shown == ["2020-03-05", "", "0", "", "3.50", "", "", "是", "是"]
    assert table.shown(0, "unit") == "张村"
    assert table.shown(0, "attendance", Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.shown(0, "attendance", Role.FontRole) is None
    assert table.model.headerData(3, Qt.Orientation.Horizontal) == "参加（人次）"


def test_what_is_odd_is_tinted_and_says_why(table: Table):
    table.reader.records[1] = record(1, attendance=5, oath=9, date=date(2020, 4, 1))
    table.model.refresh()
    tint = table.shown(0, "oath", Role.BackgroundRole)
    assert tint.name() == theme.WARNING_TINT  # type: ignore[attr-defined]
    assert "大于" in str(table.shown(0, "oath", Role.ToolTipRole))
    assert "不在2020年第一季度内" in str(table.shown(0, "date", Role.ToolTipRole))
    assert table.shown(0, "attendance", Role.BackgroundRole) is None


def test_what_is_typed_goes_to_the_saver_once(table: Table):
    assert table.model.setData(table.cell(1, "attendance"), "38")
    assert table.saved == [("2", None, {"attendance": "38"})]
    table.reader.records[2] = record(2, attendance=38)
    table.model.refresh()
    assert table.model.setData(table.cell(1, "attendance"), "３８")
    assert len(table.saved) == 1
    assert table.model.setData(table.cell(1, "unit"), "李村")
    assert table.saved[1] == ("2", "李村", {})
    assert table.model.setData(table.cell(1, "note"), "")
    assert len(table.saved) == 2


def test_a_refusal_leaves_the_cell_and_its_reason(table: Table):
    table.refusal = InvalidRow((FieldProblem("attendance", "“参加”不能是负数"),))
    refused: list[tuple[int, int, str]] = []
    table.model.refused.connect(lambda *heard: refused.append(heard))
    assert not table.model.setData(table.cell(0, "attendance"), "-1")
    assert table.model.reason == "“参加”不能是负数"
    assert refused == [(0, 3, "“参加”不能是负数")]
    assert table.shown(0, "attendance") == ""


def test_what_the_program_fills_in_cannot_be_typed(table: Table):
    assert not table.model.flags(table.cell(0, "form")) & Qt.ItemFlag.ItemIsEditable
    assert not table.model.setData(table.cell(0, "form"), "x")
    assert table.saved == []


def test_an_edit_does_not_move_its_row_and_new_rows_come_last(table: Table):
    table.model.sort(3, Qt.SortOrder.DescendingOrder)
    assert [table.model.record(row).uid for row in range(3)] == ["3", "2", "1"]  # type: ignore[union-attr]
    table.reader.records[7] = record(7)
    table.model.refresh()
    assert [table.model.record(row).uid for row in range(4)] == ["3", "2", "1", "7"]  # type: ignore[union-attr]


def test_a_draft_is_kept_with_the_first_value_typed(table: Table):
    row = table.model.begin_draft("李村", {"kind": "党课"})
    assert row == 3
    assert table.model.rowCount() == 4
    assert table.model.setData(table.cell(3, "note"), "")
    assert table.saved == []
    assert table.model.setData(table.cell(3, "attendance"), "8")
    assert table.saved == [(None, "李村", {"kind": "党课", "counted": True, "attendance": "8"})]
    assert table.model.draft_row is None
    assert table.model.rowCount() == 4
    assert table.model.row_of("4") == 3


def test_a_row_that_does_not_count_brings_its_column_into_view(table: Table):
    seen: list[bool] = []
    table.model.uncounted_seen.connect(lambda: seen.append(True))
    table.model.record(0)
    assert seen == []
    table.reader.records[2] = record(2, counted=False)
    table.model.refresh()
    table.model.record(0)
    assert seen == [True]


def test_many_cells_are_one_step_and_a_draft_is_kept_with_all_it_gets(table: Table):
    note, attendance = table.cell(0, "note").column(), table.cell(0, "attendance").column()
    typed = {Cell(0, note): "a", Cell(1, note): "a", Cell(1, attendance): 3}
    assert table.model.write_cells(typed, "填充")
    assert table.steps == [("填充", {"1": {"note": "a"}, "2": {"note": "a", "attendance": 3}})]
    row = table.model.begin_draft("李村", {})
    assert table.model.write_cells({Cell(row, note): "b", Cell(row, attendance): 4}, "填充")
    assert table.saved == [(None, "李村", {"counted": True, "note": "b", "attendance": 4})]
    table.refusal = Refusal("不行")
    assert not table.model.write_cells(typed, "填充")
    assert table.model.reason == "不行"


def test_texts_typed_before_are_read_once_and_grow(table: Table):
    column = table.cell(0, "note").column()
    assert list(table.model.suggestions(column)) == ["旧的"]
    table.model.setData(table.cell(0, "note"), "新的")
    assert list(table.model.suggestions(column)) == ["新的", "旧的"]
    assert table.reader.texts_asked == 1


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_has_an_editor_that_can_be_empty(app: QApplication, kind: FieldKind):
    field = FieldSpec("x", kind, "栏目", choices=("甲", "乙"), maximum=Decimal(9))
    editor = make_editor(field, {})
    full: dict[FieldKind, CellValue] = {
        FieldKind.INTEGER: 3,
        FieldKind.DECIMAL: Decimal(3),
        FieldKind.DATE: date(2020, 3, 5),
        FieldKind.BOOLEAN: True,
    }
    assert kind in EDITORS
    assert editor.raw() is None
    for value in (full.get(kind, "甲"), None, full.get(kind, "甲")):
        editor.show_value(value)
        assert not editor.touched
        assert editor.check() == ""
        assert (editor.value() or None) == value
    editor.show_value(None)
    assert editor.raw() is None


@pytest.mark.parametrize(
    ("shown", "wanted", "keeps_order"),
    [
        ((1, 2, 3), (1, 2, 3), False),
        ((1, 2, 3, 4, 5), (1, 5), False),
        ((1, 5), (1, 2, 3, 4, 5, 6), False),
        ((1, 2, 3, 4), (0, 2, 4, 9), False),
        ((3, 1, 2), (1, 2, 3), False),
        ((), (1, 2), True),
        ((1, 2), (), True),
        (tuple(range(0, 400, 2)), tuple(range(0, 400, 3)), False),
    ],
)
def test_changes_lead_to_what_is_wanted(
    shown: tuple[int, ...],
    wanted: tuple[int, ...],
    keeps_order: bool,  # noqa: FBT001 - a parameter of the test
):
    assert applied(list(shown), changes_between(shown, wanted, keeps_order=keeps_order)) == list(
        wanted
    )


def test_changes_of_all_small_cases_are_right():
    orders = [
        tuple(key for key, bit in enumerate(bits) if bit) for bits in product((0, 1), repeat=5)
    ]
    for shown, wanted in product(orders, orders):
        found = changes_between(shown, wanted, keeps_order=False)
        assert applied(list(shown), found) == list(wanted)
        kept = applied(list(shown), changes_between(shown, wanted, keeps_order=True))
        assert sorted(kept) == list(wanted)
        assert [key for key in kept if key in shown] == [key for key in shown if key in wanted]


def applied(rows: list[int], changes: list[Change]) -> list[int]:
    for change in changes:
        if change.is_all:
            rows = list(change.ids)
        elif change.ids:
            rows[change.first : change.first] = change.ids
        else:
            del rows[change.first : change.first + change.removed]
    return rows
