"""What can be done about backups, as one row of buttons, or two where that is too wide."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button


class BackupButtons(QWidget):
    """The page connects each of them."""

    def __init__(self) -> None:
        """Build the row."""
        super().__init__()
        self.backup = button("立即备份", "backup", "现在做一份备份，并核对它和数据是否一致")
        self.backup.setProperty("primary", "true")
        self.backup.setIcon(theme.icon("backup", theme.SURFACE))
        self.copy = button("另存一份到…", "folder", "把一份备份放到您选的地方，如U盘")
        self.restore = button("恢复选中的…", "undo", "先看恢复以后有哪些不同，再决定（回车键）")
        self.restore_file = button("从文件恢复…", "import", "用U盘或别处的一份备份恢复")
        self.check = button("全部检查", "ok", "把每份备份从头读一遍，看是否完好")
        self.second = button("第二备份位置", "link", "每份备份自动再放一份到U盘或另一个盘")
        self.readable = button("可读副本", "export-text", "各季度的表格和报告文字")
        self.choose_second, self.catch_up, self.leave_second = _menu(
            self.second, "选择位置…", "现在补齐", "不再使用"
        )
        self.write_readable, self.open_readable = _menu(self.readable, "现在更新", "打开文件夹")
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        first = (self.backup, self.copy, self.restore, self.restore_file)
        for stretch, buttons in enumerate((first, (self.check, self.second, self.readable))):
            row = QHBoxLayout()
            for one in buttons:
                row.addWidget(one)
            row.addStretch(1)
            self._rows.addLayout(row, stretch)
        self._in_one_row = self._rows.minimumSize().width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the width of the longer of two rows."""
        widths = [self._rows.itemAt(row).minimumSize().width() for row in range(2)]
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the row where it is too wide."""
        super().resizeEvent(event)
        fits = self.width() >= self._in_one_row
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(direction)

    def fit(self, *, has_backups: bool, has_second: bool, has_readable: bool) -> None:
        """Offer what can be done with what there is."""
        for one in (self.restore, self.check):
            one.setEnabled(has_backups)
        for action in (self.catch_up, self.leave_second):
            action.setEnabled(has_second)
        self.open_readable.setEnabled(has_readable)


def _menu(owner: QPushButton, *labels: str) -> list[QAction]:
    """Give a button a menu; return its entries."""
    menu = QMenu(owner)
    owner.setMenu(menu)
    return [menu.addAction(label) for label in labels]
