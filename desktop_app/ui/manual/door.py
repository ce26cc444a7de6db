"""The door to the manual: makes its window when it is first wanted, and anew after a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.ui.context import Context
from desktop_app.ui.frame import key_list

if TYPE_CHECKING:
    from desktop_app.ui.manual.window import ManualWindow

_KEYS_UNDER = "查一查"  # the group of contents.toml that the keys stand in


class ManualDoor:
    """Opens the manual where it is wanted; it keeps no window that tells of what was."""

    def __init__(
        self, window: QWidget, context: Context, folder: Path, labels: Callable[[], Sequence[str]]
    ) -> None:
        """window: the program's. folder: resources/manual. labels: the window's pages in order."""
        self._window = window
        self._context = context
        self._folder = folder
        self._labels = labels
        self._made: ManualWindow | None = None
        self._of: object = None

    def open_for(self, shown: str) -> None:
        """Explain a page of the window, known by its key."""
        self.manual().open_for(shown)

    def open_figure(self, key: str) -> None:
        """Show how a figure is counted."""
        self.manual().open_figure(key)

    def manual(self) -> ManualWindow:
        """Return the manual's window with the office's own areas as they are now."""
        from desktop_app.ui.manual.key_page import key_page  # noqa: PLC0415 - with the first page
        from desktop_app.ui.manual.window import ManualWindow  # noqa: PLC0415 - of the manual

        areas = self._context.services.catalogue.areas
        if self._made is not None and self._of == areas:
            return self._made
        if self._made is not None:
            self._made.close()
            self._made.deleteLater()
        keys = key_page(key_list.places(self._labels()), _KEYS_UNDER)
        self._made = ManualWindow(self._context, self._folder, keys, self._window)
        self._of = areas
        return self._made
