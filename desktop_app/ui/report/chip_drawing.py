"""How a chip is drawn: the live value on a tinted ground, a blank in red, clause marks in grey."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from desktop_app.services.reports.editing import CLOSE, OPEN, OTHERWISE, ChipFace
from desktop_app.ui import theme
from desktop_app.ui.report.chip_text import stored_of
from desktop_app.ui.report.text_marks import SELECTED

_CHIP, _CHIP_EDGE, _CHIP_TEXT = QColor("#e6eff9"), QColor("#b4cde8"), QColor("#174a7c")
_BLANK, _BLANK_EDGE, _BLANK_TEXT = (
    QColor(theme.ERROR_TINT),
    QColor("#e8a9a4"),
    QColor(theme.ERROR),
)
_ZERO, _ZERO_EDGE, _ZERO_TEXT = QColor(theme.HEADER), QColor(theme.LINE), QColor(theme.DISABLED)
_SELECTED = QColor(SELECTED)
_MARK_TEXT = QColor("#8a919b")
_MARKS = {OPEN: "〔", OTHERWISE: "｜为0时写：", CLOSE: "〕"}
_INNER = {OPEN: "〈", CLOSE: "〉"}
"""Marks of a clause within a clause, so that the eye sees what belongs together."""
_SIDES = {OPEN: Qt.AlignmentFlag.AlignRight, CLOSE: Qt.AlignmentFlag.AlignLeft}
_PADDING, _GAP, _RADIUS = 4.0, 1.0, 4.0

FaceOf = Callable[[int, str], ChipFace | None]
"""(position, stored slot) → its face, None while the values are not known yet."""


class ChipDrawing(QPyTextObject):
    """Draws the object characters of one editor."""

    def __init__(
        self,
        face_of: FaceOf,
        is_broken: Callable[[int], bool],
        is_inner: Callable[[int], bool],
        widest: Callable[[], float],
    ) -> None:
        """is_broken: whether the clause mark at a position lacks its partner.

        is_inner: whether its clause stands within another one.
        """
        super().__init__()
        self._face_of = face_of
        self._is_broken = is_broken
        self._is_inner = is_inner
        self._widest = widest
        self._drawn: dict[int, tuple[QRectF, QTextFormat]] = {}

    def intrinsicSize(  # noqa: N802 - Qt's name
        self, document: QTextDocument, position: int, text_format: QTextFormat
    ) -> QSizeF:
        """Return the size of a chip: as wide as its text, never wider than a line."""
        metrics = QFontMetricsF(document.defaultFont())
        text, is_chip = self._text(position, text_format)
        width = metrics.horizontalAdvance(text)
        if not is_chip:
            width -= metrics.horizontalAdvance("〔") / 2  # half of a full-width mark is empty
        else:
            width = min(width + 2 * (_PADDING + _GAP), self._widest())
        return QSizeF(width, metrics.height())

    def drawObject(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        text_format: QTextFormat,
    ) -> None:
        """Draw one chip or mark."""
        box = QRectF(rect)
        self._drawn[position] = box, QTextFormat(text_format)
        painter.save()
        painter.setFont(document.defaultFont())
        text, is_chip = self._text(position, text_format)
        if is_chip:
            self._draw_chip(painter, box, text, self._face(position, text_format))
        else:
            broken = self._is_broken(position)
            painter.setPen(_BLANK_TEXT if broken else _MARK_TEXT)
            stored = stored_of(text_format.toCharFormat())
            side = _SIDES.get(stored, Qt.AlignmentFlag.AlignHCenter)
            flags = side | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags.value) | Qt.TextFlag.TextDontClip.value, text)
        painter.restore()

    def forget(self) -> None:
        """Begin a new drawing of the text."""
        self._drawn.clear()

    def draw_again(self, painter: QPainter, document: QTextDocument, places: range) -> None:
        """Draw the chips that stand in a selection once more.

        Qt lays the selection's colour over an object, so that its number could not be read.
        """
        for position, (box, text_format) in list(self._drawn.items()):
            if position in places:
                painter.fillRect(box, _SELECTED)
                self.drawObject(painter, box, document, position, text_format)

    def _draw_chip(self, painter: QPainter, rect: QRectF, text: str, face: ChipFace | None) -> None:
        if face is not None and (face.blank or (face.note and not face.zero)):
            ground, edge, ink = _BLANK, _BLANK_EDGE, _BLANK_TEXT
        elif face is not None and face.zero:
            ground, edge, ink = _ZERO, _ZERO_EDGE, _ZERO_TEXT
        else:
            ground, edge, ink = _CHIP, _CHIP_EDGE, _CHIP_TEXT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(_GAP, 0.5, -_GAP, -0.5), _RADIUS, _RADIUS)
        painter.setPen(ink)
        inner = rect.adjusted(_GAP + _PADDING, 0, -_GAP - _PADDING, 0)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter.value), shown)

    def _face(self, position: int, text_format: QTextFormat) -> ChipFace | None:
        return self._face_of(position, stored_of(text_format.toCharFormat()))

    def _text(self, position: int, text_format: QTextFormat) -> tuple[str, bool]:
        """Return (what is shown, whether it stands on a tinted ground)."""
        stored = stored_of(text_format.toCharFormat())
        if not stored.startswith("{"):
            inner = _INNER if self._is_inner(position) else {}
            return inner.get(stored) or _MARKS.get(stored, "□"), False
        face = self._face(position, text_format)
        return ("…" if face is None else face.text), True
