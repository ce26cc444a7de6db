"""汇总分析: all figures beside earlier ones; the selected one over the quarters and by unit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.summary.service import KINDS, Series, SummaryRow, span_of
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.fields.yielding_label import YieldingLabel
from desktop_app.ui.pages.page import Page
from desktop_app.ui.summary.exporting import SummaryExport
from desktop_app.ui.summary.figures_drawn import bars, comparable, no_trend, trend
from desktop_app.ui.summary.picture import Picture
from desktop_app.ui.summary.table import SummaryTable
from desktop_app.ui.theme import icon

_ALL = "全部领域"


class SummaryPage(Page):
    """Computed in the background; the table stays while newer numbers are awaited."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is read when it is first shown."""
        super().__init__(context)
        services = context.services
        self._service = services.summary
        self._rows: list[SummaryRow] = []
        self._wanted = ""
        self._shown = context.period
        self._lacking: tuple[Period, ...] = ()
        self.spans = QComboBox()
        self.spans.setAccessibleName("汇总的时间")
        for kind in KINDS:
            self.spans.addItem(span_of(context.period, kind).label, kind)
        self.areas = QComboBox()
        self.areas.addItem(_ALL)
        self.text = QLineEdit(clearButtonEnabled=True)
        self.text.setPlaceholderText("查找指标")
        self.text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setMaximumWidth(220)
        self.copy_table = button("复制表格", "duplicate", "粘贴到电子表格或文档里（Ctrl+C）")
        self.exporting = SummaryExport(context, self)
        self.export = button("导出…", "export-pdf", "导出表格和走势图：打印用的或电子表格")
        self.state = YieldingLabel()
        self.state.setProperty("role", "hint")
        self.table = SummaryTable()
        self.trend = Picture(context.told.emit, self.exporting.write_picture)
        self.bars = Picture(context.told.emit, self.exporting.write_picture)
        self._no_bars = hint("")
        self._no_bars.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.spans.currentIndexChanged.connect(self.reload)
        self.areas.currentIndexChanged.connect(self._filter)
        self.text.textChanged.connect(self._filter)
        self.copy_table.clicked.connect(self._copy)
        self.export.clicked.connect(self._export)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_figure())

    @property
    def span(self) -> Period:
        """The quarter that the window shows, or the half-year or year that holds it."""
        return span_of(self.context.period, self.spans.currentData())

    def reload(self) -> None:
        """Ask for all figures of the quarter, half-year or year."""
        for place, kind in enumerate(KINDS):
            self.spans.setItemText(place, span_of(self.context.period, kind).label)
        span = self.span
        self.state.setText("正在计算…")
        self.context.tasks.run(
            "summary",
            lambda: (span, self._service.rows(span), self._service.lacking(span)),
            self._take_rows,
            self.state.setText,
        )

    def show_item(self, argument: str) -> None:
        """Put the cursor on a figure by its key."""
        self._wanted = argument
        self.areas.setCurrentIndex(0)
        self.text.clear()
        self.table.choose(argument)

    def _lay_out(self) -> None:
        title = QLabel("汇总分析")
        title.setProperty("role", "title")
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (title, self.spans, self.areas, self.text, self.state):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.copy_table)
        top.addWidget(self.export)
        pictures = QSplitter(childrenCollapsible=False)
        pictures.addWidget(_framed(self.trend))
        pictures.addWidget(_framed(self.bars, self._no_bars))
        pictures.setSizes([480, 640])
        splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        splitter.addWidget(self.table)
        splitter.addWidget(pictures)
        splitter.setSizes([330, 270])
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)

    def _take_rows(self, found: tuple[Period, list[SummaryRow], tuple[Period, ...]]) -> None:
        """Show what was computed."""
        self._shown, self._rows, self._lacking = found
        rows = self._rows
        chosen = self.areas.currentText()
        self.areas.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.areas.clear()
        self.areas.addItems([_ALL, *self._service.areas(rows)])
        self.areas.setCurrentIndex(max(self.areas.findText(chosen), 0))
        self.areas.blockSignals(False)  # noqa: FBT003 - Qt's argument
        self._filter()

    def _filter(self) -> None:
        current = self.table.current()
        key = self._wanted or (current.key if current else "")
        shown = self._filtered()
        self.table.show_rows(shown, self._shown)
        self.state.setText(self._state(shown))
        if shown:
            self.table.choose(key)
            self._wanted = ""
        self._show_figure()

    def _filtered(self) -> list[SummaryRow]:
        """Return the rows of the chosen area in which the text stands."""
        area, text = self.areas.currentText(), self.text.text().strip()
        return [
            row
            for row in self._rows
            if area in (_ALL, row.area) and (text in row.label or text in row.definition)
        ]

    def _state(self, shown: Sequence[SummaryRow]) -> str:
        lacking = sum(bool(row.missing) for row in shown)
        parts = [f"共{len(shown)}项指标"]
        if lacking:
            parts.append(f"{lacking}项有单位缺报")
        if self._lacking:
            parts.append(f"还缺{'、'.join(quarter.name for quarter in self._lacking)}")
        return "，".join(parts)

    def _show_figure(self) -> None:
        """Draw the figure under the cursor, and over time the marked ones that compare with it."""
        marked = self.table.marked()
        if not marked:
            self.trend.show_drawing(*no_trend("没有符合条件的指标"))
            self._show_bars(None)
            return
        self._show_bars(marked[0])
        keys = comparable(marked)
        kind = self._shown.kind
        self.context.tasks.run(
            "trend",
            lambda: self._service.all_series(keys, kind),
            self._take_series,
            self.context.refused.emit,
        )

    def _take_series(self, series: list[Series]) -> None:
        row = self.table.current()
        if row is not None and row.key == series[0].key:
            self.trend.show_drawing(*trend(series))

    def _show_bars(self, row: SummaryRow | None) -> None:
        known = row is not None and any(value is not None for value in row.by_unit.values())
        self.bars.setVisible(known)
        self._no_bars.setVisible(not known)
        if row is None or not known:
            self._no_bars.setText("这个指标不分单位，或者各单位还没有数据。" if row else "")
            return
        self.bars.show_drawing(*bars(row, self._shown))

    def _export(self) -> None:
        keys = [row.key for row in self._filtered()]
        self.exporting.ask(self._shown, keys)

    def _copy(self) -> None:
        number = self.table.copy()
        self.context.told.emit(f"已复制{number}项指标，可以粘贴到电子表格里")


def _framed(picture: Picture, *others: QWidget) -> QWidget:
    """Return a picture on a card; others stand in for it where it has nothing to show."""
    frame = QFrame()
    frame.setProperty("card", "true")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(2, 2, 2, 2)
    widgets: Sequence[QWidget] = (picture, *others)
    for widget in widgets:
        layout.addWidget(widget, 1)
    return frame
