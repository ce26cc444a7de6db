"""The window: navigation, pages, what was saved; it holds no rule of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.services.ledger_pages import Hit
from desktop_app.services.workplace import Workplace
from desktop_app.ui import theme
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.frame.banner import Banner
from desktop_app.ui.frame.navigation import Entry, Navigation
from desktop_app.ui.frame.search_results import SearchResults
from desktop_app.ui.frame.topbar import TopBar
from desktop_app.ui.pages import page_of
from desktop_app.ui.pages.page import Page

_TOLD_FOR = 8000  # milliseconds that a sentence stays in the status bar
_AFTER_PAINT = 20  # milliseconds in which the empty window is on the screen
_AFTER_NEWS = 400  # milliseconds of quiet before the dots are computed again


class MainWindow(QMainWindow):
    """One window over one open database."""

    def __init__(self, context: Context, workplace: Workplace, resources: Path) -> None:
        """workplace: where the data lies, for the status bar. resources: for the look."""
        super().__init__()
        self.context = context
        self._workplace = workplace
        self._resources = resources
        self._settings = QSettings(
            str(workplace.folder / "界面设置.ini"), QSettings.Format.IniFormat
        )
        self._pages: dict[str, Page] = {}
        self.setWindowTitle("党建季报")
        self.setWindowIcon(theme.icon("app"))
        self.topbar = TopBar(context)
        self.banner = Banner()
        self.navigation = Navigation(self._entries())
        self.navigation.setFixedWidth(168)
        self.stack = QStackedWidget()
        self._build()
        self._listen()
        self._restore_place()

    def start(self) -> None:
        """Show the window at once; the first page and what it reads come after the first paint."""
        self.show()
        QTimer.singleShot(_AFTER_PAINT, self._show_first_page)

    def show_page(self, key: str, argument: str = "") -> None:
        """Go to a page, and to something on it."""
        self.leave_page()
        if key not in self._pages:
            self._pages[key] = page_of(key, self.context)
            self.stack.addWidget(self._pages[key])
        self.stack.setCurrentWidget(self._pages[key])
        self.navigation.show_current(key)
        if argument:
            self._pages[key].show_item(argument)

    def page(self, key: str) -> Page:
        """Return a page, made when it is first asked for."""
        self.show_page(key)
        return self._pages[key]

    def leave_page(self) -> None:
        """Let the page that is shown save what is still being typed."""
        current = self.stack.currentWidget()
        if isinstance(current, Page):
            current.leave()

    def undo(self) -> None:
        """Take the newest step back."""
        self._take_back(self.context.services.history.undo, "已撤销")

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._take_back(self.context.services.history.redo, "已重做")

    def search(self, words: str) -> None:
        """Look for words in all ledgers of the quarter and offer what was found."""
        if not words:
            return
        hits = self.context.attempt(
            lambda: self.context.services.pages.search(self.context.period, words)
        )
        if isinstance(hits, list):
            labels = {
                key: spec.label for key, spec in self.context.services.catalogue.ledgers.items()
            }
            self.found = SearchResults(words, hits, labels, self)
            self.found.chosen.connect(self._open_hit)
            self.found.open()

    def set_large_type(self, large: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Switch between ordinary and large type."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.leave_page()
        theme.apply_theme(app, self._resources, large=large)
        self.navigation.setFixedWidth(208 if large else 168)
        self._settings.setValue("large", large)
        self._make_pages_anew()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is being typed and close without asking."""
        self.leave_page()
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.sync()
        self.context.tasks.finish()
        super().closeEvent(event)

    def _entries(self) -> list[Entry]:
        areas = [area.spec for area in self.context.services.catalogue.areas if area.ledgers]
        return [
            Entry("workbench", "本季工作台", "workbench"),
            *(Entry(spec.key, spec.label, spec.key) for spec in areas),
            Entry("rectification", "问题与措施", "rectification"),
            Entry("report", "报告编制", "report"),
            Entry("summary", "汇总分析", "summary"),
            Entry("settings", "设置", "settings"),
        ]

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.navigation, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(side)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.backup_label = QLabel()
        self.demo_button = QToolButton()
        self.demo_button.setText("现在是演示数据，清除…")
        self.demo_button.setToolTip("先自动备份，再删去全部演示数据，从自己的季度开始")
        self.demo_button.clicked.connect(self._ask_to_clear_demo)
        self.demo_button.hide()
        place = QLabel(f"数据：{self._workplace.folder}")
        place.setToolTip(str(self._workplace.database))
        self.large_button = QToolButton()
        self.large_button.setText("大字")
        self.large_button.setCheckable(True)
        self.large_button.setToolTip("放大或还原全部文字")
        about = QToolButton()
        about.setText("关于")
        about.clicked.connect(self._about)
        for widget in (self.demo_button, place, self.backup_label, self.large_button, about):
            self.statusBar().addPermanentWidget(widget)

    def _listen(self) -> None:
        context = self.context
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_AFTER_NEWS)
        self._quiet.timeout.connect(self._count_states)
        self.navigation.chosen.connect(self.show_page)
        context.asked_for.connect(self.show_page)
        context.period_changed.connect(self._note_news)
        context.data_changed.connect(self._note_news)
        context.told.connect(lambda text: self.statusBar().showMessage(text, _TOLD_FOR))
        context.told.connect(lambda _text: self.banner.hide())
        context.refused.connect(self.banner.say)
        context.noted.connect(self.banner.note)
        self.topbar.searched.connect(self.search)
        self.topbar.undo_asked.connect(self.undo)
        self.topbar.redo_asked.connect(self.redo)
        self.topbar.leaving.connect(self.leave_page)
        self.large_button.toggled.connect(self.set_large_type)
        for keys, action in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+F", self.topbar.search_field.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def _make_pages_anew(self) -> None:
        """Drop all pages, so that each is built for the present size of type when it is shown."""
        self.context.tasks.forget()
        shown = [key for key, page in self._pages.items() if page is self.stack.currentWidget()]
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        for key in shown:
            self.show_page(key)
        if shown:
            self._note_news()

    def _show_first_page(self) -> None:
        if not self._pages:
            self.show_page("workbench")
        self._note_news()
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
        self.backup_label.setText(_backup_age(self._workplace.newest_backup()))
        self._quiet.start()

    def _count_states(self) -> None:
        """Compute the dots in the background: the checks read every ledger."""
        services, period = self.context.services, self.context.period

        def work() -> dict[str, str]:
            counts = services.pages.counts(period)
            figures = services.figures.figures(period)
            odd = {
                figures[finding.figure].area
                for finding in services.checks.findings(period)
                if finding.figure in figures and finding.severity != "hint"
            }
            states = {}
            for area in services.catalogue.areas:
                if area.ledgers:
                    rows = sum(counts[ledger.spec.key] for ledger in area.ledgers)
                    filled = "findings" if area.spec.key in odd else "filled"
                    states[area.spec.key] = filled if rows else "empty"
            return states

        self.context.tasks.run(
            "states", work, self.navigation.show_states, self.context.refused.emit
        )

    def _take_back(self, action: Callable[[], str], told: str) -> None:
        self.leave_page()
        name = self.context.attempt(action)
        if name is Failed or not name:
            return
        periods = self.context.services.periods.all()
        if not periods:
            self.context.services.history.redo()
            self.context.refused.emit("这是唯一的一个季度，不能撤销它的新建。")
            return
        if self.context.period not in periods:
            self.context.show_period(periods[-1])
        self.context.data_changed.emit()
        self.context.told.emit(f"{told}：{name}")

    def _ask_to_clear_demo(self) -> None:
        answer = QMessageBox.question(
            self,
            "清除演示数据",
            "演示数据和您在里面试着填写的内容会一并删去，删去以前自动备份一份。确定清除吗？",
        )
        if answer is QMessageBox.StandardButton.Yes:
            self._clear_demo()

    def _clear_demo(self) -> None:
        """Begin with an empty database; without a first quarter there is nothing to show."""
        from desktop_app.services import demo  # noqa: PLC0415 - seldom wanted

        first = FirstStart(date.today(), self, offers_demo=False)  # noqa: DTZ011 - the clerk's own calendar
        if not first.exec():
            return
        services = self.context.services
        self.leave_page()
        kept = self.context.attempt(lambda: demo.remove(self._workplace, services, force=True))
        if not isinstance(kept, Path):
            return
        services.periods.open(first.period)
        self.context.show_unit("")
        self.context.show_period(first.period)
        self._make_pages_anew()
        self.context.told.emit(f"演示数据已清除，备份在“{kept}”")

    def _open_hit(self, hit: Hit) -> None:
        area = self.context.services.catalogue.areas_of_ledger[hit.ledger][0]
        self.show_page(area, f"{hit.ledger}/{hit.uid}")

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "关于党建季报",
            f"<p><b>党建季报 {__version__}</b></p>"
            "<p>把一个季度的党建工作数据只填一次，报告里的每个数都能找到出处。</p>"
            f"<p>数据文件夹：{self._workplace.folder}</p>"
            "<p>本程序不联网。程序按 MIT 许可提供；随附字体各有自己的许可。</p>",
        )

    def _restore_place(self) -> None:
        geometry = self._settings.value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1366, 728)
        if self._settings.value("large", defaultValue=False, type=bool):
            self.large_button.setChecked(True)


def _backup_age(newest: Path | None) -> str:
    if newest is None:
        return "还没有备份"
    age = datetime.now() - datetime.fromtimestamp(newest.stat().st_mtime)  # noqa: DTZ005, DTZ006 - as a clerk's clock shows it
    if age.days > 0:
        return f"备份：{age.days}天前"
    hours = age.seconds // 3600
    return f"备份：{hours}小时前" if hours else "备份：刚刚"
