"""Two pictures of a figure: over all quarters, and by unit; drawn to be read in black and white.

Pure drawing: `draw_trend` and `draw_bars` paint into a rectangle from plain data, for the screen
and for a saved picture alike. No value is told by colour alone; each has its number beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from desktop_app.ui.theme import ACCENT, LINE, MUTED, SURFACE, TEXT, WARNING

_MARGIN = 12.0
_UNKNOWN = "无数据"


@dataclass(frozen=True, slots=True)
class Mark:
    """One point or bar: what stands under it, its value (None: unknown) and the value's text.

    missing: units that the value lacks; drawn hollow.
    """

    label: str
    value: Decimal | int | None
    text: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a chart: left, right, base line and the room above it, with its scale."""

    left: float
    right: float
    base: float
    room: float
    highest: float

    def height(self, value: Decimal | int) -> float:
        """Return how high above the base line a value stands."""
        return self.room * float(value) / self.highest if self.highest else 0.0

    def middle(self, number: int, count: int) -> float:
        """Return where the mark of that number stands."""
        return self.left + (self.right - self.left) * (number + 0.5) / count


def draw_trend(painter: QPainter, area: QRectF, marks: Sequence[Mark]) -> None:
    """Draw a line over the quarters; where a value is unknown the line is broken."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    frame = _prepare(painter, area, marks, 2 * metrics.lineSpacing() + 6)
    points = [
        None
        if mark.value is None
        else QPointF(frame.middle(number, len(marks)), frame.base - frame.height(mark.value))
        for number, mark in enumerate(marks)
    ]
    painter.setPen(QPen(QColor(ACCENT), 2))
    for before, after in pairwise(points):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    width = (frame.right - frame.left) / max(len(marks), 1)
    for number, (mark, point) in enumerate(zip(marks, points, strict=True)):
        middle = frame.middle(number, len(marks))
        _draw_lines_below(painter, metrics, mark.label.split("\n"), middle, frame.base)
        if point is None:
            painter.setPen(QColor(MUTED))
            spot = QRectF(middle - width / 2, frame.base - metrics.height() - 4, width, 20)
            painter.drawText(spot, Qt.AlignmentFlag.AlignHCenter, _UNKNOWN)
            continue
        painter.setPen(QPen(QColor(ACCENT), 2))
        painter.setBrush(QColor(SURFACE if mark.missing else ACCENT))
        painter.drawEllipse(point, 4.5, 4.5)
        text = f"{mark.text}（缺{mark.missing}）" if mark.missing else mark.text
        painter.setPen(QColor(WARNING if mark.missing else TEXT))
        box = QRectF(middle - 70, point.y() - metrics.height() - 8, 140, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)


def draw_bars(painter: QPainter, area: QRectF, marks: Sequence[Mark]) -> None:
    """Draw a hatched bar a unit, its name written downwards, its value above."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    longest = max((len(mark.label) for mark in marks), default=0)
    slot = (area.width() - 2 * _MARGIN) / max(len(marks), 1)
    flat = all(metrics.horizontalAdvance(mark.label) < slot - 4 for mark in marks)
    line = metrics.height() * 0.92
    most = max(int(area.height() * 0.4 / line), 3)
    below = metrics.lineSpacing() + 6 if flat else min(longest, most) * line + 8
    frame = _prepare(painter, area, marks, below)
    narrow = any(metrics.horizontalAdvance(mark.text) > slot - 2 for mark in marks)
    for number, mark in enumerate(marks):
        middle = frame.middle(number, len(marks))
        width = min(slot * 0.62, 44.0)
        if flat:
            _draw_lines_below(painter, metrics, [mark.label], middle, frame.base)
        else:
            _draw_lines_below(
                painter, metrics, list(_shortened(mark.label, most)), middle, frame.base
            )
        if mark.value is None:
            painter.setPen(QColor(MUTED))
            text, top = "未报", frame.base
        else:
            top = frame.base - frame.height(mark.value)
            bar = QRectF(middle - width / 2, top, width, frame.base - top)
            painter.setPen(QPen(QColor(TEXT), 1))
            painter.setBrush(QBrush(QColor(ACCENT), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(bar)
            painter.setPen(QColor(TEXT))
            text = mark.text
        _draw_above(painter, metrics, text, QPointF(middle, top), upright=narrow)


def _prepare(painter: QPainter, area: QRectF, marks: Sequence[Mark], below: float) -> Frame:
    """Draw the base line; return where the marks go."""
    metrics = QFontMetricsF(painter.font(), painter.device())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    base = area.bottom() - _MARGIN - below
    values_room = max((metrics.horizontalAdvance(mark.text) for mark in marks), default=0.0)
    slot = (area.width() - 2 * _MARGIN) / max(len(marks), 1)
    above = values_room + 10 if values_room > slot - 2 else metrics.height() + 10
    room = max(base - area.top() - above, 20.0)
    highest = max((float(mark.value) for mark in marks if mark.value is not None), default=0.0)
    frame = Frame(area.left() + _MARGIN, area.right() - _MARGIN, base, room, highest)
    painter.setPen(QPen(QColor(MUTED), 1))
    painter.drawLine(QPointF(frame.left, base), QPointF(frame.right, base))
    painter.setPen(QPen(QColor(LINE), 1, Qt.PenStyle.DotLine))
    for share in (0.5, 1.0):
        height = base - room * share
        painter.drawLine(QPointF(frame.left, height), QPointF(frame.right, height))
    return frame


def _draw_lines_below(
    painter: QPainter, metrics: QFontMetricsF, lines: Sequence[str], middle: float, base: float
) -> None:
    """Write short lines under the base line, one below the other."""
    painter.setPen(QColor(MUTED))
    step = metrics.height() * 0.92
    for number, line in enumerate(lines):
        box = QRectF(middle - 60, base + 4 + number * step, 120, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, line)


def _draw_above(
    painter: QPainter, metrics: QFontMetricsF, text: str, foot: QPointF, *, upright: bool
) -> None:
    """Write a value over its bar; turned where the bars stand too close."""
    if not upright:
        box = QRectF(foot.x() - 60, foot.y() - metrics.height() - 3, 120, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
        return
    painter.save()
    painter.translate(foot.x() + metrics.ascent() / 2 - 2, foot.y() - 5)
    painter.rotate(-90)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


def _shortened(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1] + "︙"
