"""Behind a figure: what it means, what each unit gave, its parts, and the rows it was made of."""

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
from desktop_app.services.figures.trace import LedgerRows, parts_of, rows_behind
from desktop_app.ui.tables.plain_table import PlainTable
from desktop_app.ui.tables.wording import UNKNOWN, cell_text, change_text, figure_text, missing_text

MOST_ROWS = 1000
"""More rows than these are not read by eye; the ledger itself shows them all."""


class FigureRowsDialog(QDialog):
    """What stands behind one figure of a period; for one unit, where named.

    row_chosen: "ledger key/row uid" was double-clicked. definition_wanted: the figure's key; the
    dialog has closed, so that the manual can be read.
    """

    row_chosen = Signal(str)
    definition_wanted = Signal(str)

    def __init__(
        self,
        services: Services,
        period: Period,
        key: str,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Read all at once."""
        super().__init__(parent)
        spec = services.catalogue.figures[key]
        unit = unit if spec.by_unit else ""
        figures = services.figures.figures(period)
        figure = figures[key]
        self.setWindowTitle(f"{figure.label}的来源")
        self.resize(820, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        own = figure.by_unit.get(unit) if unit else figure.value
        layout.addWidget(self._heading(figure, own if unit else figure.value, unit))
        layout.addWidget(_line(f"口径：{figure.definition}", "hint"))
        for text, role in _remarks(figure, period, unit):
            layout.addWidget(_line(text, role))
        parts = [figures[part] for part in parts_of(services.catalogue, key) if part in figures]
        if parts:
            texts = [
                f"{part.label}{figure_text(part, part.by_unit.get(unit) if unit else part.value)}"
                f"{part.counter}"
                for part in parts
            ]
            layout.addWidget(_line("组成：" + "；".join(texts), ""))
        self.tabs = QTabWidget()
        for found in rows_behind(services.catalogue, services.ledgers, period, key, unit):
            self._add_rows(found, with_unit=spec.by_unit and not found.spec.kept_by_office)
        if spec.by_unit and figure.by_unit and not unit:
            self._add_units(figure)
        if self.tabs.count():
            layout.addWidget(self.tabs, 1)
        else:
            layout.addWidget(_line("没有台账记录。", "hint"))
            layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.definition_button = buttons.addButton(
            "在手册里看口径", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.definition_button.setAutoDefault(False)
        self.definition_button.clicked.connect(lambda: self._explain(key))
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _explain(self, key: str) -> None:
        self.reject()
        self.definition_wanted.emit(key)

    def _heading(self, figure: FigureValue, value: object, unit: str) -> QWidget:
        text = figure_text(figure, value)  # type: ignore[arg-type] # a FigureContent
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        title = _line(f"{unit}　{figure.label}" if unit else figure.label, "title")
        row.addWidget(title)
        if not isinstance(value, tuple):
            number = _line(text, "figure")
            number.setWordWrap(False)
            row.addWidget(number)
            row.addWidget(_line("" if text == UNKNOWN else figure.counter, "hint"))
        row.addStretch(1)
        return line

    def _add_rows(self, found: LedgerRows, *, with_unit: bool) -> None:
        spec = found.spec
        fields = [
            field
            for field in spec.fields
            if any(row.values[field.name] not in (None, False) for row in found.rows)
            and field.name != "counted"
        ]
        headings = [field.heading for field in fields]
        rows = [
            [
                *([row.unit] if with_unit else []),
                *(cell_text(row.values[field.name], field).replace("\n", " ") for field in fields),
            ]
            for row in found.rows[:MOST_ROWS]
        ]
        right = frozenset(
            place for place, field in enumerate(fields, int(with_unit)) if field.is_number
        )
        table = PlainTable([*(["填报单位"] if with_unit else []), *headings], rows, right)
        uids = [row.uid for row in found.rows]
        table.doubleClicked.connect(
            lambda index: self.row_chosen.emit(f"{spec.key}/{uids[index.row()]}")
        )
        table.setToolTip("双击一行，到台账里查看")
        more = f"，只列前{MOST_ROWS}行" if len(found.rows) > MOST_ROWS else ""
        self.tabs.addTab(table, f"{spec.label}（{len(found.rows)}行{more}）")

    def _add_units(self, figure: FigureValue) -> None:
        names = [*figure.by_unit, *(name for name in figure.missing if name not in figure.by_unit)]
        rows = [
            [
                name,
                figure_text(figure, figure.by_unit.get(name)),
                "没有报" if name in figure.missing else "",
            ]
            for name in names
        ]
        value = f"{figure.label}（{figure.counter}）"
        table = PlainTable(["填报单位", value, "说明"], rows, frozenset({1}))
        self.tabs.addTab(table, f"各单位（{len(names)}）")


def _remarks(figure: FigureValue, period: Period, unit: str) -> list[tuple[str, str]]:
    """Return sentences about the value, each with its role."""
    remarks = []
    if isinstance(figure.value, tuple) and not unit:
        remarks.append((figure_text(figure, figure.value), ""))
    if figure.reason:
        computed = f"台账算出{figure_text(figure, figure.computed)}。"
        told = computed if figure.computed is not None else ""
        remarks.append((f"直报数，原因：{figure.reason}。{told}", "warning"))
    if figure.missing and not unit:
        names = "、".join(figure.missing)
        remarks.append((f"{missing_text(figure)}：{names}", "warning"))
    if not unit:
        before = ((period.previous, figure.previous), (period.last_year, figure.last_year))
        earlier = [
            f"{one.label}{figure_text(figure, value)}（{change}）"
            for one, value in before
            if (change := change_text(figure, value))
        ]
        if earlier and not isinstance(figure.value, tuple):
            remarks.append(("；".join(earlier), "hint"))
    return remarks


def _line(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(role not in ("title", "figure"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
