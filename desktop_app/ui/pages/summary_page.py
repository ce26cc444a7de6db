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

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.services.summary import Series, SeriesPoint, SummaryRow
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.pages.page import Page
from desktop_app.ui.summary.charts import Mark, draw_bars, draw_trend
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
        self.areas = QComboBox()
        self.areas.addItem(_ALL)
        self.text = QLineEdit(clearButtonEnabled=True)
        self.text.setPlaceholderText("查找指标")
        self.text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setMaximumWidth(220)
        self.copy_table = button("复制表格", "duplicate", "粘贴到电子表格或文档里（Ctrl+C）")
        self.state = hint("")
        self.state.setWordWrap(False)
        self.table = SummaryTable()
        self.trend = Picture(draw_trend, context.told.emit)
        self.bars = Picture(draw_bars, context.told.emit)
        self._no_bars = hint("")
        self._no_bars.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.areas.currentIndexChanged.connect(self._filter)
        self.text.textChanged.connect(self._filter)
        self.copy_table.clicked.connect(self._copy)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_figure())

    def reload(self) -> None:
        """Ask for all figures of the quarter."""
        period = self.context.period
        self.state.setText("正在计算…")
        self.context.tasks.run(
            "summary", lambda: self._service.rows(period), self._take_rows, self.state.setText
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
        for widget in (title, self.areas, self.text, self.state):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.copy_table)
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

    def _take_rows(self, rows: list[SummaryRow]) -> None:
        """Show what was computed."""
        self._rows = rows
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
        area, text = self.areas.currentText(), self.text.text().strip()
        shown = [
            row
            for row in self._rows
            if area in (_ALL, row.area) and (text in row.label or text in row.definition)
        ]
        self.table.figures.show_rows(shown)
        lacking = sum(bool(row.missing) for row in shown)
        self.state.setText(
            f"共{len(shown)}项指标" + (f"，{lacking}项有单位缺报" if lacking else "")
        )
        if shown:
            self.table.choose(key)
            self._wanted = ""
        self._show_figure()

    def _show_figure(self) -> None:
        """Draw the figure under the cursor."""
        row = self.table.current()
        if row is None:
            self.trend.show_marks("没有符合条件的指标", ())
            self._show_bars(None)
            return
        self._show_bars(row)
        self.context.tasks.run(
            "trend",
            lambda: self._service.series(row.key),
            self._take_series,
            self.context.refused.emit,
        )

    def _take_series(self, series: Series) -> None:
        row = self.table.current()
        if row is None or row.key != series.key:
            return
        marks = [_mark(point, series) for point in series.points]
        self.trend.show_marks(f"{series.label}（{series.counter}）各季度", marks)

    def _show_bars(self, row: SummaryRow | None) -> None:
        known = row is not None and any(value is not None for value in row.by_unit.values())
        self.bars.setVisible(known)
        self._no_bars.setVisible(not known)
        if row is None or not known:
            self._no_bars.setText("这个指标不分单位，或者各单位还没有数据。" if row else "")
            return
        marks = [Mark(unit, value, row.text(value)) for unit, value in row.by_unit.items()]
        title = f"{row.label}（{row.counter}）各单位，{self.context.period.label}"
        self.bars.show_marks(title, marks)

    def _copy(self) -> None:
        number = self.table.copy()
        self.context.told.emit(f"已复制{number}项指标，可以粘贴到电子表格里")


def _mark(point: SeriesPoint, series: Series) -> Mark:
    quarter = point.period.name.replace("第", "").replace("季度", "季")
    value = point.value
    text = "" if value is None else counted_number(value, series.decimals, series.counter)
    return Mark(f"{point.period.year}年\n{quarter}", value, text, point.missing)


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
