"""At the foot of the window: what was just done, sums of the selection, where the data lies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

_PLACE_WIDTH = 190


class StatusLine(QStatusBar):
    """Sentences come and go at the left; the rest stands at the right."""

    def __init__(self, folder: Path, database: Path, parent: QWidget | None = None) -> None:
        """folder, database: where the data lies."""
        super().__init__(parent)
        self._folder = folder
        self._is_narrow = False
        self.selection = QLabel()
        self.selection.setObjectName("selectionSums")
        self.selection.hide()
        self.demo_button = _button(
            "现在是演示数据，清除…", "先自动备份，再删去全部演示数据，从自己的季度开始"
        )
        self.demo_button.hide()
        self._place = QLabel()
        self._place.setToolTip(str(database))
        self.backup = QLabel()
        self.keys_button = _button("快捷键", "全部快捷键，可以查找和打印（F1）")
        self.large_button = _button("大字", "放大或还原全部文字")
        self.large_button.setCheckable(True)
        self.about_button = _button("关于", "版本和许可")
        for widget in (
            self.selection,
            self.demo_button,
            self._place,
            self.backup,
            self.keys_button,
            self.large_button,
            self.about_button,
        ):
            self.addPermanentWidget(widget)
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
        for widget in (self._place, self.backup):
            widget.setVisible(not (self._is_narrow or sums))
        self.keys_button.setVisible(not self._is_narrow)

    def show_backup(self, newest: Path | None) -> None:
        """Say how old the newest backup is."""
        self.backup.setText(_backup_age(newest))


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    return button


def _backup_age(newest: Path | None) -> str:
    if newest is None:
        return "还没有备份"
    age = datetime.now() - datetime.fromtimestamp(newest.stat().st_mtime)  # noqa: DTZ005, DTZ006 - as a clerk's clock shows it
    if age.days > 0:
        return f"备份：{age.days}天前"
    hours = age.seconds // 3600
    return f"备份：{hours}小时前" if hours else "备份：刚刚"
