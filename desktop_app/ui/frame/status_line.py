"""At the foot of the window: what was just done, sums of the selection, where the data lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from desktop_app.services.safekeeping.standing import Standing
from desktop_app.ui import theme

_PLACE_WIDTH = 190


class StatusLine(QStatusBar):
    """Sentences come and go at the left; the rest stands at the right."""

    def __init__(self, folder: Path, database: Path, parent: QWidget | None = None) -> None:
        """folder, database: where the data lies."""
        super().__init__(parent)
        self._folder = folder
        self._is_narrow = self._warns = False
        self.selection = QLabel()
        self.selection.setObjectName("selectionSums")
        self.selection.hide()
        self.demo_button = _button(
            "现在是演示数据，清除…", "先自动备份，再删去全部演示数据，从自己的季度开始"
        )
        self.demo_button.hide()
        self._place = QLabel()
        self._place.setToolTip(str(database))
        self.backup = _button("", "备份有多久了；按下打开“备份与恢复”")
        theme.set_role(self.backup, "flat", value=True)
        self.backup.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.manual_button = _button("使用手册", "怎样填数、写报告，出了问题怎么办（F1）")
        self.keys_button = _button("快捷键", "全部快捷键，可以查找和打印（Ctrl+F1）")
        self.large_button = _button("大字", "放大或还原全部文字")
        self.large_button.setCheckable(True)
        self.about_button = _button("关于", "版本和许可")
        for widget in (
            self.selection,
            self._place,
            self.backup,
            self.manual_button,
            self.keys_button,
            self.large_button,
            self.about_button,
        ):
            self.addPermanentWidget(widget)
        # Last, so that Tab and F6 come there last: it clears a database.
        self.insertPermanentWidget(1, self.demo_button)
        self.fit()

    def fit(self) -> None:
        """Shorten the folder's name for the present size of type."""
        text = f"数据：{self._folder}"
        metrics = self._place.fontMetrics()
        self._place.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _PLACE_WIDTH))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state of the window
        """Leave out what one can look up elsewhere."""
        self._is_narrow = narrow
        self._arrange()

    def show_selection(self, text: str) -> None:
        """Show the sums of the selected cells, "" for none."""
        self.selection.setText(text)
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is room for: sums of a selection stand where the folder's name stood."""
        sums = bool(self.selection.text())
        self.selection.setVisible(sums)
        self._place.setVisible(not (self._is_narrow or sums))
        self.backup.setVisible(self._warns or not (self._is_narrow or sums))
        self.keys_button.setVisible(not self._is_narrow)

    def show_backup(self, standing: Standing) -> None:
        """Say how old the newest backup is; a warning stands out."""
        self._warns = bool(standing.warning)
        self.backup.setText(standing.text)
        self.backup.setIcon(theme.icon("warning") if standing.warning else QIcon())
        self.backup.setToolTip(standing.warning or "按下打开“备份与恢复”")
        self._arrange()


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    return button
