"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.context import Context


class Page(QWidget):
    """Base of all pages: reloads when it is shown and its content may be stale.

    A page overrides `reload` and, where others jump into it, `show_item`.
    """

    def __init__(self, context: Context) -> None:
        """Listen for news; nothing is loaded before the page is first shown."""
        super().__init__()
        self.context = context
        self._is_stale = True
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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Load when first seen, and after news that came while another page was shown."""
        super().showEvent(event)
        self._load_if_stale()

    def _note_news(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._load_if_stale()

    def _load_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.context.attempt(self.reload)
