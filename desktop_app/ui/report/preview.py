"""The live preview: the real PDF, made again in a worker after each pause in typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.services.reports.previews import Draft, Preview, preview
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.fields.yielding_label import YieldingLabel
from desktop_app.ui.report.page_view import PageView
from desktop_app.ui.report.pdf_pages import page_sizes, place_of_text, render_pages

_LOST_SHOWN = 3  # characters named above the pages
PAUSE_MS = 300
"""How long nobody types before the pages are made again."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """What a worker hands back: the report, its page sizes, and the pages in view as pictures."""

    made: Preview
    sizes: tuple[tuple[float, float], ...]
    pictures: dict[int, QImage]


class PreviewPane(QWidget):
    """Shows the report as it would be printed now.

    made: a new report was made; its values are in `latest`. complete: the pages in view are shown
    sharp. figure_clicked: the reference of a printed number.
    """

    made = Signal()
    complete = Signal()
    figure_clicked = Signal(str)

    def __init__(self, context: Context, draft: Callable[[], Draft]) -> None:
        """draft: asked each time for what should be shown."""
        super().__init__()
        self.latest: Preview | None = None
        self.view = PageView()
        self._context = context
        self._draft = draft
        self._is_late = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.make)
        self._count = YieldingLabel()
        self._count.setProperty("role", "hint")
        self._reason = QLabel()
        self._reason.setProperty("role", "error")
        self._reason.setWordWrap(True)
        self._reason.hide()
        self._lost = QLabel()
        self._lost.setProperty("role", "error")
        self._lost.setWordWrap(True)
        self._lost.hide()
        self._lay_out()
        self.view.pictures_wanted.connect(self._draw_missing)
        self.view.figure_clicked.connect(self.figure_clicked)
        self.view.verticalScrollBar().valueChanged.connect(self._count_pages)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Make nothing that is not seen."""
        super().hideEvent(event)
        self._is_late = self._timer.isActive()
        self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Make up for what was not made."""
        super().showEvent(event)
        if self._is_late:
            self.make_soon()

    def show_heading(self, words: str) -> None:
        """Scroll to where words are printed first, "" for the beginning; else stay."""
        if self.latest is None:
            return
        data = self.latest.data

        def show(found: tuple[int, float] | None) -> None:
            if found is not None and self.latest is not None and self.latest.data is data:
                self.view.bring_to_top(*found)

        if not words:
            show((1, 0.0))
            return
        self._context.tasks.run(
            "place", lambda: place_of_text(data, words), show, self._context.told.emit
        )

    def make_soon(self) -> None:
        """Make the pages again after a pause."""
        self._timer.start()

    def make(self) -> None:
        """Make the pages again now, in the background."""
        self._timer.stop()
        reports, draft = self._context.services.reports, self._draft()
        numbers, scale = self.view.visible_pages() or [1], self.view.scale

        def work() -> _Pages:
            made = preview(reports, draft)
            pictures = render_pages(made.data, numbers, scale, for_screen=True)
            return _Pages(made, page_sizes(made.data), pictures)

        self._context.tasks.run(
            "preview", work, lambda pages: self._show(pages, scale), self._tell_failure
        )

    def _show(self, pages: _Pages, scale: float) -> None:
        self._reason.hide()
        self._tell_lost(pages.made.unprintable)
        self.latest = pages.made
        self.view.show_pages(pages.sizes, pages.made.places, pages.pictures, scale)
        self._count_pages()
        self.made.emit()
        if not self.view.missing_pages():
            self.complete.emit()

    def _tell_lost(self, sentences: tuple[str, ...]) -> None:
        """Say which characters cannot be printed."""
        more = f"等{len(sentences)}处" if len(sentences) > _LOST_SHOWN else ""
        self._lost.setText(
            f"{'；'.join(sentences[:_LOST_SHOWN])}{more}没有字体可以打印，页面上用“〓”代替；"
            "导出 PDF 和打印以前，请改用通用的写法，或删去。"
            if sentences
            else ""
        )
        self._lost.setVisible(bool(sentences))

    @property
    def lost(self) -> str:
        """What is said of characters that cannot be printed, "" where there are none."""
        return self._lost.text()

    def _tell_failure(self, reason: str) -> None:
        """Say why there are no new pages; the old ones stay."""
        self._reason.setText(reason)
        self._reason.show()

    def _draw_missing(self) -> None:
        """Draw the pages that came into view, or all in view at another zoom."""
        if self.latest is None:
            return
        data, numbers, scale = self.latest.data, self.view.missing_pages(), self.view.scale

        def show(pictures: dict[int, QImage]) -> None:
            if self.latest is not None and self.latest.data is data:
                self.view.give_pictures(pictures, scale)
                if not self.view.missing_pages():
                    self.complete.emit()

        self._context.tasks.run(
            "pages",
            lambda: render_pages(data, numbers, scale, for_screen=True),
            show,
            self._tell_failure,
        )

    def _count_pages(self) -> None:
        count, seen = self.view.page_count, self.view.visible_pages()
        self._count.setText(f"第 {seen[0]} 页，共 {count} 页" if seen else "")

    def _lay_out(self) -> None:
        title = YieldingLabel("版面预览")
        title.setProperty("role", "subtitle")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        bar.addWidget(title)
        bar.addSpacing(8)
        bar.addWidget(self._count)
        bar.addStretch()
        for name, tip, slot in (
            ("zoom-out", "缩小（Ctrl+滚轮）", self.view.zoom_out),
            ("zoom-in", "放大（Ctrl+滚轮）", self.view.zoom_in),
            ("fit-page", "与窗口同宽", self.view.fit_width),
        ):
            button = QToolButton()
            button.setIcon(theme.icon(name))
            button.setToolTip(tip)
            button.setAutoRaise(True)
            button.clicked.connect(slot)
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self._reason)
        layout.addWidget(self._lost)
        layout.addWidget(self.view, 1)
