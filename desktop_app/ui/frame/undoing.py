"""Undo and redo from the window: take steps back, show where that was, say what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.ui.context import Context

if TYPE_CHECKING:
    from desktop_app.services.log.step_places import StepPlace

_MATRIX = "workbench"


class Undoing:
    """What the undo button, its menu and the keys do."""

    def __init__(
        self,
        context: Context,
        leave: Callable[[], None],
        current: Callable[[], str],
        show: Callable[[str, str], None],
    ) -> None:
        """leave: save what is being typed. current: the page shown. show: go to a page's item."""
        self._context = context
        self._leave = leave
        self._current = current
        self._show = show

    def undo(self) -> None:
        """Take the newest step back."""
        self._leave()
        newest = self._context.services.history.undoable()
        if newest:
            self._undo_to(newest[0].batch)
        else:
            self._context.told.emit("没有可以撤销的步骤")

    def undo_to(self, batch: str) -> None:
        """Take a step and all newer ones back."""
        self._leave()
        self._undo_to(batch)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._leave()
        history = self._context.services.history
        newest = history.redoable()
        if not newest:
            self._context.told.emit("没有可以重做的步骤")
            return
        if isinstance(name := self._context.attempt(history.redo), str):
            self._go_to(self._context.services.places.of(newest[0].batch))
            following = history.next_redo()
            more = f"；再按 Ctrl+Y 重做“{following}”" if following else ""
            self._context.told.emit(f"已重做：{name}{more}")

    def ask(self, parent: QWidget) -> None:
        """Let one choose how far to go back."""
        from desktop_app.ui.dialogs.undo_steps import (  # noqa: PLC0415 - seldom wanted
            MOST_STEPS,
            UndoStepsDialog,
        )

        self._leave()
        services = self._context.services
        steps = services.history.undoable(MOST_STEPS)
        if not steps:
            self._context.told.emit("没有可以撤销的步骤")
            return
        places = [services.places.of(step.batch).words for step in steps]
        dialog = UndoStepsDialog(steps, places, parent)
        dialog.chosen.connect(self.undo_to)
        dialog.exec()
        dialog.deleteLater()

    def _undo_to(self, batch: str) -> None:
        services = self._context.services
        names = self._context.attempt(lambda: services.history.undo_to(batch))
        if not isinstance(names, list):
            return
        self._go_to(services.places.of(batch))
        done = f"：{names[0]}" if len(names) == 1 else f"{len(names)}步，到“{names[-1]}”为止"
        following = services.history.next_undo()
        more = f"；再按 Ctrl+Z 撤销“{following}”" if following else ""
        self._context.told.emit(f"已撤销{done}{more}")

    def _go_to(self, place: StepPlace) -> None:
        """Show where something changed; a cell of the matrix in the matrix, where that is shown."""
        context = self._context
        periods = context.services.periods.all()
        if place.period in periods:
            context.show_period(place.period)
        elif context.period not in periods:
            context.show_period(periods[-1])
        if place.unit and context.unit not in ("", place.unit):
            context.show_unit("")
        context.data_changed.emit()
        current = self._current()
        if place.page and not (place.is_cell and current == _MATRIX):
            self._show(place.page, place.item)
