"""The pages of a PDF below one another, sharp at any zoom; a click finds the number under it.

The view draws what it is given and asks for what it lacks: pictures are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop_app.services.reports.previews import Place
from desktop_app.ui import theme
from desktop_app.ui.report.pdf_pages import shown_share

_DESK, _EDGE, _HOVER = QColor("#e3e6ea"), QColor("#c3c8cf"), QColor(31, 95, 158, 40)
_GAP = 10
_SMALLEST, _LARGEST, _STEP = 0.4, 4.0, 1.2
_SLACK = 2.0  # points around a printed number that still count as a hit


class PageView(QAbstractScrollArea):
    """Shows pages.

    pictures_wanted: pages came into view, or the zoom changed. figure_clicked: the reference of the
    printed number that was clicked. zoomed: the zoom changed, to so many times the true size.
    """

    pictures_wanted = Signal()
    figure_clicked = Signal(str)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, at the width of the view."""
        super().__init__(parent)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._places: Sequence[Place] = ()
        self._pictures: dict[int, QImage] = {}
        self._scale_of_pictures: dict[int, float] = {}
        self._fits_width = True
        self._zoom = 1.0
        self._hovered: Place | None = None
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._look_around)
        self.horizontalScrollBar().valueChanged.connect(self._look_around)
        self.verticalScrollBar().setSingleStep(40)

    # ── content ──────────────────────────────────────────────────────────────────────────────

    def show_pages(
        self,
        sizes: Sequence[tuple[float, float]],
        places: Sequence[Place],
        pictures: Mapping[int, QImage],
        scale: float,
    ) -> None:
        """Show another PDF, some pages of which are drawn already, where the last was scrolled to.

        Old pictures stand in for those that have not come yet.
        """
        self._sizes, self._places, self._hovered = sizes, places, None
        self._pictures = {
            number: picture
            for number, picture in {**self._pictures, **pictures}.items()
            if number <= len(sizes)
        }
        self._scale_of_pictures = dict.fromkeys(pictures, scale)
        self._lay_out()
        self.viewport().update()

    def give_pictures(self, pictures: Mapping[int, QImage], scale: float) -> None:
        """Take pictures drawn at so many device pixels a point; far pages are let go of."""
        self._pictures.update(pictures)
        self._scale_of_pictures.update(dict.fromkeys(pictures, scale))
        near = set(self.visible_pages(around=2))
        for number in set(self._pictures) - near:
            del self._pictures[number]
            self._scale_of_pictures.pop(number, None)
        self.viewport().update()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """Device pixels a point of an upright page."""
        return self._zoom * self.logicalDpiX() / 72 * self.devicePixelRatioF()

    def visible_pages(self, around: int = 0) -> list[int]:
        """Return the numbers of the pages in view, with some before and behind."""
        view = self.viewport().rect()
        seen = [
            number
            for number in range(1, len(self._sizes) + 1)
            if self._page_rect(number).intersects(view)
        ]
        if not seen:
            return [1] if self._sizes else []
        first, last = seen[0] - around, seen[-1] + around
        return [number for number in range(first, last + 1) if 1 <= number <= len(self._sizes)]

    def missing_pages(self) -> list[int]:
        """Return the pages in view that have no picture at the present scale."""
        scale = round(self.scale, 4)
        return [
            number
            for number in self.visible_pages()
            if round(self._scale_of_pictures.get(number, 0.0), 4) != scale
        ]

    # ── zoom ─────────────────────────────────────────────────────────────────────────────────

    def fit_width(self) -> None:
        """Make the pages as wide as the view, now and whenever it changes."""
        self._fits_width = True
        self._lay_out()

    def zoom_by(self, factor: float) -> None:
        """Enlarge or shrink around the middle of the view."""
        self._fits_width = False
        self._set_zoom(self._zoom * factor)

    def zoom_in(self) -> None:
        """Enlarge by a step."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Shrink by a step."""
        self.zoom_by(1 / _STEP)

    def _set_zoom(self, zoom: float) -> None:
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        lengths = (self.viewport().height(), self.viewport().width())
        before = self._zoom
        middles = [bar.value() + length / 2 for bar, length in zip(bars, lengths, strict=True)]
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._lay_out()
        for bar, length, middle in zip(bars, lengths, middles, strict=True):
            bar.setValue(round(middle * self._zoom / before - length / 2))
        self.zoomed.emit(self._zoom)

    def _lay_out(self) -> None:
        """Bring the scroll bars into line with the size of the pages."""
        if not self._sizes:
            return
        view = self.viewport().size()
        if self._fits_width:
            pixels = (view.width() - 2 * _GAP) / (self._sizes[0][0] * self.logicalDpiX() / 72)
            zoom = min(max(pixels, _SMALLEST), _LARGEST)
            if zoom != self._zoom:
                place = self.verticalScrollBar().value() * zoom / self._zoom
                self._zoom = zoom
                self._set_ranges(view)
                self.verticalScrollBar().setValue(round(place))
                self.zoomed.emit(zoom)
        self._set_ranges(view)
        self._look_around()

    def _set_ranges(self, view: QSize) -> None:
        last = self._page_rect(len(self._sizes))
        height = last.bottom() + _GAP + self.verticalScrollBar().value()
        width = max(self._pixels(at + 1).width() for at in range(len(self._sizes))) + 2 * _GAP
        for bar, whole, shown in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(shown)

    # ── geometry ─────────────────────────────────────────────────────────────────────────────

    def _pixels(self, number: int) -> QSize:
        """Return the size of a page, in logical pixels; none is wider than the first."""
        width, height = self._sizes[number - 1]
        factor = self._zoom * self.logicalDpiX() / 72 * shown_share(self._sizes, number)
        return QSize(round(width * factor), round(height * factor))

    def _page_rect(self, number: int) -> QRect:
        """Return where a page stands in the view."""
        top = _GAP - self.verticalScrollBar().value()
        for before in range(1, number):
            top += self._pixels(before).height() + _GAP
        box = self._pixels(number)
        free = self.viewport().width() - box.width()
        left = free // 2 if free >= 2 * _GAP else _GAP - self.horizontalScrollBar().value()
        return QRect(left, top, box.width(), box.height())

    def _place_rect(self, place: Place) -> QRectF:
        """Return where a printed number stands in the view."""
        page = self._page_rect(place.page)
        factor = page.width() / self._sizes[place.page - 1][0]
        box = QRectF(
            place.left * factor,
            place.top * factor,
            (place.right - place.left) * factor,
            (place.bottom - place.top) * factor,
        )
        slack = _SLACK * factor
        return box.translated(page.left(), page.top()).adjusted(-slack, -slack, slack, slack)

    def place_at(self, point: QPointF) -> Place | None:
        """Return the printed number under a point of the view."""
        return next(
            (place for place in self._places if self._place_rect(place).contains(point)), None
        )

    def point_of(self, reference: str) -> QPointF | None:
        """Return where in the view a figure is printed first, wherever that is."""
        found = next((place for place in self._places if place.figure == reference), None)
        return None if found is None else self._place_rect(found).center()

    def bring_to_top(self, page: int, top: float) -> None:
        """Scroll to a place of a page (from 1), so many points below its upper edge."""
        if 1 <= page <= len(self._sizes):
            rect = self._page_rect(page)
            factor = rect.width() / self._sizes[page - 1][0]
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() + top * factor - _GAP))

    # ── events ───────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in view; a picture of another scale stands in until its own comes."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), _DESK)
        ratio = self.devicePixelRatioF()
        for number in self.visible_pages():
            rect = self._page_rect(number)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), _EDGE)
            painter.fillRect(rect, QColor(theme.SURFACE))
            picture = self._pictures.get(number)
            if picture is None:
                continue
            if abs(picture.width() - rect.width() * ratio) <= 2:
                picture.setDevicePixelRatio(ratio)
                painter.setClipRect(rect)
                painter.drawImage(rect.topLeft(), picture)
                painter.setClipping(False)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, picture)
        if self._hovered is not None:
            painter.fillRect(self._place_rect(self._hovered), _HOVER)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the pages as wide as the view, where they should be."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Mark the printed number under the mouse."""
        found = self.place_at(event.position())
        if found != self._hovered:
            self._hovered = found
            cursor = (
                Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().setCursor(cursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of a click on a printed number."""
        found = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.figure_clicked.emit(found.figure)

    def _look_around(self) -> None:
        self.viewport().update()
        if self.missing_pages():
            self.pictures_wanted.emit()
