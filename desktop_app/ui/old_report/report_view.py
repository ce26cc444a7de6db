"""An old report as it reads, with each of its blanks marked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.services.old_reports.service import REPORT_TITLE, TITLE_LINE, OldReport
from desktop_app.services.old_reports.words import point_number
from desktop_app.ui import theme
from desktop_app.ui.old_report.confirming import CHOSEN, OPEN, SURE_OPEN, Confirming

COLOURS = {CHOSEN: "#cfe8d6", SURE_OPEN: "#d7e6f7", OPEN: "#fde7b0"}
"""Behind a blank: confirmed, proposed with certainty, to be looked at."""


class ReportView(QTextEdit):
    """The text, not to be edited. picked: index of a blank that was clicked."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("旧报告")
        self._spans: list[tuple[int, int]] = []

    def show_report(self, confirming: Confirming) -> None:
        """Write the whole text and remember where each blank stands."""
        self.clear()
        starts = self._write(confirming.reading.report)
        self._spans = []
        for proposal in confirming.reading.proposals:
            place = proposal.blank.place
            start = starts[place.chapter, place.line]
            self._spans.append((start + place.start, start + place.end))
        self.mark(confirming)

    def mark(self, confirming: Confirming) -> None:
        """Colour the blanks by what became of them and bring the current one into sight."""
        selections = []
        for index, (start, end) in enumerate(self._spans):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(start, end)  # type: ignore[attr-defined] # Qt's stub lacks it
            form = QTextCharFormat()
            form.setBackground(QColor(COLOURS[confirming.state(index)]))
            if index == confirming.current:
                form.setBackground(QColor(theme.ACCENT))
                form.setForeground(QColor("white"))
            selection.format = form  # type: ignore[attr-defined] # likewise
            selections.append(selection)
        self.setExtraSelections(selections)
        if self._spans:
            start, _end = self._spans[confirming.current]
            self.setTextCursor(self._cursor(start, start))
            self.ensureCursorVisible()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick the blank under the mouse."""
        position = self.cursorForPosition(event.position().toPoint()).position()
        for index, (start, end) in enumerate(self._spans):
            if start <= position <= end:
                self.picked.emit(index)
                return
        super().mousePressEvent(event)

    def _write(self, report: OldReport) -> dict[tuple[int, int], int]:
        """Write title, headings and paragraphs; return where each text of the report begins."""
        cursor = QTextCursor(self.document())
        starts: dict[tuple[int, int], int] = {}
        self._block(cursor, report.title, centred=True, bold=True, is_first=True)
        starts[REPORT_TITLE, 0] = cursor.position() - len(report.title)
        for index, chapter in enumerate(report.chapters):
            if chapter.title:
                self._block(cursor, chapter.number + chapter.title, bold=True)
                starts[index, TITLE_LINE] = cursor.position() - len(chapter.title)
            counted = 0
            for place, line in enumerate(chapter.lines):
                counted = counted + 1 if line.is_point else 0
                number = point_number(chapter.point_style, counted) if counted else ""
                self._block(cursor, f"{number}{line.text}", indent=True)
                starts[index, place] = cursor.position() - len(line.text)
        return starts

    def _block(
        self,
        cursor: QTextCursor,
        text: str,
        *,
        centred: bool = False,
        bold: bool = False,
        indent: bool = False,
        is_first: bool = False,
    ) -> None:
        block = QTextBlockFormat()
        if centred:
            block.setAlignment(Qt.AlignmentFlag.AlignCenter)
        block.setTextIndent(2.0 * self.fontMetrics().height() if indent else 0)
        block.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(6)
        if is_first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        form = QTextCharFormat()
        form.setForeground(QColor(theme.TEXT))
        if bold:
            form.setFontWeight(QFont.Weight.Bold)
        cursor.insertText(text, form)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
