"""A long text's editor is as high as its text, and keeps it when one pauses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPlainTextEdit

PAUSE = 2000
"""Milliseconds after which what is still being typed is kept."""

_LINES = (2, 8)


class _Growth(QObject):
    """Watches one editor."""

    def __init__(self, editor: QPlainTextEdit, keep: Callable[[], object]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: keep() if editor.hasFocus() else None)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._grow)
        editor.textChanged.connect(self._grow)
        editor.textChanged.connect(self._pause.start)
        editor.installEventFilter(self)
        self._grow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again once the lines are broken anew, in another width or size of type."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.Show):
            self._soon.start()
        return False

    def _grow(self) -> None:
        editor = self._editor
        least, most = _LINES
        lines = min(max(int(editor.document().size().height()), least), most)
        around = 2 * editor.frameWidth() + 2 * int(editor.document().documentMargin()) + 2
        height = lines * editor.fontMetrics().lineSpacing() + around
        if height != editor.maximumHeight():
            editor.setFixedHeight(height)


def grow_with_text(editor: QPlainTextEdit, keep: Callable[[], object]) -> None:
    """Let an editor grow; keep: called when one has paused while typing."""
    _Growth(editor, keep)
