"""All steps that can be undone: choose one, and it goes with everything that came after it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.log.history import StepRecord
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.tables.plain_table import PlainTable

MOST_STEPS = 300
"""Who wants to go further back restores a backup."""

_PLACE = 2  # its column takes the room that is left


class _StepTable(PlainTable):
    """The newest step first; Enter takes the chosen ones back."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter do what the button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class UndoStepsDialog(QDialog):
    """chosen: the batch of the oldest step that is to be undone, with all newer ones."""

    chosen = Signal(str)

    def __init__(
        self, steps: Sequence[StepRecord], places: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """steps: the newest first. places: where each was, in words."""
        super().__init__(parent)
        self._steps = steps
        self.setWindowTitle("撤销到哪一步")
        self.resize(760, 460)
        hint = QLabel(
            "选中一步，它和它上面（后来）的各步一起撤销；撤销以后还可以用“重做”一步步恢复。"
        )
        hint.setWordWrap(True)
        hint.setProperty("role", "hint")
        rows = [
            (moment_text(step.at), step.name, place, step.who)
            for step, place in zip(steps, places, strict=True)
        ]
        self.table = _StepTable(("时间", "步骤", "在哪里", "操作人"), rows)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Stretch)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.button = QPushButton()
        self.button.setProperty("primary", "true")
        self.button.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.table.selectionModel().currentRowChanged.connect(self._show_choice)
        self.table.taken.connect(self._take)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.table.setCurrentIndex(self.table.model().index(0, 0))
        self.table.setFocus()

    def _show_choice(self, current: QModelIndex) -> None:
        """Mark everything that would go: the step under the cursor and all above it."""
        row = max(current.row(), 0)
        model = self.table.model()
        going = QItemSelection(model.index(0, 0), model.index(row, model.columnCount() - 1))
        self.table.selectionModel().select(going, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.button.setText(f"撤销这{row + 1}步" if row else "撤销这一步")

    def _take(self) -> None:
        row = self.table.currentIndex().row()
        self.accept()
        if row >= 0:
            self.chosen.emit(self._steps[row].batch)
