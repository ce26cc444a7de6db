"""Which measures answer a problem, or which problems a measure answers: a list to tick."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

_UID = Qt.ItemDataRole.UserRole


class LinkDialog(QDialog):
    """Ticks what is linked; says nothing is linked where nothing is ticked."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        choices: Sequence[tuple[str, str]],
        linked: Collection[str],
        keep: Callable[[list[str]], None],
    ) -> None:
        """choices: (uid, text); keep: called with the ticked uids when it was agreed to."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 420)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        for uid, text in choices:
            item = QListWidgetItem(text)
            item.setData(_UID, uid)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if uid in linked else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.itemClicked.connect(self._note_click)
        self._before = self.ticked()
        self.buttons = QDialogButtonBox()
        self.buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: keep(self.ticked()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(QLabel("勾选有对应关系的各条，可以多选，也可以不选。", wordWrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)

    def ticked(self) -> list[str]:
        """Return the uids that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_UID) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _note_click(self, item: QListWidgetItem) -> None:
        """Tick with a click on the text too; a click on the box has ticked it already."""
        after = self.ticked()
        if after == self._before:
            is_ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
        self._before = self.ticked()
