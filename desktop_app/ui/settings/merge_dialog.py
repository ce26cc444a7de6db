"""并入…: choose the unit that another one is merged into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop_app.core.records import UnitRecord
from desktop_app.ui.fields.surfaces import hint


class MergeDialog(QDialog):
    """Says what a merge does, and asks for the target."""

    def __init__(
        self,
        parent: QWidget,
        unit: UnitRecord,
        targets: Sequence[UnitRecord],
        period: str,
        merge: Callable[[str], None],
    ) -> None:
        """merge: called with the target's uid when it was agreed to."""
        super().__init__(parent)
        self.setWindowTitle(f"把“{unit.name}”并入别的单位")
        self.setMinimumWidth(440)
        self.targets = QComboBox()
        for target in targets:
            self.targets.addItem(target.name, target.uid)
        self.buttons = QDialogButtonBox()
        agree = self.buttons.addButton("并入", QDialogButtonBox.ButtonRole.AcceptRole)
        agree.setEnabled(bool(targets))
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: merge(str(self.targets.currentData())))
        self._rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(QLabel(f"“{unit.name}”并入："))
        layout.addWidget(self.targets)
        layout.addWidget(
            hint(
                f"从{period}起，“{unit.name}”已填的数据、党员数和支部数都转到所选单位；"
                "两边都有合计数的，相加成一个。以前季度的数据仍记在原单位名下。"
            )
        )
        layout.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the sentence needs; a dialog does not ask its labels."""
        super().showEvent(event)
        self.resize(self.width(), self._rows.totalHeightForWidth(self.width()))
