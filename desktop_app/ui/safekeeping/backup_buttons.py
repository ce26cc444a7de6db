"""What can be done about backups, as one row of buttons."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for one in self._all():
            layout.addWidget(one)
        layout.addStretch(1)

    def fit(self, *, has_backups: bool, has_second: bool, has_readable: bool) -> None:
        """Offer what can be done with what there is."""
        for one in (self.restore, self.check):
            one.setEnabled(has_backups)
        for action in (self.catch_up, self.leave_second):
            action.setEnabled(has_second)
        self.open_readable.setEnabled(has_readable)

    def _all(self) -> tuple[QPushButton, ...]:
        return (
            self.backup,
            self.copy,
            self.restore,
            self.restore_file,
            self.check,
            self.second,
            self.readable,
        )


def _menu(owner: QPushButton, *labels: str) -> list[QAction]:
    """Give a button a menu; return its entries."""
    menu = QMenu(owner)
    owner.setMenu(menu)
    return [menu.addAction(label) for label in labels]
