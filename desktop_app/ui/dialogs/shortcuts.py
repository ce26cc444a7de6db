"""Ctrl+F1: all keys by place, searchable, and on one sheet of paper for beside the screen."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QMarginsF, QObject, QSizeF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.frame.key_list import Key, Place

_WORDS = {
    "Del": "Delete",
    "PgDown": "PgDn",
    "Up": "↑",
    "Down": "↓",
}
_MARGIN_MM = 10
_PRINTED_POINTS = 7
_COLUMNS, _PRINTED_COLUMNS = 2, 3
_PRINTED_KEYS = 76  # px of the column of keys
_TURNS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down)
"""What scrolls the sheet while one types into its search field."""


class ShortcutsDialog(QDialog):
    """The cheat sheet."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        """places: all keys, by where they work."""
        super().__init__(parent)
        self._places = places
        self.setWindowTitle("快捷键一览")
        self.resize(860, 620)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找：输入按键（如 Ctrl+D）或用途（如 填充）")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text = QTextBrowser()
        self.text.setAccessibleName("快捷键")
        self.text.setOpenLinks(False)
        self.nothing = QLabel("没有找到，请换一个词。")
        self.nothing.setProperty("role", "hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.print_button = buttons.addButton("打印…", QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button.setIcon(theme.icon("print"))
        self.print_button.setAutoDefault(False)
        self.print_button.setToolTip("印在一张纸上，放在手边")
        self.print_button.clicked.connect(self._ask_and_print)
        # Enter in the search field must not close what one searches in.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(buttons)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._show)
        self._show("")
        self.search.setFocus()

    def sheet(self) -> QTextDocument:
        """Return all keys as one page of A4."""
        document = QTextDocument()
        document.setDocumentMargin(0)
        font = QFont(self.font())
        font.setPointSizeF(_PRINTED_POINTS)
        document.setDefaultFont(font)
        body = _html(self._places, padding=0, width=_PRINTED_KEYS, columns=_PRINTED_COLUMNS)
        document.setHtml(f"<h2>党建季报　快捷键一览</h2>{body}")
        page = QPageSize.size(QPageSize.PageSizeId.A4, QPageSize.Unit.Point)
        margin = 2 * _MARGIN_MM * 72 / 25.4
        document.setPageSize(QSizeF(page.width() - margin, page.height() - margin))
        return document

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Scroll the sheet by the keys that a search field has no use for."""
        if isinstance(event, QKeyEvent) and event.key() in _TURNS:
            QApplication.sendEvent(self.text, event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, words: str) -> None:
        places = _matching(self._places, words)
        width = self.text.fontMetrics().horizontalAdvance("Ctrl+Shift+Enter")
        self.text.setHtml(_html(places, padding=4, width=width, columns=_COLUMNS))
        self.text.setVisible(bool(places))
        self.nothing.setVisible(not places)

    def _ask_and_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(*[_MARGIN_MM] * 4),
                QPageLayout.Unit.Millimeter,
            )
        )
        if QPrintDialog(printer, self).exec():
            self.sheet().print_(printer)


def key_text(keys: str) -> str:
    """Return keys as they stand on a keyboard: Ctrl+PgDn, Alt+↑."""
    return "+".join(_WORDS.get(part, part) for part in keys.split("+"))


def _matching(places: Sequence[Place], words: str) -> list[Place]:
    """Leave the keys that hold the words in their name, their use or their place."""
    wanted = words.strip().lower()
    known = QKeySequence(wanted).toString().lower() or wanted

    def meets(key: Key, place: Place) -> bool:
        shown = key_text(key.keys).lower()
        return (
            wanted in shown
            or known == key.keys.lower()
            or wanted in key.what.lower()
            or wanted in place.name
        )

    found = [
        Place(place.name, [key for key in place.keys if meets(key, place)]) for place in places
    ]
    return [place for place in found if place.keys]


def _html(places: Sequence[Place], *, padding: int, width: int, columns: int) -> str:
    """Return keys in columns under the names of their places; width: of the keys themselves."""
    filled: list[list[Place]] = [[] for _column in range(columns)]
    heights = [0] * columns
    for place in places:
        shortest = heights.index(min(heights))
        filled[shortest].append(place)
        heights[shortest] += len(place.keys) + 2
    cells = "".join(
        f'<td width="{100 // columns}%">'
        f"{''.join(_table(place, padding, width) for place in column)}</td>"
        for column in filled
    )
    return f'<table width="100%" cellspacing="0" cellpadding="6"><tr>{cells}</tr></table>'


def _table(place: Place, padding: int, width: int) -> str:
    rows = "".join(
        f'<tr><td width="{width}" style="color:{theme.ACCENT}">'
        f"<b>{escape(key_text(key.keys))}</b></td><td>{escape(key.what)}</td></tr>"
        for key in place.keys
    )
    return (
        f"<p><b>{escape(place.name)}</b></p>"
        f'<table width="100%" cellspacing="0" cellpadding="{padding}">{rows}</table>'
    )
