"""What the window remembers in the data folder: its place, quarter and how it was divided.

A file that cannot be read is set aside and everything starts as on the first day; a value that is
of another kind than it should be counts as not there.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QStackedLayout, QStackedWidget, QWidget

from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period

FILE_NAME = "界面设置.ini"
FIRST_SIZE = QSize(1366, 728)
_TITLE_BAR, _BORDER = 34, 8  # px of the frame that Windows draws round a window
_LEAST_SEEN = 80  # px of the title bar that must be on a screen, so that one can pull at it


class WindowState:
    """Read at the start, written as things change."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder, so that a USB stick carries it along."""
        path = folder / FILE_NAME
        self._settings = _opened(path)
        if self._settings.status() != QSettings.Status.NoError:
            with suppress(OSError):
                path.replace(path.with_suffix(".损坏.ini"))
            self._settings = _opened(path)

    # ── single values ────────────────────────────────────────────────────────────────────────────

    @property
    def large(self) -> bool:
        """Whether type is large."""
        return self._settings.value("large") in (True, "true")

    @large.setter
    def large(self, value: bool) -> None:
        self._settings.setValue("large", value)

    @property
    def period(self) -> Period | None:
        """The quarter that was looked at last, None where none is known."""
        try:
            return Period.parse(str(self._settings.value("period") or ""))
        except UnknownPeriod:
            return None

    @period.setter
    def period(self, period: Period) -> None:
        self._settings.setValue("period", period.code)

    def flush(self) -> None:
        """Write the file; where that fails nothing is lost but comfort."""
        self._settings.sync()

    # ── the window's place ───────────────────────────────────────────────────────────────────────

    def remember_place(self, window: QWidget) -> None:
        """Keep size, place and whether it fills the screen."""
        self._settings.setValue("geometry", window.saveGeometry())

    def restore_place(self, window: QWidget) -> None:
        """Put the window where it was, on a screen that is still there."""
        geometry = self._settings.value("geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            window.setGeometry(_first_place())
        if not (window.isMaximized() or window.isFullScreen()):
            window.setGeometry(_within_screens(window.geometry()))

    # ── how a page is divided ────────────────────────────────────────────────────────────────────

    def follow_splitters(self, page: QWidget) -> None:
        """Divide a page as it was and remember when somebody divides it otherwise.

        Parts that a page makes only when they are first seen are followed too.
        """
        self._follow_within(page, type(page).__name__)

    def _follow_within(self, part: QWidget, name: str) -> None:
        for number, splitter in enumerate(part.findChildren(QSplitter)):
            self._follow(splitter, f"splitters/{name}-{number}")
        for stack in part.findChildren(QStackedWidget):
            layout = stack.layout()
            assert isinstance(layout, QStackedLayout)
            # Panes of one kind, such as those of the ledgers, are divided alike.
            layout.widgetAdded.connect(
                lambda place, stack=stack: self._follow_within(
                    stack.widget(place), f"{name}-{type(stack.widget(place)).__name__}"
                )
            )

    def _follow(self, splitter: QSplitter, key: str) -> None:
        # Sizes alone: Qt's own state would bring back an orientation that a page no longer has.
        sizes = _numbers(self._settings.value(key))
        if len(sizes) == splitter.count():
            splitter.setSizes(sizes)
        splitter.splitterMoved.connect(
            lambda _place, _handle: self._settings.setValue(
                key, " ".join(map(str, splitter.sizes()))
            )
        )


def _numbers(stored: object) -> list[int]:
    """Return the sizes that were stored, none where the text is anything else."""
    words = stored.split() if isinstance(stored, str) else []
    return [int(word) for word in words] if all(word.isdecimal() for word in words) else []


def _opened(path: Path) -> QSettings:
    return QSettings(str(path), QSettings.Format.IniFormat)


def _first_place() -> QRect:
    """Return where a window first stands: in the middle of the screen, with room for its frame.

    What is given to a window is what lies within its frame, whose title bar must be seen too.
    """
    screen = QGuiApplication.primaryScreen().availableGeometry()
    within = screen.adjusted(_BORDER, _TITLE_BAR, -_BORDER, -_BORDER)
    place = QRect(within.topLeft(), FIRST_SIZE.boundedTo(within.size()))
    place.moveCenter(within.center())
    return place


def _within_screens(wanted: QRect) -> QRect:
    """Return a rectangle that fits a screen: its own where one can see it, else the first's."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens:
        return wanted
    head = QRect(wanted.topLeft(), QSize(wanted.width(), _LEAST_SEEN))
    seen = [screen for screen in screens if _is_reachable(screen.intersected(head))]
    screen = seen[0] if seen else screens[0]
    size = wanted.size().boundedTo(screen.size())
    place = QRect(wanted.topLeft(), size)
    if not seen:
        place.moveCenter(screen.center())
    place.moveLeft(max(screen.left(), min(place.left(), screen.right() - size.width() + 1)))
    place.moveTop(max(screen.top(), min(place.top(), screen.bottom() - size.height() + 1)))
    return place


def _is_reachable(seen: QRect) -> bool:
    return seen.width() >= _LEAST_SEEN and seen.height() > 0
