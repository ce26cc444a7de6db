"""Before typing would be lost, by closing or by building the pages anew, the user is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop_app.ui.frame.page_stack import PageStack

_TEXT = "有填写的内容没有存上"
_MORE = (
    "原因写在那一格旁边。返回以后改好，或按提示腾出磁盘空间再存；放弃的话，只丢没有存上的这些内容。"
)


class Leaving:
    """One for a window."""

    def __init__(self, window: QWidget, stack: PageStack, show: Callable[[str], object]) -> None:
        """show: goes to a page by its key."""
        self._window = window
        self._stack = stack
        self._show = show
        self._is_given_up = False
        self.question: UnsavedQuestion | None = None

    def may_go(self, then: Callable[[], object], stay: Callable[[], object]) -> bool:
        """Save all that is typed and return True; where that fails, ask and return False.

        then: called when the user gives up what could not be saved; meanwhile this returns True.
        stay: called when he returns to it.
        """
        if self._is_given_up:
            return True
        if self.question is not None:
            self.question.raise_()
            return False
        key = self._stack.unsaved()
        if not key:
            return True
        self.question = UnsavedQuestion(self._window)
        self.question.finished.connect(lambda _result: self._answered(key, then, stay))
        self.question.open()
        return False

    def _answered(self, key: str, then: Callable[[], object], stay: Callable[[], object]) -> None:
        question, self.question = self.question, None
        assert question is not None
        is_given_up = question.clickedButton() is question.give_up
        question.deleteLater()
        if not is_given_up:
            stay()
            self._show(key)
            return
        self._is_given_up = True
        try:
            then()
        finally:
            self._is_given_up = False


class UnsavedQuestion(QMessageBox):
    """返回 is what Enter and Esc mean."""

    def __init__(self, parent: QWidget) -> None:
        """Not shown yet; nothing waits for it, so that the window goes on saving."""
        super().__init__(QMessageBox.Icon.Warning, "党建季报", _TEXT, parent=parent)
        self.setInformativeText(_MORE)
        self.back: QPushButton = self.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        self.give_up: QPushButton = self.addButton(
            "放弃未保存的内容", QMessageBox.ButtonRole.DestructiveRole
        )
        self.setDefaultButton(self.back)
        self.setEscapeButton(self.back)
