"""Behind a figure: what it means, what each unit gave, its parts, and the rows it was made of.

From here a total is given by hand (直报数), and a row is gone to.
"""

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

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.services.assembly import Services
from desktop_app.services.figures.problems import problems_behind
from desktop_app.services.figures.reported import may_be_reported
from desktop_app.services.figures.sides import RatioSides
from desktop_app.services.figures.trace import LedgerRows, parts_of, rows_behind
from desktop_app.ui.dialogs.chosen_rows import ChosenRows
from desktop_app.ui.dialogs.figure_words import made_of, remarks
from desktop_app.ui.dialogs.reported_total import ReportedTotalDialog
from desktop_app.ui.dialogs.rows_table import MOST_ROWS, ProblemsTable, RowsTable
from desktop_app.ui.tables.plain_table import PlainTable
from desktop_app.ui.tables.wording import UNKNOWN, figure_text

_LEAST, _WIDEST, _AROUND = 860, 1240, 100  # px of the dialog, and of the window beside it


class FigureRowsDialog(QDialog):
    """What stands behind one figure of a period; for one unit, where named.

    row_chosen: "ledger key/row uid" is to be looked at in its ledger, "rectification/uid" on the
    page of problems. definition_wanted: the figure's key; the dialog has closed, so that the manual
    can be read. written: what was done with the figure's total; the dialog shows it already.
    """

    row_chosen = Signal(str)
    definition_wanted = Signal(str)
    written = Signal(str)

    def __init__(
        self,
        services: Services,
        period: Period,
        key: str,
        unit: str = "",
        parent: QWidget | None = None,
        *,
        totals: bool = False,
    ) -> None:
        """Read all at once. totals: a total may be given by hand here."""
        super().__init__(parent)
        self._services, self._period, self._key = services, period, key
        spec = services.catalogue.figures[key]
        self._unit = unit if spec.by_unit else ""
        room = parent.window().width() - _AROUND if parent else 0
        self.resize(min(max(room, _LEAST), _WIDEST), 540)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self._body = QWidget()
        layout.addWidget(self._body, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.total_button = buttons.addButton("直接填总数…", QDialogButtonBox.ButtonRole.ActionRole)
        self.total_button.setAutoDefault(False)
        self.total_button.setToolTip("上级核定的数和台账不一样时，直接填总数并写明原因")
        self.total_button.setVisible(totals and may_be_reported(spec, period))
        self.total_button.clicked.connect(self.ask_total)
        self.definition_button = buttons.addButton(
            "在手册里看口径", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.definition_button.setAutoDefault(False)
        self.definition_button.clicked.connect(lambda: self._explain(key))
        layout.addWidget(buttons)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close.setText("关闭")
        self._show()

    def total_dialog(self) -> ReportedTotalDialog:
        """Return the dialog that takes the figure's total."""
        return ReportedTotalDialog(
            self._services, self._period, self._figures[self._key], self._unit, self
        )

    def ask_total(self) -> None:
        """Let a total be given, or taken back, and show what follows."""
        dialog = self.total_dialog()
        if dialog.exec():
            self._show()
            self.written.emit(dialog.told)
        dialog.deleteLater()

    def _show(self) -> None:
        """Read the figure and show it in place of what stood there."""
        services, period, key, unit = self._services, self._period, self._key, self._unit
        parts = parts_of(services.catalogue, key)
        self._figures = figures = services.figures.figures(period, (key, *parts))
        figure = figures[key]
        self.setWindowTitle(f"{figure.label}的来源")
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        value = figure.by_unit.get(unit) if unit else figure.value
        layout.addWidget(self._headline(figure, value, unit))
        layout.addWidget(_line(f"口径：{figure.definition}", "hint"))
        given = {
            one.unit: one for one in services.office.reported_values(period) if one.figure == key
        }
        for text, role in remarks(figure, period, unit, given):
            layout.addWidget(_line(text, role))
        sides = services.figures.sides(period, (key, *parts))
        for text in made_of(figures, parts, sides, key, unit):
            layout.addWidget(_line(text, ""))
        self.tabs = QTabWidget()
        self._add_tabs(figure, sides.get(key))
        if self.tabs.count():
            layout.addWidget(self.tabs, 1)
        else:
            layout.addWidget(_line("没有台账记录。", "hint"))
            layout.addStretch(1)
        self._layout.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body = body
        first = self.tabs.widget(0)
        (first if isinstance(first, ChosenRows) else self._close).setFocus()

    def _add_tabs(self, figure: FigureValue, sides: RatioSides | None) -> None:
        services, period, unit = self._services, self._period, self._unit
        catalogue, spec = services.catalogue, services.catalogue.figures[self._key]
        for found in rows_behind(
            catalogue, services.ledgers, period, self._key, unit, most=MOST_ROWS
        ):
            self._add_rows(found, with_unit=spec.by_unit and not found.spec.kept_by_office)
        listed = problems_behind(services.rectification, period, spec)
        if listed and listed.rows:
            problems = ProblemsTable(listed)
            problems.row_chosen.connect(self.row_chosen)
            self.tabs.addTab(problems, f"{listed.label}（{len(listed.rows)}）")
        if spec.by_unit and figure.by_unit and not unit:
            self._add_units(figure, sides)

    def _explain(self, key: str) -> None:
        self.reject()
        self.definition_wanted.emit(key)

    def _headline(self, figure: FigureValue, value: object, unit: str) -> QWidget:
        text = figure_text(figure, value)  # type: ignore[arg-type] # a FigureContent
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        self.heading = f"{unit}　{figure.label}" if unit else figure.label
        row.addWidget(_line(self.heading, "title"))
        if not isinstance(value, tuple):
            number = _line(text, "figure")
            number.setWordWrap(False)
            row.addWidget(number)
            row.addWidget(_line("" if text == UNKNOWN else figure.counter, "hint"))
        row.addStretch(1)
        return line

    def _add_rows(self, found: LedgerRows, *, with_unit: bool) -> None:
        table = RowsTable(self._services, found, with_unit=with_unit)
        table.row_chosen.connect(self.row_chosen)
        more = f"，只列前{len(found.rows)}行" if found.more else ""
        self.tabs.addTab(table, f"{found.spec.label}（{found.count}行{more}）")

    def _add_units(self, figure: FigureValue, sides: RatioSides | None) -> None:
        names = [*figure.by_unit, *(name for name in figure.missing if name not in figure.by_unit)]
        both = (sides.part, sides.whole) if sides else ()
        rows = [
            [
                name,
                *(side.text(name) for side in both),
                figure_text(figure, figure.by_unit.get(name)),
                "没有报" if name in figure.missing else "",
            ]
            for name in names
        ]
        columns = [f"{one.label}（{one.counter}）" for one in (*both, figure)]
        right = frozenset(range(1, len(columns) + 1))
        table = PlainTable(["填报单位", *columns, "说明"], rows, right)
        table.setTabKeyNavigation(False)
        self.tabs.addTab(table, f"各单位（{len(names)}）")


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(role not in ("title", "figure"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
