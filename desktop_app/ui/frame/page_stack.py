"""The pages of the window: each is made when it is first wanted, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from desktop_app.ui.context import Context
from desktop_app.ui.pages import page_of

if TYPE_CHECKING:
    from desktop_app.ui.pages.page import Page

_SHOWN, _HIDDEN = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class PageStack(QStackedWidget):
    """Shows one page at a time, by its key."""

    def __init__(self, context: Context, on_made: Callable[[Page], None]) -> None:
        """on_made: called with each page that is made."""
        super().__init__()
        self._context = context
        self._on_made = on_made
        self._kept: dict[str, Page] = {}

    def page(self) -> Page | None:
        """Return the page that is shown, None before the first."""
        shown = self.currentWidget()
        return next((page for page in self._kept.values() if page is shown), None)

    def show_page(self, key: str) -> Page:
        """Show a page and return it; KeyError for a key that none has."""
        page = self._kept.get(key)
        if page is None:
            page = self._kept[key] = page_of(key, self._context)
            self._on_made(page)
            self.addWidget(page)
        # Only the page that is shown says how small the window may be.
        for other in self._kept.values():
            other.setSizePolicy(_HIDDEN, _HIDDEN)
        page.setSizePolicy(_SHOWN, _SHOWN)
        self.setCurrentWidget(page)
        return page

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Ask the page that is shown; Qt asks all of them."""
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the least height of the page that is shown, in px; -1 where any will do.

        The least and not what it likes best: what is less than that is scrolled.
        """
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return layout.totalMinimumHeightForWidth(width)

    def leave(self) -> None:
        """Let the page that is shown save what is still being typed."""
        page = self.page()
        if page is not None:
            page.leave()

    def unsaved(self) -> str:
        """Save what is typed on any page; return the key of one where that failed, else ""."""
        shown = self.page()
        ordered = sorted(self._kept.items(), key=lambda item: item[1] is not shown)
        return next((key for key, page in ordered if not page.save_all()), "")

    def forget_others(self) -> None:
        """Drop all pages but the one that is shown and those that hold what could not be saved."""
        for key, page in list(self._kept.items()):
            if page is not self.page() and not page.has_unsaved():
                self.removeWidget(page)
                page.deleteLater()
                del self._kept[key]

    def forget(self) -> str:
        """Drop all pages, so that each is built anew; return the key of the one shown, or ""."""
        shown = next((key for key, page in self._kept.items() if page is self.page()), "")
        for page in self._kept.values():
            self.removeWidget(page)
            page.deleteLater()
        self._kept.clear()
        return shown
