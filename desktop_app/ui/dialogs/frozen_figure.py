"""Behind a figure of a frozen report: its value, units and rows then, and what it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.services.assembly import Services
from desktop_app.services.figures.trace import LedgerRows
from desktop_app.services.final.frozen_trails import FrozenTrail
from desktop_app.ui.dialogs.rows_table import ProblemsTable, RowsTable
from desktop_app.ui.tables.plain_table import PlainTable
from desktop_app.ui.tables.wording import UNKNOWN, figure_text

_LEAST, _WIDEST, _AROUND = 860, 1240, 100  # px of the dialog, and of the window beside it


class FrozenFigureDialog(QDialog):
    """What stood behind one figure when its report was frozen.

    row_chosen: "ledger key/row uid" is to be looked at in its ledger, "rectification/uid" on the
    page of problems. now_wanted: the dialog has closed, the ledgers as they are now are wanted.
    """

    row_chosen = Signal(str)
    now_wanted = Signal()

    def __init__(
        self, services: Services, found: FrozenTrail, parent: QWidget | None = None
    ) -> None:
        """found: what was frozen, and the figure by now."""
        super().__init__(parent)
        self._services = services
        self._found = found
        figure, trail = found.trail.figure, found.trail
        self.setWindowTitle(f"{figure.label}的来源（{found.version}）")
        room = parent.window().width() - _AROUND if parent else 0
        self.resize(min(max(room, _LEAST), _WIDEST), 540)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._heading(figure))
        for text, role in self._told():
            layout.addWidget(_line(text, role))
        self.tabs = QTabWidget()
        for book in trail.rows:
            self._add_rows(book)
        if trail.listed and trail.listed.rows:
            problems = ProblemsTable(trail.listed)
            problems.row_chosen.connect(self._go)
            self.tabs.addTab(problems, f"{trail.listed.label}（{len(trail.listed.rows)}）")
        if figure.by_unit:
            self._add_units(figure)
        if self.tabs.count():
            layout.addWidget(self.tabs, 1)
        else:
            layout.addStretch(1)
        layout.addWidget(self._buttons())

    def _heading(self, figure: FigureValue) -> QWidget:
        """Return the line with the value then and, where it differs, the one now."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_line(figure.label, "title"))
        values: list[tuple[str, FigureContent]] = [("定稿时", figure.value)]
        if self._found.has_changed:
            values.append(("现在", self._found.value_now))
        for name, value in values:
            if isinstance(value, tuple):
                continue
            text = figure_text(figure, value)
            row.addSpacing(12)
            row.addWidget(_line(name, "hint"))
            row.addWidget(_line(text, "figure"))
            row.addWidget(_line("" if text == UNKNOWN else figure.counter, "hint"))
        row.addStretch(1)
        return line

    def _told(self) -> list[tuple[str, str]]:
        """Return what is to be said of the figure, each with its role."""
        found, trail = self._found, self._found.trail
        figure = trail.figure
        told = [(f"口径：{figure.definition}", "hint")]
        told += [(f"{found.version}里写的是：{trail.sentence}", "")] if trail.sentence else []
        if isinstance(figure.value, tuple):
            told.append((f"定稿时：{figure_text(figure, figure.value)}", ""))
            if found.has_changed:
                told.append((f"现在：{figure_text(figure, found.value_now)}", "warning"))
        elif found.has_changed:
            told.append(
                ("定稿以后台账改过；下面是定稿时的记录，报告里印的是定稿时的数。", "warning")
            )
        if trail.sides:
            told.append((f"怎样算出：{trail.sides.equation()}", ""))
        if figure.reason:
            told.append((f"直报数，原因：{figure.reason}。", "warning"))
        if figure.missing:
            told.append((f"定稿时{figure.lack}：{'、'.join(figure.missing)}", "warning"))
        told += [
            (f"{label}：定稿时{count}行，只留行数。", "hint")
            for label, count in trail.counts.items()
        ]
        return [*told, (found.note, "warning")] if found.note else told

    def _add_rows(self, book: LedgerRows) -> None:
        table = RowsTable(
            self._services,
            book,
            with_unit=not book.spec.kept_by_office,
            hands=self._found.trail.hands,
        )
        table.row_chosen.connect(self._go)
        self.tabs.addTab(table, f"{book.spec.label}（定稿时{book.count}行）")

    def _add_units(self, figure: FigureValue) -> None:
        now = self._found.now.by_unit if self._found.now else {}
        sides = self._found.trail.sides
        both = (sides.part, sides.whole) if sides and sides.part.by_unit else ()
        names = list(dict.fromkeys((*figure.by_unit, *now)))
        rows = [
            [
                name,
                *(side.text(name) for side in both),
                figure_text(figure, then := figure.by_unit.get(name)),
                figure_text(figure, now.get(name)),
                "改过" if now.get(name) != then else "",
            ]
            for name in names
        ]
        values = (f"定稿时（{figure.counter}）", f"现在（{figure.counter}）")
        columns = [*(f"{one.label}（{one.counter}）" for one in both), *values]
        right = frozenset(range(1, len(columns) + 1))
        table = PlainTable(["填报单位", *columns, "说明"], rows, right)
        table.setTabKeyNavigation(False)
        self.tabs.addTab(table, f"各单位（{len(names)}）")

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        self.now_button = buttons.addButton(
            "看台账现在的来历", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.now_button.setAutoDefault(False)
        self.now_button.clicked.connect(self._show_now)
        return buttons

    def _show_now(self) -> None:
        self.reject()
        self.now_wanted.emit()

    def _go(self, row: str) -> None:
        self.accept()
        self.row_chosen.emit(row)


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(role not in ("title", "figure"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
