"""What is marked in a text without changing it: what is not printed, not touched, looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui import theme
from desktop_app.ui.report import chip_text

UNPRINTED, FOUND, UNTOUCHED = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
UNPRINTED.setForeground(QColor("#8a919b"))
FOUND.setBackground(QColor("#ffe08a"))
UNTOUCHED.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
UNTOUCHED.setUnderlineColor(QColor("#c98a1b"))

SELECTED = "#f4c7c3"
SELECTION = f"selection-background-color: {SELECTED}; selection-color: {theme.TEXT}"
"""Light, as chips stand on it in their own colours."""

SpansOf = Callable[[str], Iterable[tuple[int, int]]]
"""A stored line → (start, end) of what is marked in it."""


def spans(document: QTextDocument, spans_of: SpansOf) -> Iterator[tuple[int, int]]:
    """Yield (start, end) in the document of what a rule marks in each stored line."""
    block = document.begin()
    while block.isValid():
        found = list(spans_of(chip_text.stored_line(block)))
        if found:
            places = chip_text.places(block)
            for start, end in found:
                yield places[start], places[end]
        block = block.next()


def selections(
    document: QTextDocument, marked: Iterable[tuple[int, int]], look: QTextCharFormat
) -> list[QTextEdit.ExtraSelection]:
    """Return what draws stretches of a document in a look."""
    made = []
    for start, end in _joined(marked):
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor  # type: ignore[attr-defined] # missing in the stubs
        selection.format = look  # type: ignore[attr-defined] # likewise
        made.append(selection)
    return made


def _joined(marked: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join stretches that touch: Qt draws only the first of two that begin where one ends."""
    before: tuple[int, int] | None = None
    for start, end in sorted(marked):
        if before is not None and start <= before[1]:
            before = (before[0], max(before[1], end))
            continue
        if before is not None:
            yield before
        before = (start, end)
    if before is not None:
        yield before
