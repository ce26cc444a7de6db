"""Ctrl+F and Ctrl+H on the report page: from place to place through all chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desktop_app.core.records import ReportRecord
from desktop_app.services.reports.find_replace import Match, matches
from desktop_app.ui.report.chip_editor import ChipEditor
from desktop_app.ui.report.find_bar import FindBar
from desktop_app.ui.report.text_pane import TextPane

Place = tuple[int, int, int]
"""Row of the chapter, 0 for its title or 1 for its text, place in that."""


class Searching(QObject):
    """Lives as long as the page."""

    def __init__(
        self,
        text: TextPane,
        report: Callable[[], ReportRecord | None],
        pick: Callable[[str], None],
        replace_all: Callable[[str, str], None],
    ) -> None:
        """report: what is written now, typed texts included. pick: shows a chapter."""
        super().__init__(text)
        self.bar: FindBar = text.find_bar
        self._text = text
        self._report = report
        self._pick = pick
        self.bar.typed.connect(self._look)
        self.bar.step_wanted.connect(self.step)
        self.bar.replace_wanted.connect(self.replace)
        self.bar.replace_all_wanted.connect(
            lambda: replace_all(self.bar.wanted.text(), self.bar.by.text())
        )
        self.bar.closed.connect(self._close)

    def open(self, *, replace: bool) -> None:
        """Show the bar with what is selected in the text."""
        in_title = self._text.chapter_title.hasFocus()
        editor = self._text.chapter_title if in_title else self._text.body
        self._text.last_searched = editor
        cursor = editor.textCursor()
        words = cursor.selectedText() if cursor.hasSelection() else ""
        self.bar.open_bar("" if set("\ufffc\u2029") & set(words) else words, replace=replace)

    def refresh(self) -> None:
        """Count again after the text has changed."""
        if not self.bar.isHidden():
            self._look(self.bar.wanted.text())

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1); behind the last comes the first."""
        found = self._matches()
        if not found:
            return
        places, (start, end) = self._places(found), self._here()
        if by > 0:
            number = next((at for at, place in enumerate(places) if place >= end), 0)
        else:
            before = [at for at, place in enumerate(places) if place < start]
            number = before[-1] if before else len(found) - 1
        self._show(found[number])
        self.bar.show_count(number + 1, len(found))

    def replace(self) -> None:
        """Replace the place that is selected, then go on to the next one."""
        found = self._matches()
        number = self._selected(found)
        if number:
            self._editor(found[number - 1]).insert_stored(self.bar.by.text())
        self.step(1)

    def _look(self, words: str) -> None:
        for editor in (self._text.chapter_title, self._text.body):
            editor.set_wanted(words)
        found = self._matches()
        self.bar.show_count(self._selected(found), len(found))

    def _selected(self, found: Sequence[Match]) -> int:
        """Return which of the places is selected, from 1; 0 for none."""
        start, end = self._here()
        places = self._places(found)
        return places.index(start) + 1 if start != end and start in places else 0

    def _close(self) -> None:
        for editor in (self._text.chapter_title, self._text.body):
            editor.set_wanted("")
        self._text.body.setFocus()

    def _matches(self) -> list[Match]:
        report = self._report()
        return matches(report, self.bar.wanted.text()) if report is not None else []

    def _show(self, match: Match) -> None:
        if match.chapter != self._text.chapter_uid:
            self._pick(match.chapter)
        if match.chapter == self._text.chapter_uid:
            self._text.last_searched = self._editor(match)
            self._editor(match).select_stored(match.start, match.end)

    def _editor(self, match: Match) -> ChipEditor:
        return self._text.body if match.part == "body" else self._text.chapter_title

    def _places(self, found: Sequence[Match]) -> list[Place]:
        """Return where matches stand in reading order."""
        rows = self._rows()
        return [(rows[one.chapter], int(one.part == "body"), one.start) for one in found]

    def _here(self) -> tuple[Place, Place]:
        """Return where the selection begins and ends in reading order."""
        row = self._rows().get(self._text.chapter_uid, 0)
        editor = self._text.last_searched
        start, end = editor.selected_stored()
        part = int(editor is self._text.body)
        return (row, part, start), (row, part, end)

    def _rows(self) -> dict[str, int]:
        report = self._report()
        return {one.uid: row for row, one in enumerate(report.chapters if report else ())}
