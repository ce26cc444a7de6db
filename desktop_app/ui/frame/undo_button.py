"""The button that undoes, with the last steps in its menu: any of them, and all newer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.frame.moments import moment_text

if TYPE_CHECKING:
    from desktop_app.services.log.history import StepRecord
    from desktop_app.services.log.step_places import StepPlace

_LISTED = 12
_LONGEST = 34  # characters of a step in the menu; the dialog shows all of them


class UndoButton(QToolButton):
    """Undoes the newest step.

    undo_asked: pressed. undo_to_asked: a step's batch was chosen, it and all newer ones are to go.
    steps_asked: the whole list is wanted. bin_asked: the 回收站 is.
    """

    undo_asked = Signal()
    undo_to_asked = Signal(str)
    steps_asked = Signal()
    bin_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Read the steps when the menu opens."""
        super().__init__(parent)
        self._context = context
        self.setIcon(theme.icon("undo"))
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName("撤销")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.steps = QMenu(self)
        self.steps.setToolTipsVisible(True)
        self.steps.aboutToShow.connect(lambda: context.attempt(self._fill))
        self.setMenu(self.steps)
        self.clicked.connect(self.undo_asked)

    def show_next(self, name: str) -> None:
        """Name the step that would be undone, "" where there is none; the menu stays open to all.

        The 回收站 is in that menu too: the button never goes grey as a whole.
        """
        tip = f"撤销：{name}（Ctrl+Z）" if name else "没有可以撤销的步骤"
        self.setToolTip(f"{tip}\n点右边的小箭头，可以一次撤销几步")

    def _fill(self) -> None:
        services = self._context.services
        self.steps.clear()
        found = services.history.undoable(_LISTED)
        title = self.steps.addAction(
            "撤销到哪一步（后面的各步一起撤销）" if found else "没有可以撤销的步骤"
        )
        title.setEnabled(False)
        for number, step in enumerate(found, 1):
            self._add(step, services.places.of(step.batch), number)
        self.steps.addSeparator()
        more = self.steps.addAction("更多步骤…\tCtrl+Alt+Z")
        more.setEnabled(bool(found))
        more.triggered.connect(lambda _checked: self.steps_asked.emit())
        bin_action = self.steps.addAction(theme.icon("delete"), "回收站")
        bin_action.triggered.connect(lambda _checked: self.bin_asked.emit())

    def _add(self, step: StepRecord, place: StepPlace, number: int) -> None:
        text = "　".join(filter(None, (step.name, place.words)))
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 1]}…"
        action = self.steps.addAction(f"{text.replace('&', '&&')}\t{moment_text(step.at)}")
        action.setData(step.batch)
        action.setToolTip(
            f"撤销这一步和它后面的，共{plain_number(number)}步" if number > 1 else "只撤销这一步"
        )
        action.triggered.connect(lambda _checked: self.undo_to_asked.emit(step.batch))
