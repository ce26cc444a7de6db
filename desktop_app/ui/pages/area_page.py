"""The page of a work area, drawn from its declaration: figures, ledgers in tabs, forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.specs import AreaSpec
from desktop_app.services.reports.row_sentences import sentences_with_row
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_door import open_figure_rows
from desktop_app.ui.dialogs.row_history import RowHistoryDialog
from desktop_app.ui.dialogs.row_sentences import RowSentencesDialog
from desktop_app.ui.frame import panes
from desktop_app.ui.pages.area_news import AreaNews, AreaReading
from desktop_app.ui.pages.ledger_pane import LedgerPane
from desktop_app.ui.pages.ledger_toolbar import LedgerToolbar
from desktop_app.ui.pages.page import Page
from desktop_app.ui.widgets.figure_strip import ElidedLabel, FigureStrip
from desktop_app.ui.widgets.ledger_tabs import LedgerTabs
from desktop_app.ui.widgets.nil_menu import nil_units

_FIGURES_PAUSE = 300  # milliseconds without typing before figures are added up again


class AreaPage(Page):
    """One work area in the context's period, narrowed to its unit."""

    def __init__(self, context: Context, area_key: str) -> None:
        """area_key: as in AreaSpec."""
        super().__init__(context)
        services = context.services
        self.area: AreaSpec = next(
            area.spec for area in services.catalogue.areas if area.spec.key == area_key
        )
        self._tools = services.row_tools
        self._lists = frozenset(figure.key for figure in self.area.figures if figure.is_list)
        self.strip = FigureStrip()
        self.tabs = LedgerTabs(self.area.ledgers, self)
        self.toolbar = LedgerToolbar(context, lambda: self.pane, self)
        self.search = self.toolbar.search
        self._panes: dict[int, LedgerPane] = {}
        self._fresh: set[int] = set()
        self._stack = QStackedWidget()
        self._content, self._off = QWidget(), QFrame()
        self._help = ElidedLabel()
        self._soon = QTimer(self, singleShot=True, interval=_FIGURES_PAUSE)
        self._lay_out()
        self._soon.timeout.connect(self._read_in_background)
        bar = self.toolbar
        bar.add_wanted.connect(lambda: context.attempt(self.pane.add_row))
        bar.duplicate_wanted.connect(lambda: context.attempt(self.pane.duplicate))
        bar.delete_wanted.connect(lambda: context.attempt(self.pane.delete))
        bar.history_wanted.connect(lambda: context.attempt(self.show_history))
        bar.sentences_wanted.connect(lambda: context.attempt(self.show_sentences))
        bar.export_wanted.connect(lambda: context.attempt(self.export))
        bar.filter_wanted.connect(lambda: context.attempt(self.pane.view.open_filter))
        bar.unfilter_wanted.connect(
            lambda: context.attempt(lambda: self.pane.model.narrow(None, None))
        )
        bar.searched.connect(lambda text: context.attempt(lambda: self.pane.search(text)))
        self.strip.figure_clicked.connect(self.show_figure)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.switched.connect(self._go_into_ledger)

    @property
    def pane(self) -> LedgerPane:
        """The ledger that is in front."""
        return self._pane(max(0, self.tabs.currentIndex()))

    # ── Page ─────────────────────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read anew; what this page itself just wrote is shown already but for the figures."""
        if any(pane.writer.is_writing for pane in self._panes.values()):
            self._fresh &= {self.tabs.currentIndex()}
            self._soon.start()
            return
        is_on = self.area.key in self.context.services.office.areas_on(self.context.period)
        self._off.setVisible(not is_on)
        self._content.setVisible(is_on)
        if not is_on:
            return
        self._fresh.clear()
        if self.area.ledgers:
            self._show_rows(max(0, self.tabs.currentIndex()))
        self._show_figures_and_counts()

    def show_item(self, argument: str) -> None:
        """Show a row: `ledger key/row uid`; or a ledger: its key."""
        key, _, uid = argument.partition("/")
        keys = [ledger.key for ledger in self.area.ledgers]
        if key not in keys:
            return
        self.tabs.setCurrentIndex(keys.index(key))
        self._load_if_stale()
        if not uid or self.pane.choose(uid):
            return
        self.toolbar.show_searched("")
        self.pane.search("")
        if not self.pane.choose(uid):
            self.context.told.emit("没有找到这一行，可能已被删除或不在所选单位。")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say which ledger is in front: the one that one looked at last."""
        super().showEvent(event)
        if self.tabs.currentIndex() > 0:
            self.context.told.emit(self.tabs.in_front)

    def leave(self) -> None:
        """Save what is still being typed."""
        for pane in self._panes.values():
            pane.leave()
        self.toolbar.stop()
        if self._soon.isActive():
            self._soon.stop()
            self.context.attempt(self._show_figures_and_counts)

    # ── actions ──────────────────────────────────────────────────────────────────────────────────

    def show_figure(self, key: str) -> None:
        """Show what stands behind a figure."""
        open_figure_rows(self.context, key, self, self.context.unit)

    def show_history(self) -> None:
        """Show the life of the cursor's row."""
        chosen = self.pane.chosen()
        if not chosen:
            self.context.told.emit("先选中一行，再看它的修改记录。")
            return
        row, spec = chosen[-1], self.pane.spec
        changes = self.context.attempt(lambda: self._tools.changes(spec.key, row.uid))
        if isinstance(changes, list):
            papers = self.context.services.papers
            sentences = papers.sentences_of_row(self.context.period, spec.key, row.uid)
            dialog = RowHistoryDialog(f"{row.unit} · {spec.label}", changes, self, sentences)
            dialog.exec()
            dialog.deleteLater()

    def show_sentences(self) -> None:
        """Show which sentences of the report print the cursor's row."""
        chosen = self.pane.chosen()
        if not chosen:
            self.context.told.emit("先选中一行，再看报告里哪些句子用到它。")
            return
        row, services = chosen[-1], self.context.services
        found = sentences_with_row(services.papers, services.catalogue, self.context.period, row)
        dialog = RowSentencesDialog(f"{row.unit} · {self.pane.spec.label}", found, self)
        dialog.sentence_chosen.connect(
            lambda key: self.context.show_page("report", f"figure:{key}")
        )
        dialog.exec()
        dialog.deleteLater()

    def export(self) -> None:
        """Write the rows of the ledger in front into a file."""
        from desktop_app.services.workbook.service import Scope  # noqa: PLC0415 - brings openpyxl
        from desktop_app.ui.dialogs.export_rows import export_rows  # noqa: PLC0415 - likewise

        export_rows(self.context, Scope(ledger=self.pane.spec.key))

    def switch_on(self) -> None:
        """Take the area into this quarter."""
        context = self.context
        context.write(
            lambda: context.services.office.switch_area(
                context.period, self.area.key, enabled=True
            ),
            f"已启用{self.area.label}",
        )

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _pane(self, place: int) -> LedgerPane:
        """Return a ledger's pane; it is made when first seen."""
        pane = self._panes.get(place)
        if pane is None:
            pane = LedgerPane(self.context, self.area.ledgers[place], self.area.label, self._tools)
            self._panes[place] = pane
            self._stack.addWidget(pane)
            pane.model.modelReset.connect(self._show_filters)
            self.toolbar.change_rows_from(pane.view)
            pane.form.history_wanted.connect(
                lambda: self.context.attempt(self.show_history),
            )
        return pane

    def _show_tab(self, place: int) -> None:
        if place < 0:
            return
        for pane in self._panes.values():
            pane.leave()
        self.toolbar.show_searched(self._pane(place).searched)
        self._show_filters()
        self._stack.setCurrentWidget(self._pane(place))
        if not self._is_stale and place not in self._fresh:
            self.context.attempt(lambda: self._show_rows(place))
        self._show_nil_reports()
        first = self._first_figure(self.area.ledgers[place].key)
        if first:
            QTimer.singleShot(0, self, lambda: self.strip.bring_to_left(first))

    def _go_into_ledger(self) -> None:
        """Go on in the ledger that a key brought to the front, where one was in its rows."""
        focus = QApplication.focusWidget()
        if focus is None or not self._stack.isAncestorOf(focus) or not focus.isVisible():
            panes.go_into(self.pane)
        self.context.told.emit(self.tabs.in_front)

    def _show_rows(self, place: int) -> None:
        self._stack.setCurrentWidget(self._pane(place))
        self._pane(place).show_rows()
        self._fresh.add(place)

    def _first_figure(self, ledger: str) -> str:
        """Return the first figure that reads a ledger."""
        for figure in self.area.figures:
            if getattr(figure.source, "ledger", None) == ledger:
                return figure.key
        return ""

    def _show_figures_and_counts(self) -> None:
        self._show_news(self._reader()())

    def _read_in_background(self) -> None:
        """Add up what was just written while the clerk types on: of many rows it takes a while."""
        kind = f"figures {self.area.key}"
        self.context.tasks.run(kind, self._reader(), self._show_news, self.context.refused.emit)

    def _reader(self) -> Callable[[], AreaNews]:
        """Return what reads everything that follows from the rows; it touches no widget."""
        context = self.context
        return AreaReading(
            context.services,
            context.period,
            context.unit,
            self.area,
            {place: self._panes[place].query() for place in self._fresh},
        )

    def _show_news(self, news: AreaNews) -> None:
        """Show what was read, unless another quarter or unit is looked at by now."""
        if (news.period, news.unit) != (self.context.period, self.context.unit):
            return
        figures = [
            news.figures[figure.key] for figure in self.area.figures if figure.key in news.figures
        ]
        self.strip.show_figures(figures, self._lists, of_unit=bool(news.unit))
        self.strip.setVisible(bool(figures))
        for place, totals in news.totals.items():
            self._panes[place].show_these_totals(totals)
        self.tabs.show_counts(news.counts)
        self._show_nil_reports()

    def _show_filters(self) -> None:
        model = self.pane.model
        labels = [model.columns[column].label for column in sorted(model.filtered())]
        self.toolbar.show_filters(labels, model.rowCount())

    def _show_nil_reports(self) -> None:
        context = self.context
        if not self.area.ledgers:
            return
        units = nil_units(context, self.pane.spec.key)
        self.toolbar.show_nil_reports(units)
        self._help.show_text(self.pane.spec.help or self.area.help)

    def _lay_out(self) -> None:
        title = QLabel(self.area.label)
        title.setProperty("role", "title")
        self._help.setProperty("role", "hint")
        self._help.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._help.show_text(self.area.help)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self._help, 1)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(6)
        content.addWidget(self.strip)
        if self.area.ledgers:
            content.addWidget(self.tabs)
            content.addWidget(self.toolbar)
            content.addWidget(self._stack, 1)
        else:
            go = QPushButton("到“本季工作台”填写")
            go.clicked.connect(lambda: self.context.show_page("workbench"))
            content.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
            content.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._off_banner())
        layout.addWidget(self._content, 1)
        layout.addStretch(0)

    def _off_banner(self) -> QFrame:
        self._off.setProperty("card", "true")
        row = QHBoxLayout(self._off)
        row.setContentsMargins(16, 12, 16, 12)
        sentence = QLabel(
            f"本季度没有启用“{self.area.label}”，不计入指标、校核和报告；已填的内容都保留着。"
        )
        sentence.setWordWrap(True)
        button = QPushButton("启用")
        button.setProperty("primary", "true")
        button.clicked.connect(self.switch_on)
        row.addWidget(sentence, 1)
        row.addWidget(button)
        self._off.hide()
        return self._off
