"""One page of the manual, with its pictures as wide as there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from desktop_app.services.manual import ManualPage
from desktop_app.ui import theme
from desktop_app.ui.manual import typography

_MARGIN = 20  # px around the page


class Reader(QTextBrowser):
    """link_chosen: where a link of the page leads: page's key and heading."""

    link_chosen = Signal(str, str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """folder: what the pages' pictures are named from."""
        super().__init__(parent)
        self._folder = folder
        self._page: ManualPage | None = None
        self._pictures: dict[str, QImage] = {}
        self.setAccessibleName("手册正文")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: ManualPage, heading: str = "") -> None:
        """Show a page from one of its headings on; "" for its beginning."""
        if page is not self._page:
            self._page = page
            self._set()
        self._scroll_to(heading)

    def find_all(self, words: str) -> int:
        """Mark every place where words stand in the page; return how many."""
        found = []
        cursor = self.document().find(words) if words else QTextCursor()
        while not cursor.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor  # type: ignore[attr-defined] # PySide6's stubs lack it
            mark.format.setBackground(QColor(theme.WARNING_TINT))  # type: ignore[attr-defined]
            found.append(mark)
            cursor = self.document().find(words, cursor)
        self.setExtraSelections(found)
        return len(found)

    def find_next(self, words: str, *, back: bool = False) -> None:
        """Go to the next place, round the end."""
        flag = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if not self.find(words, flag):
            end = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            self.moveCursor(end)
            self.find(words, flag)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        self._fit_pictures()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Set the page anew for another size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._page is not None:
            self._set()

    def _set(self) -> None:
        assert self._page is not None
        document = self.document()
        document.setDefaultFont(self.font())
        document.setMarkdown(self._page.text)
        typography.dress(document)
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _scroll_to(self, heading: str) -> None:
        bar = self.verticalScrollBar()
        block = typography.headings(self.document()).get(heading)
        if block is None or block.blockNumber() == 0:
            bar.setValue(0)
            return
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        bar.setValue(round(top))

    def _fit_pictures(self) -> None:
        """Scale each picture once, smoothly; Qt would do it roughly at each painting."""
        room = self.viewport().width() - 2 * _MARGIN
        block = self.document().begin()
        while block.isValid():
            for place in block.begin():  # type: ignore[attr-defined] # an iterator in PySide6
                fragment = place.fragment()
                picture = fragment.charFormat().toImageFormat()
                if picture.isValid():
                    cursor = QTextCursor(block)
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(
                        fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
                    )
                    self._fit(cursor, picture, room)
            block = block.next()

    def _fit(self, cursor: QTextCursor, picture: QTextImageFormat, room: int) -> None:
        name = picture.name()
        image = self._pictures.setdefault(name, QImage(str(self._folder / name)))
        width = max(1, min(image.width(), room))
        if image.isNull() or picture.width() == width:
            return
        height = round(image.height() * width / max(1, image.width()))
        ratio = self.devicePixelRatioF()
        scaled = image.scaled(
            round(width * ratio),
            round(height * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        kind = QTextDocument.ResourceType.ImageResource.value
        self.document().addResource(kind, QUrl(name), scaled)
        fitted = QTextCharFormat(picture).toImageFormat()
        fitted.setWidth(width)
        fitted.setHeight(height)
        cursor.setCharFormat(fitted)

    def _follow(self, url: QUrl) -> None:
        self.link_chosen.emit(url.path(), url.fragment())
