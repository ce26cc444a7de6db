"""The window: navigation, pages, what was saved; it holds no rule of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialog_bounds import let_dialogs_fit
from desktop_app.ui.enter_key import let_enter_press
from desktop_app.ui.frame import key_list, panes
from desktop_app.ui.frame.area_states import count_states
from desktop_app.ui.frame.banner import Banner
from desktop_app.ui.frame.drop_target import DropTarget
from desktop_app.ui.frame.leaving import Leaving
from desktop_app.ui.frame.navigation import Navigation
from desktop_app.ui.frame.page_entries import entries_of
from desktop_app.ui.frame.page_stack import PageStack
from desktop_app.ui.frame.status_line import StatusLine
from desktop_app.ui.frame.topbar import TopBar
from desktop_app.ui.frame.undoing import Undoing
from desktop_app.ui.frame.window_keys import WindowKeys
from desktop_app.ui.frame.window_layout import window_layout
from desktop_app.ui.frame.window_state import WindowState
from desktop_app.ui.manual.door import ManualDoor
from desktop_app.ui.pages import load_pages
from desktop_app.ui.safekeeping.keeper import Keeper
from desktop_app.ui.safekeeping.restore_request import take_request

if TYPE_CHECKING:
    from desktop_app.services.ledgers.pages import Hit
    from desktop_app.ui.pages.page import Page

_TOLD_FOR = 8000  # milliseconds that a sentence stays in the status bar
_AFTER_PAINT = 20  # milliseconds in which the empty window is on the screen
_AFTER_START = 2000  # milliseconds in which the first page and its dots are there
_AFTER_NEWS = 400  # milliseconds of quiet before the dots are computed again
_LEAST_WIDTH, _LEAST_HEIGHT = 480, 320
_NAVIGATION = {False: 168, True: 208}  # by whether type is large
_NARROW_NAVIGATION = 56
_NARROW = {False: 1140, True: 1300}  # narrower windows show icons alone for the pages
_DEFINING_PAGE = "settings"
_FIRST_PAGE = "workbench"  # wherever one left off, a day begins with what is still to be done


class MainWindow(QMainWindow):
    """One window over one open database. ready: the first page is there, after the start."""

    ready = Signal()

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
        self._shown_page = ""  # the list of pages shows a click before it is followed
        self._areas = context.services.catalogue.areas
        self.navigation = Navigation(entries_of(context.services))
        self.stack = PageStack(context, self.state.follow_splitters)
        self.line = StatusLine(workplace.folder, workplace.database)
        self.keeper = Keeper(context, workplace.backups)
        self.demo_button, self.large_button = self.line.demo_button, self.line.large_button
        self.leaving = Leaving(self, self.stack, self.show_page)
        self.undoing = Undoing(context, self.stack.leave, self.navigation.current, self.show_page)
        self.manual = ManualDoor(self, context, resources / "manual", self.navigation.labels)
        self._build()
        self._listen()
        self._restore_place()

    def start(self) -> None:
        """Show the window at once; the first page and what it reads come after the first paint."""
        self.show()
        QTimer.singleShot(_AFTER_PAINT, self._show_first_page)

    def show_page(self, key: str, argument: str = "") -> None:
        """Go to a page, and to something on it."""
        if key != self._shown_page:
            self.banner.leave_page()  # what is said in leaving stays
        self.stack.leave()
        page = self.stack.show_page(key)
        self._shown_page = key
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
        from desktop_app.ui.frame.search_results import (  # noqa: PLC0415 - not for the first paint
            search_all,
        )

        found = search_all(self.context, words, self)
        if found is not None:
            self.found = found
            found.chosen.connect(self._open_hit)
            found.open()

    def set_large_type(self, large: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Switch between ordinary and large type; ask where that would drop unsaved typing."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        go_on, stay = partial(self.set_large_type, large), partial(self._mark_large, not large)
        if not self.leaving.may_go(go_on, stay):
            return
        theme.apply_theme(app, self._resources, large=large)
        self.state.large = large
        self.line.fit()
        self._fit_width()
        self._make_pages_anew()

    def show_manual(self) -> None:
        """Explain the page that is shown."""
        self.manual.open_for(self.navigation.current())

    def show_keys(self) -> None:
        """Show all keys of the window."""
        from desktop_app.ui.dialogs.shortcuts import (  # noqa: PLC0415 - seldom wanted
            ShortcutsDialog,
        )

        dialog = ShortcutsDialog(key_list.places(self.navigation.labels()), self)
        dialog.exec()
        dialog.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take dropped files from now on."""
        super().showEvent(event)
        if self._drops is None:
            self._drops = DropTarget(self.centralWidget())
            self._drops.dropped.connect(self._read_files)
            self._drops.report_dropped.connect(self._read_report)
            self._drops.refused.connect(self.context.refused)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the page what room there is."""
        super().resizeEvent(event)
        self._fit_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close the banner with Esc, where nothing on the page had a use for it."""
        if event.key() == Qt.Key.Key_Escape and self.banner.text:
            self.banner.hide()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is being typed and close; ask only where something cannot be saved."""
        if not self.leaving.may_go(self.close, take_request):
            event.ignore()
            return
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
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        let_enter_press(app)
        let_dialogs_fit(app)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_AFTER_NEWS)
        self._quiet.timeout.connect(lambda: count_states(context, self.navigation.show_states))
        self.navigation.chosen.connect(self.show_page)
        context.asked_for.connect(self.show_page)
        context.period_changed.connect(self._note_news)
        context.data_changed.connect(self._follow_definitions)
        context.data_changed.connect(self._note_news)
        context.told.connect(lambda text: self.statusBar().showMessage(text, _TOLD_FOR))
        context.told.connect(lambda _text: self.banner.hide())
        context.refused.connect(self.banner.say)
        context.warned.connect(self.banner.warn)
        context.noted.connect(self.banner.note)
        context.offered.connect(self.banner.offer)
        context.undo_wanted.connect(self.undo)
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
        self.line.manual_button.clicked.connect(self.show_manual)
        self.line.keys_button.clicked.connect(self.show_keys)
        context.explained.connect(self.manual.open_figure)
        self.keeper.standing_told.connect(self.line.show_backup)
        self.line.backup.clicked.connect(lambda: self.show_page("backups"))
        self.line.about_button.clicked.connect(self._show_about)
        self.keys = WindowKeys(
            self,
            {
                "F1": self.show_manual,
                "Ctrl+F1": self.show_keys,
                "Ctrl+Z": self.undo,
                "Ctrl+Y": self.redo,
                "Ctrl+Shift+N": self.topbar.ask_to_open,
                "Ctrl+Alt+Z": lambda: self.undoing.ask(self),
                "Ctrl+F": self.topbar.search_field.setFocus,
                "Ctrl+Shift+F": self.topbar.search_field.setFocus,
                "Ctrl+PgUp": lambda: self.topbar.step_quarter(-1),
                "Ctrl+PgDown": lambda: self.topbar.step_quarter(1),
                "F6": lambda: panes.go_to_next(self._regions()),
                "Shift+F6": lambda: panes.go_to_next(self._regions(), -1),
            },
            {
                label: partial(self._go_to_place, place)
                for place, label in enumerate(self.navigation.labels())
            },
            self.stack.page,
        )
        self.navigation.show_keys(key_list.page_keys(self.navigation.labels()))
        self.topbar.open_button.setToolTip(
            "沿用最近一个季度的单位、文字和没有完成的问题（Ctrl+Shift+N）"
        )

    def _regions(self) -> list[QWidget]:
        page = self.stack.page()
        found = [self.navigation, self.topbar, self.banner, page, self.line]
        return [region for region in found if region is not None]

    def _follow_definitions(self) -> None:
        """List and build the pages anew where the office's own areas changed, or went back."""
        areas = self.context.services.catalogue.areas
        if areas == self._areas:
            return
        self._areas = areas
        self.context.tasks.forget()
        shown = self.navigation.current()
        self.navigation.show_entries(entries_of(self.context.services))
        self.navigation.show_keys(key_list.page_keys(self.navigation.labels()))
        if shown == _DEFINING_PAGE:
            self.stack.forget_others()
            return
        self.stack.forget()
        known = self.navigation.keys()
        self.show_page(shown if shown in known else _FIRST_PAGE)

    def _go_to_place(self, place: int) -> None:
        self._go_to_page(self.navigation.keys()[place])

    def _go_to_page(self, key: str) -> None:
        self.show_page(key)
        self._enter_page()

    def _enter_page(self) -> None:
        page = self.stack.page()
        if page is not None:
            panes.go_into(page)

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

    def open_scheme(self, path: Path) -> None:
        """Show what a 方案 would change; not over a dialog that waits for an answer."""
        if QApplication.activeModalWidget() is not None:
            self.context.noted.emit(
                f"没有打开方案“{path.name}”：请先关掉正在等您回答的小窗口，再双击一次。"
            )
            return
        self.page("settings").take_files([path])

    def _read_report(self, path: Path) -> None:
        """Take a report back that the leader changed, or begin with an old one."""
        self.page("report").take_files([path])

    def _mark_large(self, large: bool) -> None:  # noqa: FBT001 - as set_large_type
        """Let the button show what is so, and switch nothing."""
        with QSignalBlocker(self.large_button):
            self.large_button.setChecked(large)

    def _make_pages_anew(self) -> None:
        """Drop all pages, so that each is built for the present size of type when it is shown."""
        self.context.tasks.forget()
        shown = self.stack.forget()
        if shown:
            self.show_page(shown)
            self._note_news()

    def _show_first_page(self) -> None:
        """Show the first page, and begin what workers do for it once it is on the screen."""
        self.context.tasks.hold()
        QTimer.singleShot(_AFTER_PAINT, self, self.context.tasks.go)
        if self.stack.page() is None:
            self._go_to_page(_FIRST_PAGE)
        self._note_news()
        if not self._workplace.is_read_only:
            self.keeper.start()
        self.context.tasks.run(
            "fonts",
            self.context.services.reports.warm_fonts,
            lambda _nothing: None,
            self.context.refused.emit,
        )
        QTimer.singleShot(_AFTER_START, self, self._load_pages)
        self.ready.emit()

    def _load_pages(self) -> None:
        """Load the program of all pages in the background: each opens at once from then on."""
        self.context.tasks.run(
            "pages", load_pages, lambda _nothing: None, self.context.refused.emit
        )

    def _note_news(self) -> None:
        self.context.attempt(self.topbar.reload)
        is_demo = self.context.services.office.office().demo
        self.setWindowTitle("党建季报（演示数据）" if is_demo else "党建季报")
        self.demo_button.setVisible(is_demo)
        self.keeper.tell()
        self._quiet.start()

    def _show_about(self) -> None:
        from desktop_app.ui.frame.about import show_about  # noqa: PLC0415 - seldom wanted

        show_about(self, self._workplace.folder)

    def _clear_demo(self) -> None:
        """Begin with an empty database, where the user says so."""
        from desktop_app.ui.frame.demo_clearing import clear_demo  # noqa: PLC0415 - seldom wanted

        if clear_demo(self, self.context, self._workplace, self.stack.leave):
            self._make_pages_anew()

    def _open_hit(self, hit: Hit) -> None:
        area = self.context.services.catalogue.areas_of_ledger[hit.ledger][0]
        self.show_page(area, f"{hit.ledger}/{hit.uid}")

    def _restore_place(self) -> None:
        self.state.restore_place(self)
        if self.state.large:
            self.large_button.setChecked(True)
