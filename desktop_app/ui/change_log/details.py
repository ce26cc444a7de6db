"""Below the log: every value that the line under the cursor changed, in full."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.services.log.change_log import LogLine
from desktop_app.services.log.change_words import ValueChange
from desktop_app.ui.change_log.wording import EMPTY, detail_texts, where_text
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.tables.plain_table import PlainModel, PlainTable

_HEADINGS = ("内容", "原来", "改为")
_LABEL_WIDTH = 110


class Details(QWidget):
    """One line a value; long texts are wrapped."""

    def __init__(self) -> None:
        """Start with nothing to show."""
        super().__init__()
        self.title = QLabel()
        self.title.setProperty("role", "subtitle")
        self.table = PlainTable(_HEADINGS, [])
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("这一条改了什么")
        self.table.setWordWrap(True)
        rows = self.table.verticalHeader()
        rows.setMaximumSectionSize(400)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = hint("")
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(middle, 1)

    def show_line(self, line: LogLine | None) -> None:
        """Show what a line changed; a step of several rows says how to see each."""
        self.title.setText("" if line is None else f"{line.step}　{where_text(line)}")
        values = () if line is None or line.rows > 1 else line.values
        rows = [_row(value) for value in values]
        old = self.table.model()
        self.table.setModel(PlainModel(_HEADINGS, rows))
        old.deleteLater()
        header = self.table.horizontalHeader()
        header.resizeSection(0, _LABEL_WIDTH)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.nothing.setText(_reason(line))
        self._middle.setCurrentWidget(self.table if rows else self.nothing)


def _row(value: ValueChange) -> tuple[str, str, str]:
    if not value.label:
        return "这一行", "", value.new
    old, new = detail_texts(value)
    return value.label, old, new or EMPTY


def _reason(line: LogLine | None) -> str:
    if line is None:
        return ""
    if line.rows > 1:
        return f"这一步改了{line.rows}处。按 → 或点操作前的小三角，可以逐处查看。"
    return "没有看得见的内容改变。"
