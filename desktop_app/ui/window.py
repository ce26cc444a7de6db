"""The window: navigation, pages, what was saved; it holds no rule of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop_app.services.ledger_pages import Hit
from desktop_app.services.workplace import Workplace
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_app.ui.frame import key_list, panes
from desktop_app.ui.frame.about import show_about
from desktop_app.ui.frame.area_states import count_states
from desktop_app.ui.frame.banner import Banner
from desktop_app.ui.frame.demo_clearing import clear_demo
from desktop_app.ui.frame.drop_target import DropTarget
from desktop_app.ui.frame.navigation import Navigation
from desktop_app.ui.frame.page_entries import entries_of
from desktop_app.ui.frame.page_stack import PageStack
from desktop_app.ui.frame.search_results import search_all
from desktop_app.ui.frame.status_line import StatusLine
from desktop_app.ui.frame.topbar import TopBar
from desktop_app.ui.frame.undoing import Undoing
from desktop_app.ui.frame.window_keys import WindowKeys
from desktop_app.ui.frame.window_layout import window_layout
from desktop_app.ui.frame.window_state import WindowState
from desktop_app.ui.pages.page import Page
from desktop_app.ui.safekeeping.keeper import Keeper

_TOLD_FOR = 8000  # milliseconds that a sentence stays in the status bar
_AFTER_PAINT = 20  # milliseconds in which the empty window is on the screen
_AFTER_NEWS = 400  # milliseconds of quiet before the dots are computed again
_LEAST_WIDTH, _LEAST_HEIGHT = 480, 320
_NAVIGATION = {False: 168, True: 208}  # by whether type is large
_NARROW_NAVIGATION = 56
_NARROW = {False: 1140, True: 1300}  # narrower windows show icons alone for the pages
_FIRST_PAGE = "workbench"  # wherever one left off, a day begins with what is still to be done


class MainWindow(QMainWindow):
    """One window over one open database."""

    def __init__(self, context: Context, workplace: Workplace, resources: Path) -> None:
        """workplace: where the data lies, for the status bar. resources: for the look."""
        super().__init__()
        self.context = context
        self._workplace = workplace
        self._resources = resources
        self.state = WindowState(workplace.folder)
        self._drops: DropTarget | None = None
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        self.topbar = TopBar(context)
        self.banner = Banner()
        self.navigation = Navigation(entries_of(context.services))
        self.stack = PageStack(context, self.state.follow_splitters)
        self.line = StatusLine(workplace.folder, workplace.database)
        self.keeper = Keeper(context, workplace.backups)
        self.demo_button, self.large_button = self.line.demo_button, self.line.large_button
        self.undoing = Undoing(context, self.stack.leave, self.navigation.current, self.show_page)
        self._build()
        self._listen()
        self._restore_place()

    def start(self) -> None:
        """Show the window at once; the first page and what it reads come after the first paint."""
        self.show()
        QTimer.singleShot(_AFTER_PAINT, self._show_first_page)

    def show_page(self, key: str, argument: str = "") -> None:
        """Go to a page, and to something on it."""
        self.stack.leave()
        page = self.stack.show_page(key)
        self.navigation.show_current(key)
        self.keys.share_find_key()
        if argument:
            page.show_item(argument)

    def page(self, key: str) -> Page:
        """Return a page, made when it is first asked for."""
        self.show_page(key)
        return self.stack.show_page(key)

    def undo(self) -> None:
        """Take the newest step back."""
        self.undoing.undo()

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.undoing.redo()

    def search(self, words: str) -> None:
        """Look for words in all ledgers of the quarter and offer what was found."""
        found = search_all(self.context, words, self)
        if found is not None:
            self.found = found
            found.chosen.connect(self._open_hit)
            found.open()

    def set_large_type(self, large: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Switch between ordinary and large type."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.stack.leave()
        theme.apply_theme(app, self._resources, large=large)
        self.state.large = large
        self.line.fit()
        self._fit_width()
        self._make_pages_anew()

    def show_keys(self) -> None:
        """Show all keys of the window."""
        dialog = ShortcutsDialog(key_list.places(self.navigation.labels()), self)
        dialog.exec()
        dialog.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take dropped files from now on."""
        super().showEvent(event)
        if self._drops is None:
            self._drops = DropTarget(self.centralWidget())
            self._drops.dropped.connect(self._read_files)
            self._drops.refused.connect(self.context.refused)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the page what room there is."""
        super().resizeEvent(event)
        self._fit_width()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is being typed and close without asking."""
        self.stack.leave()
        self.state.remember_place(self)
        self.state.period = self.context.period
        self.state.flush()
        self._quiet.stop()
        self.keeper.stop()
        self.context.tasks.finish()
        super().closeEvent(event)

    def _build(self) -> None:
        above = (self.topbar, self.banner)
        self.setCentralWidget(window_layout(self.navigation, above, self.stack))
        self.setStatusBar(self.line)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self._fit_width()

    def _listen(self) -> None:
        context = self.context
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_AFTER_NEWS)
        self._quiet.timeout.connect(lambda: count_states(context, self.navigation.show_states))
        self.navigation.chosen.connect(self.show_page)
        context.asked_for.connect(self.show_page)
        context.period_changed.connect(self._note_news)
        context.data_changed.connect(self._note_news)
        context.told.connect(lambda text: self.statusBar().showMessage(text, _TOLD_FOR))
        context.told.connect(lambda _text: self.banner.hide())
        context.refused.connect(self.banner.say)
        context.noted.connect(self.banner.note)
        context.selection_told.connect(self.line.show_selection)
        self.topbar.searched.connect(self.search)
        undo = self.topbar.undo_button
        undo.undo_asked.connect(self.undo)
        undo.undo_to_asked.connect(self.undoing.undo_to)
        undo.steps_asked.connect(lambda: self.undoing.ask(self))
        undo.bin_asked.connect(lambda: self.show_page("recycle_bin"))
        self.topbar.redo_asked.connect(self.redo)
        self.topbar.leaving.connect(self.stack.leave)
        self.navigation.entered.connect(self._enter_page)
        self.demo_button.clicked.connect(self._clear_demo)
        self.large_button.toggled.connect(self.set_large_type)
        self.line.keys_button.clicked.connect(self.show_keys)
        self.keeper.standing_told.connect(self.line.show_backup)
        self.line.backup.clicked.connect(lambda: self.show_page("backups"))
        self.line.about_button.clicked.connect(lambda: show_about(self, self._workplace.folder))
        self.keys = WindowKeys(
            self,
            {
                "F1": self.show_keys,
                "Ctrl+Z": self.undo,
                "Ctrl+Y": self.redo,
                "Ctrl+Shift+N": self._open_quarter,
                "Ctrl+Alt+Z": lambda: self.undoing.ask(self),
                "Ctrl+F": self.topbar.search_field.setFocus,
                "Ctrl+Shift+F": self.topbar.search_field.setFocus,
                "Ctrl+PgUp": lambda: self.topbar.step_quarter(-1),
                "Ctrl+PgDown": lambda: self.topbar.step_quarter(1),
                "F6": lambda: panes.go_to_next(self._regions()),
                "Shift+F6": lambda: panes.go_to_next(self._regions(), -1),
            },
            {
                label: partial(self._go_to_page, key)
                for key, label in zip(self.navigation.keys(), self.navigation.labels(), strict=True)
            },
            self.stack.page,
        )
        self.navigation.show_keys(key_list.page_keys(self.navigation.labels()))
        self.topbar.open_button.setToolTip("沿用本季度的单位、文字和没有完成的问题（Ctrl+Shift+N）")

    def _regions(self) -> list[QWidget]:
        page = self.stack.page()
        found = [self.navigation, self.topbar, self.banner, page, self.line]
        return [region for region in found if region is not None]

    def _go_to_page(self, key: str) -> None:
        self.show_page(key)
        self._enter_page()

    def _enter_page(self) -> None:
        page = self.stack.page()
        if page is not None:
            panes.go_into(page)

    def _open_quarter(self) -> None:
        """Open the quarter behind the newest, as the button beside the newest one does."""
        button = self.topbar.open_button
        if button.isVisible():
            button.click()
        else:
            self.context.told.emit("新建下一季度要从最新的季度开始：请先在上面换到最后一个季度。")

    def _fit_width(self) -> None:
        large = self.state.large
        is_narrow = self.width() < _NARROW[large]
        self.navigation.set_narrow(is_narrow)
        self.navigation.setFixedWidth(_NARROW_NAVIGATION if is_narrow else _NAVIGATION[large])
        self.line.set_narrow(is_narrow)

    def _read_files(self, files: list[Path]) -> None:
        """Read returned tables; what they hold is shown before anything is written."""
        from desktop_app.ui.dialogs.returned_files import (  # noqa: PLC0415 - seldom wanted
            open_returned_files,
        )

        self.stack.leave()
        page = self.stack.page()
        if page is None or not page.take_files(files):
            self.context.attempt(lambda: open_returned_files(self.context, files))

    def _make_pages_anew(self) -> None:
        """Drop all pages, so that each is built for the present size of type when it is shown."""
        self.context.tasks.forget()
        shown = self.stack.forget()
        if shown:
            self.show_page(shown)
            self._note_news()

    def _show_first_page(self) -> None:
        if self.stack.page() is None:
            self.show_page(_FIRST_PAGE)
        self._note_news()
        if not self._workplace.is_read_only:
            self.keeper.start()
        self.context.tasks.run(
            "fonts",
            self.context.services.reports.warm_fonts,
            lambda _nothing: None,
            self.context.refused.emit,
        )

    def _note_news(self) -> None:
        self.context.attempt(self.topbar.reload)
        is_demo = self.context.services.office.office().demo
        self.setWindowTitle("党建季报（演示数据）" if is_demo else "党建季报")
        self.demo_button.setVisible(is_demo)
        self.keeper.tell()
        self._quiet.start()

    def _clear_demo(self) -> None:
        """Begin with an empty database, where the user says so."""
        if clear_demo(self, self.context, self._workplace, self.stack.leave):
            self._make_pages_anew()

    def _open_hit(self, hit: Hit) -> None:
        area = self.context.services.catalogue.areas_of_ledger[hit.ledger][0]
        self.show_page(area, f"{hit.ledger}/{hit.uid}")

    def _restore_place(self) -> None:
        self.state.restore_place(self)
        if self.state.large:
            self.large_button.setChecked(True)
