"""One own ledger: its columns left, the chosen one right, below the table as it will be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.own.records import (
    AMOUNT,
    CHOICE,
    DAY,
    TEXT,
    OwnColumnRecord,
    OwnLedgerRecord,
)
from desktop_app.ui.fields.scrolled import scrolled
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.settings.own_column_form import OwnColumnForm
from desktop_app.ui.settings.own_dialog import OwnDialog
from desktop_app.ui.tables.plain_table import PlainModel, PlainTable

_UNNAMED = "（还没有名称）"
_SAMPLES = {TEXT: "文字", AMOUNT: "1200.50", DAY: "2020-03-01"}


class OwnLedgerDialog(OwnDialog):
    """Adds a ledger or changes one."""

    def __init__(
        self,
        parent: QWidget | None,
        ledger: OwnLedgerRecord,
        homes: Mapping[str, str],
        save: Callable[[OwnLedgerRecord], str],
    ) -> None:
        """homes: area key → label. save: returns why not, "" when it was saved."""
        super().__init__(
            parent,
            "修改台账" if ledger.key else "添加台账",
            "一件事记一行，一栏记一样内容。单位、日期、小计、估计等每个台账都有，不用加。",
        )
        self._ledger, self._save = ledger, save
        self.columns = list(ledger.columns) or [OwnColumnRecord("")]
        self.label = self.add_line("台账名称", ledger.label, "如：巡堤")
        self.area = self.add_area(homes, ledger.area)
        self.by_office = QCheckBox("由镇（街道）本级登记，不用村（社区）填")
        self.by_office.setChecked(ledger.kept_by_office)
        self.by_office.setEnabled(not ledger.key)
        self.form.addRow("", self.by_office)
        self.row_counter = self.add_line(
            "按行计数", ledger.row_counter, "一行算一次的，填“次”就多一个指标；不用就空着"
        )
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        self.column_form = OwnColumnForm()
        self.preview = PlainTable((), ())
        self.preview.setAccessibleName("台账的样子")
        self.add = button("加一栏", "add")
        self.remove = button("去掉这一栏", "", "已填的内容留着，可以撤销")
        self.up = button("上移")
        self.down = button("下移")
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_column)
        self.column_form.changed.connect(self._take_column)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self._fill(0)

    def store(self) -> str:
        """Save the ledger."""
        return self._save(
            replace(
                self._ledger,
                label=self.label.text(),
                area=str(self.area.currentData() or ""),
                kept_by_office=self.by_office.isChecked(),
                row_counter=self.row_counter.text(),
                columns=tuple(self.columns),
            )
        )

    def _lay_out(self) -> None:
        scale = self.fontMetrics().height() / 19
        self.resize(round(900 * scale), round(640 * scale))
        keys = QHBoxLayout()
        for key in (self.add, self.remove, self.up, self.down):
            keys.addWidget(key)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(keys)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(self.column_form, 1)
        title = QLabel("台账的样子")
        title.setProperty("role", "subtitle")
        self.preview.setFixedHeight(round(72 * scale))
        self.rows.addLayout(middle, 1)
        self.rows.addWidget(title)
        self.rows.addWidget(self.preview)
        self._let_scroll()
        self.add_buttons()
        self.label.setFocus()

    def _let_scroll(self) -> None:
        """Put all that stands so far where a small screen scrolls it; the buttons stay in sight."""
        content = QWidget()
        content.setLayout(self.rows)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(20, 16, 20, 16)
        self.rows.addWidget(scrolled(content), 1)

    def _fill(self, row: int) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword
        self.list.clear()
        self.list.addItems([_line(column) for column in self.columns])
        self.list.blockSignals(False)  # noqa: FBT003 - as above
        self.list.setCurrentRow(row)
        self._show_column(row)

    def _show_column(self, row: int) -> None:
        if 0 <= row < len(self.columns):
            self.column_form.show_column(self.columns[row])
        self.remove.setEnabled(len(self.columns) > 1)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(row < len(self.columns) - 1)
        self._show_preview()

    def _take_column(self) -> None:
        row = self.list.currentRow()
        self.columns[row] = self.column_form.column()
        self.list.item(row).setText(_line(self.columns[row]))
        self._show_preview()

    def _add(self) -> None:
        self.columns.append(OwnColumnRecord(""))
        self._fill(len(self.columns) - 1)
        self.column_form.label.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self.columns[row]
        self._fill(min(row, len(self.columns) - 1))

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        self.columns.insert(row + by, self.columns.pop(row))
        self._fill(row + by)

    def _show_preview(self) -> None:
        unit = () if self.by_office.isChecked() else ("填报单位",)
        headings = [*unit, "日期", *(_heading(column) for column in self.columns)]
        row = [*("张村" for _ in unit), "2020-02-10", *(_sample(one) for one in self.columns)]
        self.preview.setModel(PlainModel(headings, [row]))
        self.preview.resizeColumnsToContents()


def _line(column: OwnColumnRecord) -> str:
    return f"{column.label.strip() or _UNNAMED}　{column.kind}"


def _heading(column: OwnColumnRecord) -> str:
    counter = column.counter.strip() or ("元" if column.kind == AMOUNT else "")
    label = column.label.strip() or _UNNAMED
    return f"{label}（{counter}）" if counter else label


def _sample(column: OwnColumnRecord) -> str:
    if column.kind == CHOICE:
        return column.options[0].strip() if column.options else "选一项"
    return _SAMPLES.get(column.kind, "36")
