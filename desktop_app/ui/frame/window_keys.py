"""The shortcuts that work everywhere in the window, made from the list that Ctrl+F1 shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.frame import key_list

_FIND = "Ctrl+F"


class WindowKeys(QObject):
    """Lives as long as the window."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, Callable[[], object]],
        pages: Mapping[str, Callable[[], object]],
        current_page: Callable[[], QWidget | None],
    ) -> None:
        """actions: keys → what they do; KeyError for keys of the list that lack one.

        pages: a page's label → what goes there, in the navigation's order.
        """
        super().__init__(window)
        self._current_page = current_page
        self._made = {
            key.keys: QShortcut(QKeySequence(key.keys), window, actions[key.keys])
            for key in key_list.WINDOW
        }
        for key, go in zip(key_list.page_keys(list(pages)), pages.values(), strict=False):
            QShortcut(QKeySequence(key.keys), window, go)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.share_find_key)

    def share_find_key(self, *_focus: object) -> None:
        """Leave Ctrl+F to a page that has a search field of its own, while the focus is there.

        Two shortcuts for one key would stop both.
        """
        find = QKeySequence(_FIND)
        page, focus = self._current_page(), QApplication.focusWidget()
        has_own = (
            page is not None
            and focus is not None
            and (focus is page or page.isAncestorOf(focus))
            and any(action.shortcut() == find for action in page.actions())
        )
        self._made[_FIND].setEnabled(not has_own)
