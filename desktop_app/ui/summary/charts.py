"""Painting a drawing with Qt: the same shapes that `report.charts` puts into a PDF."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop_app.core.drawing import Anchor, Box, Drawing, Figure, Ink, Label, Line, Marker, Shape
from desktop_app.ui import theme

_COLOURS = {
    Ink.TEXT: theme.TEXT,
    Ink.MUTED: theme.MUTED,
    Ink.GRID: theme.LINE,
    Ink.ACCENT: theme.ACCENT,
    Ink.ALERT: theme.WARNING,
}
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def paint(painter: QPainter, drawing: Drawing) -> None:
    """Paint a drawing, a unit a pixel, from the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        _paint_shape(painter, shape)


def _paint_shape(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Line(x1, y1, x2, y2):
            painter.setPen(_pen(shape))
            painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
        case Box(x, y, width, height, ink):
            painter.setPen(QPen(QColor(_COLOURS[ink]), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(x, y, width, height))
        case Marker():
            _paint_marker(painter, shape)
        case Label():
            _paint_label(painter, shape)


def _pen(line: Line) -> QPen:
    pen = QPen(QColor(_COLOURS[line.ink]), line.width)
    if line.dashes:
        pen.setDashPattern([length / line.width for length in line.dashes])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_marker(painter: QPainter, marker: Marker) -> None:
    colour = QColor(_COLOURS[marker.ink])
    painter.setPen(QPen(colour, 2))
    painter.setBrush(QBrush(QColor(theme.SURFACE) if marker.hollow else colour))
    x, y, radius = marker.x, marker.y, marker.radius
    match marker.figure:
        case Figure.DISC:
            painter.drawEllipse(QPointF(x, y), radius, radius)
        case Figure.SQUARE:
            painter.drawRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        case Figure.TRIANGLE:
            corners = [(x, y - radius), (x + radius, y + radius), (x - radius, y + radius)]
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def _paint_label(painter: QPainter, label: Label) -> None:
    font = QFont(painter.font())
    font.setPixelSize(round(label.size))
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(_COLOURS[label.ink]))
    painter.translate(label.x, label.y)
    if label.turned:
        painter.rotate(-90)
    width = QFontMetricsF(font, painter.device()).horizontalAdvance(label.text)
    painter.drawText(QPointF(-width * _SHARES[label.anchor], 0), label.text)
    painter.restore()
