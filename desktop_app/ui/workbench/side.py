"""Beside the matrix: who has not reported, and what is left to do until the report can go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from desktop_app.services.workbench.left_to_do import Task
from desktop_app.ui import theme

_WIDTH = 236


class WorkbenchSide(QFrame):
    """Two lists. copy_wanted: the names should go to the clipboard. task_wanted: a Task to do."""

    copy_wanted = Signal()
    task_wanted = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        theme.set_role(self, "card", value=True)
        self.setFixedWidth(_WIDTH)
        self._tasks: list[Task] = []
        self._title = QLabel()
        theme.set_role(self._title, "role", "subtitle")
        self._missing = QListWidget()
        self._missing.setAccessibleName("还没有报送的单位")
        self.copy_button = QPushButton("复制名单")
        self.copy_button.clicked.connect(self.copy_wanted)
        heading = QLabel("报告交出去以前")
        theme.set_role(heading, "role", "subtitle")
        self.task_list = QListWidget()
        self.task_list.setAccessibleName("报告交出去以前")
        self.task_list.setWordWrap(True)
        self.task_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.task_list.itemActivated.connect(self._choose)
        self.task_list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(self._missing, 1)
        layout.addWidget(self.copy_button)
        layout.addSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.task_list, 2)

    def missing(self) -> list[str]:
        """Return the names of the units that have not reported."""
        return [self._missing.item(row).text() for row in range(self._missing.count())]

    def show_missing(self, names: Sequence[str], *, has_units: bool) -> None:
        """Name the units that have not reported."""
        self._missing.clear()
        self._missing.addItems(list(names))
        self._missing.setVisible(bool(names))
        self.copy_button.setVisible(bool(names))
        if names:
            self._title.setText(f"还没有报送：{len(names)}个")
        else:
            self._title.setText("各单位都报送了" if has_units else "还没有填报单位")

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show what is left to do."""
        self._tasks = list(tasks)
        self.task_list.clear()
        for task in tasks:
            item = QListWidgetItem(theme.icon("ok" if task.is_done else "warning"), task.text)
            item.setToolTip(task.detail)
            self.task_list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.task_wanted.emit(self._tasks[self.task_list.row(item)])
