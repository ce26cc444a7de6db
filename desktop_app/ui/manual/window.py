"""The manual's window; it stands beside the program's, which goes on working."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.services.manual import Manual, ManualPage
from desktop_app.services.manual.declared import FIGURES, figure_section
from desktop_app.services.manual.sheet import render_sheet
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.manual.contents_tree import ContentsTree
from desktop_app.ui.manual.found_list import FoundList
from desktop_app.ui.manual.page_find import PageFind
from desktop_app.ui.manual.reader import Reader

_WIDTH, _HEIGHT, _LIST = 1200, 720, 300
_SEARCHED = "查找：如 粘贴、零报告；可打拼音首字母，也可以问一句话"

Place = tuple[str, str]  # page's key and heading


class ManualWindow(QWidget):
    """Pages at the left, the page that is open at the right."""

    def __init__(
        self,
        context: Context,
        folder: Path,
        keys: ManualPage | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """folder: resources/manual. keys: the page of keys. parent: closes with it."""
        super().__init__(parent, Qt.WindowType.Window)
        self._context = context
        self._folder = folder
        self._been: list[Place] = []
        self._left: list[Place] = []
        catalogue = context.services.catalogue
        self.manual = Manual(folder, catalogue, () if keys is None else (keys,))
        self.setWindowTitle("使用手册 · 党建季报")
        self.setWindowIcon(theme.icon("question"))
        self.search = QLineEdit()
        self.contents, self.found = ContentsTree(self.manual.pages), FoundList()
        self.reader = Reader(folder)
        self.page_find = PageFind(self.reader)
        self._build()
        self._listen()
        if parent is not None:
            parent.installEventFilter(self)
        self.open_page(self.manual.first)

    def open_page(self, key: str, heading: str = "") -> None:
        """Show a page from a heading on, and remember where one was."""
        if self._been and self._been[-1] == (key, heading):
            self._show((key, heading))
            return
        self._been.append((key, heading))
        self._left.clear()
        self._show((key, heading))

    def open_for(self, shown: str) -> None:
        """Show the page that explains a page of the program's window, known by its key."""
        self.search.clear()
        self.open_page(self.manual.fitting(shown))
        self.bring_forward()

    def open_figure(self, key: str) -> None:
        """Show how a figure is counted."""
        self.search.clear()
        self.open_page(FIGURES, figure_section(self._context.services.catalogue.figures[key]))
        self.bring_forward()

    def bring_forward(self) -> None:
        """Show the window in front of the program's."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Close with the program's window; Qt would leave this one open."""
        if watched is self.parent() and event.type() == QEvent.Type.Hide:
            self.close()
        return super().eventFilter(watched, event)

    def go_back(self) -> None:
        """Return to where one was before."""
        if len(self._been) > 1:
            self._left.append(self._been.pop())
            self._show(self._been[-1])

    def go_forward(self) -> None:
        """Take a step back again."""
        if self._left:
            self._been.append(self._left.pop())
            self._show(self._been[-1])

    def print_sheet(self) -> None:
        """Ask for a printer and print the page with what one does most."""
        from desktop_app.ui.report.print_dialog import ask_and_print  # noqa: PLC0415 - seldom wanted

        try:
            rendered = render_sheet(self._context.services.reports, self._folder, ".pdf")
        except Refusal as refusal:
            self._context.refused.emit(str(refusal))
            return
        ask_and_print(self, self._context, rendered.data, "党建季报一页速查")

    def _show(self, place: Place) -> None:
        page, heading = place
        self.reader.show_page(self.manual.page(page), heading)
        self.contents.show_place(page, heading)
        self.back_button.setEnabled(len(self._been) > 1)
        self.forward_button.setEnabled(bool(self._left))
        if self.page_find.isVisible():
            self.page_find.mark()

    def _look_for(self, words: str) -> None:
        """List what was found beside the page; without words, list the pages."""
        if words.strip():
            found = self.manual.search(words)
            self.found.show_found(found, lambda key: self.manual.page(key).title)
        self.lists.setCurrentWidget(self.found if words.strip() else self.contents)

    def _open_found(self, page: str, heading: str) -> None:
        self.open_page(page, heading)
        self.reader.find_all(self.search.text().strip())

    def _follow(self, page: str, heading: str) -> None:
        """Follow a link; one within a page names its heading alone."""
        self.open_page(page or self._been[-1][0], heading)

    def _build(self) -> None:
        self.search.setPlaceholderText(_SEARCHED)
        self.search.setAccessibleName("查找手册")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.back_button = button("", "previous", "回到刚才那一页（Alt+←）")
        self.back_button.setAccessibleName("后退")
        self.forward_button = button("", "next", "再往前（Alt+→）")
        self.forward_button.setAccessibleName("前进")
        self.find_button = button("本页查找", "", "在这一页里查找（Ctrl+F）")
        self.print_button = button("打印一页速查…", "print", "常用的做法印在一张 A4 纸上，放在手边")
        head = QHBoxLayout()
        for widget in (self.back_button, self.forward_button):
            head.addWidget(widget)
        head.addWidget(self.search, 1)
        head.addWidget(self.find_button)
        head.addWidget(self.print_button)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.contents)
        self.lists.addWidget(self.found)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reader, 1)
        column.addWidget(self.page_find)
        halves = QSplitter()
        halves.addWidget(self.lists)
        halves.addWidget(page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([_LIST, _WIDTH - _LIST])
        halves.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addLayout(head)
        layout.addWidget(halves, 1)
        room = self.screen().availableSize()
        self.resize(min(_WIDTH, room.width() - 60), min(_HEIGHT, room.height() - 60))

    def _listen(self) -> None:
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self.found.open_first)
        self.contents.chosen.connect(self.open_page)
        self.found.chosen.connect(self._open_found)
        self.reader.link_chosen.connect(self._follow)
        self.back_button.clicked.connect(self.go_back)
        self.forward_button.clicked.connect(self.go_forward)
        self.find_button.clicked.connect(self.page_find.open_bar)
        self.print_button.clicked.connect(self.print_sheet)
        for keys, action in (
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+F", self.page_find.open_bar),
            ("Esc", self._step_out),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def _step_out(self) -> None:
        """Esc leaves what is open last: finding in the page, the search, the window."""
        if self.page_find.isVisible():
            self.page_find.close_bar()
        elif self.search.text():
            self.search.clear()
        else:
            self.close()
