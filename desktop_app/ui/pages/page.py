"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.context import Context
from desktop_app.ui.fields.unsaved import holds_unsaved
from desktop_app.ui.tables.grid_view import GridView

_LATER = 500  # milliseconds until one looks again whether the page can be reloaded


class Page(QWidget):
    """Base of all pages: reloads when it is shown and its content may be stale.

    A page overrides `reload` and, where others jump into it, `show_item`.
    """

    def __init__(self, context: Context) -> None:
        """Listen for news; nothing is loaded before the page is first shown."""
        super().__init__()
        self.context = context
        self._is_stale = True
        self._scope: object = None
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._load_if_seen)
        context.period_changed.connect(self._note_news)
        context.data_changed.connect(self._note_news)

    def reload(self) -> None:
        """Read everything that the page shows for the context's period and unit."""
        raise NotImplementedError

    def show_item(self, argument: str) -> None:
        """Bring something into view; what the argument means is the page's own matter."""

    def take_files(self, paths: Sequence[Path]) -> bool:  # noqa: ARG002 - for pages that take some
        """Take files that were dropped on the window; False where they are returned forms."""
        return False

    def leave(self) -> None:
        """Save what is still being typed; called before another page, period or the end."""

    def has_unsaved(self) -> bool:
        """Whether something that was typed here is saved nowhere, refused as it was."""
        return holds_unsaved(self)

    def save_all(self) -> bool:
        """Save what is still being typed; False where something stays unsaved.

        Nothing is written while another quarter or unit is looked at than the page shows.
        """
        if self._scope == self._wanted_scope():
            self.leave()
        return not self.has_unsaved()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Load when first seen, and after news that came while another page was shown."""
        super().showEvent(event)
        self._load_if_stale()

    def _note_news(self) -> None:
        self._is_stale = True
        self._load_if_seen()

    def _load_if_seen(self) -> None:
        if self.isVisible():
            self._load_if_stale()

    def _load_if_stale(self) -> None:
        """Reload, but later where that would close a cell that holds what could not be saved."""
        if not self._is_stale:
            return
        if self._scope != self._wanted_scope():
            for grid in self.findChildren(GridView):
                grid.give_up_unsaved()  # else it would be written where one looks now
        elif any(grid.has_unsaved() for grid in self.findChildren(GridView)):
            self._later.start()
            return
        self._is_stale, self._scope = False, self._wanted_scope()
        self.context.attempt(self.reload)

    def _wanted_scope(self) -> object:
        return self.context.period, self.context.unit
