"""问题与措施: problems left, measures right, the selected one's form beside them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.rectification.board import Board, BoardProblem
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.fields.yielding_label import YieldingLabel
from desktop_app.ui.pages.page import Page
from desktop_app.ui.rectification.cards import CardList
from desktop_app.ui.rectification.counts import Counts
from desktop_app.ui.rectification.exporting import export_list
from desktop_app.ui.rectification.light_switch import LightSwitch
from desktop_app.ui.rectification.measure_panel import MeasurePanel
from desktop_app.ui.rectification.panel import Panel
from desktop_app.ui.rectification.problem_panel import ProblemPanel
from desktop_app.ui.rectification.wording import measure_card, problem_card
from desktop_app.ui.widgets.actions import key_action


class RectificationPage(Page):
    """Selecting a card on one side marks what belongs to it on the other."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is read when it is first shown."""
        super().__init__(context)
        services = context.services
        self._service = services.board
        self._board = Board((), ())
        self._quarter = context.period
        self.counts = Counts(services.catalogue.figures)
        self.problems = CardList("存在问题")
        self.measures = CardList("下步措施")
        self.new_problem = button("新增问题", "add", "写下一个新问题（Ctrl+N）")
        self.new_measure = button("新增措施", "add", "为选中的问题写一条措施（Ctrl+M）")
        self.lights = LightSwitch(context)
        self.export = button(
            "导出清单…", "export-text", "问题整改清单的电子表格；随报告打印请在导出报告时附上"
        )
        self.problem_panel = ProblemPanel(context, self._service)
        self.measure_panel = MeasurePanel(context, self._service)
        self._nothing = hint("")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for widget in (self._nothing, self.problem_panel, self.measure_panel):
            self._stack.addWidget(widget)
        self._lay_out()
        self.new_problem.clicked.connect(self.add_problem)
        self.new_measure.clicked.connect(self.add_measure)
        self.lights.toggled.connect(self.reload)
        self.export.clicked.connect(lambda: export_list(context, self))
        self.problems.selectionModel().selectionChanged.connect(self._problem_chosen)
        self.measures.selectionModel().selectionChanged.connect(self._measure_chosen)
        for keys, add in (("Ctrl+N", self.add_problem), ("Ctrl+M", self.add_measure)):
            self.addAction(key_action(keys, add, self))
        for cards, panel in self._sides():
            cards.entered.connect(panel.enter)
            cards.remove_wanted.connect(panel.remove.click)
            panel.left.connect(self._go_back)
        self.problem_panel.closing.refused.connect(self._show_refusal)
        self.problem_panel.added.connect(self.show_item)
        self.measure_panel.added.connect(self.show_item)

    def reload(self) -> None:
        """Read the quarter's problems and measures; what is being typed stays."""
        period = self.context.period
        if period != self._quarter:
            self.leave()
            self._quarter = period
        chosen = self.problems.selected() or self.measures.selected()
        self._board = board = self._service.board(period)
        self.lights.show_board(board, period)
        self.problems.cards.show_cards(
            [
                problem_card(number, one, period, self.lights.of_problem(one))
                for number, one in enumerate(board.problems, 1)
            ]
        )
        self.measures.cards.show_cards(
            [
                measure_card(number, one, self.lights.of_measure(one.uid))
                for number, one in enumerate(board.measures, 1)
            ]
        )
        self.counts.show_values(self.context.services.rectification.values([period]), period)
        self._nothing.setText(
            "选中一个问题或一条措施，在这里查看和修改。"
            if board.problems or board.measures
            else f"{period.label}还没有问题和措施。\n点“新增问题”写下第一个问题，再为它写措施；"
            "\n以后每个季度会自动结转没有销号的问题。"
        )
        if self._is_adding():
            return
        if chosen and not (self.problems.choose(chosen) or self.measures.choose(chosen)):
            self._stack.setCurrentWidget(self._nothing)
        self._refresh_panel()

    def show_item(self, argument: str) -> None:
        """Select a problem or a measure by uid."""
        if self._is_stale:
            self._load_if_stale()
        if not self.problems.choose(argument):
            self.measures.choose(argument)
        self._refresh_panel()

    def leave(self) -> None:
        """Save what is still being typed."""
        self.problem_panel.commit()
        self.measure_panel.commit()

    def add_problem(self) -> None:
        """Open an empty form for a problem."""
        self.leave()
        self._clear_selection()
        self._stack.setCurrentWidget(self.problem_panel)
        self.problem_panel.start_new()
        self._scroll.verticalScrollBar().setValue(0)

    def add_measure(self) -> None:
        """Open an empty form for a measure, for the selected problem where one is."""
        self.leave()
        answers = self.problems.selected()
        self._clear_selection()
        self.problems.cards.mark([answers])
        self._stack.setCurrentWidget(self.measure_panel)
        self.measure_panel.start_new(self._problem(answers))
        self._scroll.verticalScrollBar().setValue(0)  # what it is for stands at the top

    def _sides(self) -> tuple[tuple[CardList, Panel], ...]:
        """Return each list with the panel of its records."""
        return (self.problems, self.problem_panel), (self.measures, self.measure_panel)

    def _go_back(self) -> None:
        """Leave the form for its list; a form for a new record is given up while it is empty."""
        cards, panel = next(
            side for side in self._sides() if side[1] is self._stack.currentWidget()
        )
        if self._is_adding():
            if any(panel.form.typed().values()):
                panel.enter()  # where what is still missing goes
                return
            self._stack.setCurrentWidget(self._nothing)
            self._refresh_panel()
        cards.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _problem(self, uid: str) -> BoardProblem | None:
        return next((one for one in self._board.problems if one.uid == uid), None)

    def _scroll_forms_alone(self) -> None:
        """Show no scroll bar beside the hint: the stack is as high as its highest form."""
        hidden = self._stack.currentWidget() is self._nothing
        policy = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if hidden else policy.ScrollBarAsNeeded
        )

    def _lay_out(self) -> None:
        title = YieldingLabel("问题与措施")
        title.setProperty("role", "title")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addSpacing(24)
        top.addWidget(self.counts, 1)
        tools = QHBoxLayout()
        tools.addWidget(self.lights, 1)
        tools.addWidget(self.export)
        self._scroll = form = QScrollArea(widgetResizable=True)
        form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        form.setWidget(self._stack)
        self._stack.currentChanged.connect(self._scroll_forms_alone)
        self._scroll_forms_alone()
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(form)
        splitter = QSplitter(childrenCollapsible=False)
        splitter.addWidget(_column("存在问题", self.new_problem, self.problems))
        splitter.addWidget(_column("下步措施", self.new_measure, self.measures))
        splitter.addWidget(frame)
        splitter.setSizes([350, 350, 430])
        for place, share in enumerate((4, 4, 5)):
            splitter.setStretchFactor(place, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(tools)
        layout.addWidget(splitter, 1)

    def _show_refusal(self) -> None:
        """Bring what is missing for 销号 into view."""
        self._scroll.ensureWidgetVisible(self.problem_panel.closing)

    def _is_adding(self) -> bool:
        """Whether an empty form is open that nothing was saved of yet."""
        panel = self._stack.currentWidget()
        return panel is not self._nothing and not getattr(panel, "shown", "")

    def _clear_selection(self) -> None:
        for cards in (self.problems, self.measures):
            cards.selectionModel().clear()
            cards.cards.mark([])

    def _problem_chosen(self, selected: QItemSelection) -> None:
        if selected.count():
            self.measures.selectionModel().clear()
            self._refresh_panel()

    def _measure_chosen(self, selected: QItemSelection) -> None:
        if selected.count():
            self.problems.selectionModel().clear()
            self._refresh_panel()

    def _refresh_panel(self) -> None:
        """Show the selected one's form and mark what belongs to it."""
        problem = self._problem(self.problems.selected())
        measure = next((m for m in self._board.measures if m.uid == self.measures.selected()), None)
        if problem is not None:
            self.problem_panel.show_problem(self._board, problem)
            self._stack.setCurrentWidget(self.problem_panel)
        elif measure is not None:
            self.measure_panel.show_measure(self._board, measure)
            self._stack.setCurrentWidget(self.measure_panel)
        else:
            self._stack.setCurrentWidget(self._nothing)
        self.measures.cards.mark(problem.measures if problem else ())
        self.problems.cards.mark(measure.problems if measure else ())


def _column(text: str, add: QWidget, cards: CardList) -> QWidget:
    """Return a list under its title, with the button that adds to it."""
    title = QLabel(text)
    title.setProperty("role", "subtitle")
    head = QHBoxLayout()
    head.addWidget(title)
    head.addStretch()
    head.addWidget(add)
    column = QWidget()
    column.setMinimumWidth(260)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addLayout(head)
    layout.addWidget(cards, 1)
    return column
