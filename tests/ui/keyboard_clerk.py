"""A clerk without a mouse in the whole window: eyes that read, fingers that press keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from page_driving import enter, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QTableView, QWidget

from desktop_app.ui.window import MainWindow

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_FAR = 60
"""Presses after which what is looked for is not to be reached by that key."""


class Clerk:
    """Works in a window by keys alone; every key goes to what has the focus."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.told: list[str] = []
        self.refused: list[str] = []
        window.context.told.connect(self.told.append)
        window.context.refused.connect(self.refused.append)

    # ── fingers ──────────────────────────────────────────────────────────────────────────────────

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, held)
        QApplication.processEvents()
        active = QApplication.activeWindow()
        if active is not None and not active.isVisible():
            self.window.activateWindow()  # without a display a closed list of suggestions stays so
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type a text; Chinese comes from the input method, into whatever the first key opened."""
        for character in text:
            enter(self.focus, character)

    def go_to_page(self, number: int, page: str) -> None:
        self.press(Key(Key.Key_0 + number), ALT)
        settle(self.window.context)
        assert self.window.navigation.current() == page

    def reach(self, is_there: Callable[[QWidget], bool]) -> None:
        """Press Tab until the focus is there; out of a table, which keeps Tab, go by Shift+F6."""
        for _press in range(_FAR):
            if is_there(self.focus):
                return
            if isinstance(self.focus, QTableView):
                self.press(Key.Key_F6, SHIFT)
            else:
                self.press(Key.Key_Tab)
        raise AssertionError("not to be reached by keyboard")

    # ── tables ───────────────────────────────────────────────────────────────────────────────────

    def fill_matrix(self, notes: Mapping[str, Mapping[str, str]]) -> None:
        """Type the notes of units, figure key → number, row by row from the first cell on."""
        self.press(Key.Key_Home, CTRL)
        view: Any = self.focus
        left = {(unit, key): text for unit, note in notes.items() for key, text in note.items()}
        for _cell in range(view.model().rowCount() * view.model().columnCount()):
            at = view.currentIndex()
            text = left.pop(view.model().key(at.row(), at.column()), "")
            self.write(text)
            if not left:
                break
            self.press(Key.Key_Tab)
        self.press(Key.Key_Return)
        assert left == {}

    def open_ledger(self, label: str) -> None:
        """Go to the tabs and by arrows to that of a ledger."""
        self.reach(lambda focus: isinstance(focus, QTabBar))
        tabs = self.focus
        assert isinstance(tabs, QTabBar)
        for _tab in range(tabs.count()):
            self.press(Key.Key_Left)
        for _tab in range(tabs.count()):
            if tabs.tabText(tabs.currentIndex()).startswith(label):
                return
            self.press(Key.Key_Right)
        raise AssertionError(label)

    def add_row(self, row: Mapping[str, str]) -> None:
        """Begin a row by Ctrl+N and fill its cells from the left by Tab; heading → text."""
        self.press(Key.Key_N, CTRL)
        view: Any = self.focus
        left = dict(row)
        while left:
            label = view.model().columns[view.currentIndex().column()].label
            self.write(left.pop(label, ""))
            if left:
                before = view.currentIndex()
                self.press(Key.Key_Tab)
                assert view.currentIndex().row() == before.row(), f"no {list(left)} in the table"
        self.press(Key.Key_Return)

    # ── forms ────────────────────────────────────────────────────────────────────────────────────

    def push(self, text: str) -> None:
        """Go to a button of the page and press it."""

        def is_it(focus: QWidget) -> bool:
            return isinstance(focus, QPushButton) and focus.text() == text

        self.reach(is_it)
        self.press(Key.Key_Space)

    def fill_form(self, values: Mapping[str, str]) -> None:
        """Fill fields from the one with the cursor on, by Tab; label → text."""
        for label, text in values.items():
            self.reach(lambda focus, label=label: focus.accessibleName() == label)
            self.write(text)
        self.press(Key.Key_Tab)

    # ── eyes ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "the focus was lost"
        assert self.window.isAncestorOf(found), "something stands in front of the window"
        return found
