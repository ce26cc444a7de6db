"""What all pages share: the services, the period and unit looked at, and how news travels."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.program.error_log import ERRORS, sentence_of
from desktop_app.services.safekeeping.saving_words import trouble_sentence
from desktop_app.ui.tasks import Tasks

Result = TypeVar("Result")


class Context(QObject):
    """Handed to every page by its constructor.

    period_changed: another period or unit is looked at; pages reload. data_changed: something
    was written; pages that show it reload. told: a sentence for the status bar; refused: one
    that the user must see; warned: one about the whole program, which stays on every page;
    noted: one about something done that stays until it was read; offered: one about something
    odd, with what may be done about it (words of a button → action). undo_wanted: the newest
    step should be taken back. asked_for: a page's key and what it should show there.
    selection_told: sums of the selected cells, "" for none. explained: a figure's key; the
    manual shows how it is counted.
    """

    period_changed = Signal()
    data_changed = Signal()
    told = Signal(str)
    refused = Signal(str)
    warned = Signal(str)
    noted = Signal(str)
    offered = Signal(str, object)
    undo_wanted = Signal()
    asked_for = Signal(str, str)
    selection_told = Signal(str)
    explained = Signal(str)

    def __init__(
        self,
        services: Services,
        reading: Callable[[], AbstractContextManager[None]],
        period: Period,
    ) -> None:
        """Start with a period; reading opens a worker's connection."""
        super().__init__()
        self.services = services
        self.tasks = Tasks(reading, self, self._known_reason)
        self._period = period
        self._unit = ""

    @property
    def period(self) -> Period:
        """The quarter that the pages show."""
        return self._period

    @property
    def unit(self) -> str:
        """The unit that the pages are narrowed to, "" for all."""
        return self._unit

    def show_period(self, period: Period) -> None:
        """Look at another quarter."""
        if period != self._period:
            self._period = period
            self.period_changed.emit()

    def show_unit(self, unit: str) -> None:
        """Narrow the pages to one unit, or "" to none."""
        if unit != self._unit:
            self._unit = unit
            self.period_changed.emit()

    def show_page(self, page: str, argument: str = "") -> None:
        """Go to a page; argument as that page's `show_item` takes it."""
        self.asked_for.emit(page, argument)

    def write(self, action: Callable[[], Result], told: str = "") -> Result | None:
        """Do something that writes; on success tell it and let the pages reload.

        A refusal is shown as its sentence and None returned; what the user typed stays where it is.
        """
        result = self.attempt(action)
        if result is not Failed:
            self.data_changed.emit()
            if told:
                self.told.emit(told)
            return result  # type: ignore[return-value] # not the mark
        return None

    def attempt(self, action: Callable[[], Result]) -> Result | type[Failed]:
        """Call a service; a refusal is shown, an unexpected error logged and told; then Failed."""
        try:
            return action()
        except Refusal as refusal:
            self.refused.emit(str(refusal))
        except Exception as error:  # noqa: BLE001 - whatever it was, the window goes on
            ERRORS.note("page", error)
            self.refused.emit(self._known_reason(error) or sentence_of(error))
        return Failed

    def _known_reason(self, error: BaseException) -> str | None:
        """Return the sentence for what is wrong with the file or the disk, None for the rest."""
        return trouble_sentence(error, self.services.writer.store.path)


class Failed:
    """Marks a call that did not succeed, where None may be a result."""
