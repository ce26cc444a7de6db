"""存在问题: one problem's form, its measures, 销号."""

from __future__ import annotations

from desktop_app.services.rectification.board import Board, BoardProblem, RectificationBoard
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.rectification.closing_form import ClosingForm
from desktop_app.ui.rectification.link_dialog import LinkDialog
from desktop_app.ui.rectification.panel import Panel, missing_first
from desktop_app.ui.rectification.wording import problem_remark

NEW = "new"
CLOSE, REOPEN = "本季度销号", "撤回销号"


class ProblemPanel(Panel):
    """Shows one problem, or an empty form for a new one."""

    link_title = "选择对应的措施"

    def __init__(self, context: Context, board: RectificationBoard) -> None:
        """board: reads and changes."""
        super().__init__(context, board)
        self._problem: BoardProblem | None = None
        self._board: Board | None = None
        options = context.services.office.options(context.period)
        self.form = FieldForm(board.problem_fields, self._save, options)
        self.inside.addWidget(self.title)
        self.inside.addWidget(self.remark)
        self.inside.addWidget(self.form)
        self.section("对应措施", self.link)
        self.inside.addWidget(self.links)
        self.closing = ClosingForm(context, board.closing_fields, self.close_here)
        self.inside.addWidget(self.closing)
        self.add_actions()
        self.link.clicked.connect(self.open_links)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._delete)
        self.close_here.clicked.connect(self._close)

    def show_problem(self, board: Board, problem: BoardProblem) -> None:
        """Show a problem of the board."""
        self._board, self._problem, self.shown = board, problem, problem.uid
        period = self.context.period
        self.title.setText(f"存在问题 第{board.problems.index(problem) + 1}条")
        self.remark.setText(problem_remark(problem, period))
        self.form.show_period(self.context.period)
        self.form.load(problem.uid, problem.values)
        self.closing.show_problem(problem.uid, problem.closing)
        self.closing.setVisible(True)
        headings = {measure.uid: str(measure.values["heading"]) for measure in board.measures}
        gone = sum(uid not in headings for uid in problem.measures)
        texts = [headings[uid] for uid in problem.measures if uid in headings]
        if gone:
            texts.append(f"另有{gone}条以前季度已完成的措施")
        self.show_links(texts, "还没有对应的措施。")
        for item in self.buttons():
            item.setEnabled(True)
        later = problem.closed is not None and problem.closed > period
        self.close_here.setVisible(not later)
        self.close_here.setText(REOPEN if problem.closed_here else CLOSE)

    def start_new(self) -> None:
        """Show an empty form; the problem is there once it says what it is."""
        self._problem, self.shown = None, ""
        self.title.setText("新增存在问题")
        first = next(field for field in self.board.problem_fields if field.required)
        self.remark.setText(
            f"填写“{first.label}”后自动保存，算作{self.context.period.label}提出的问题。"
        )
        self.commit()
        self.closing.setVisible(False)
        self.form.show_period(self.context.period)
        self.form.load(NEW, {})
        self.show_links((), "保存以后可以选择对应的措施。")
        for item in self.buttons():
            item.setEnabled(False)
        self.close_here.setText(CLOSE)
        self.form.editor(first.name).setFocus()

    def commit(self) -> None:
        """Save what is still being typed."""
        self.closing.commit()
        self.form.commit()

    def open_links(self) -> LinkDialog | None:
        """Open the list of measures to tick."""
        problem, board = self._problem, self._board
        if problem is None or board is None:
            return None
        choices = [(one.uid, str(one.values["heading"])) for one in board.measures]
        return self.ask_for_links(
            choices,
            problem.measures,
            lambda uids: self.context.write(
                lambda: self.board.link_measures(problem.uid, uids), "对应措施已保存"
            ),
        )

    def _save(self, key: str, name: str, typed: object) -> str:
        service, period = self.context.services.rectification, self.context.period
        if key != NEW:
            values = {name: typed}
            return write_or_explain(
                self.context, lambda: service.save_problem(period, key, **values), "已保存"
            )
        if missing_first(self.form, self.board.problem_fields):
            return ""
        added: list[str] = []

        def add() -> None:
            added.append(service.save_problem(period, None, **self.form.typed()))
            self.form.become(added[0])
            self.shown = added[0]

        reason = write_or_explain(self.context, add, "已添加")
        if added:
            self.added.emit(added[0])
        return reason

    def _close(self) -> None:
        problem, period = self._problem, self.context.period
        if problem is None:
            return
        self.form.commit()
        if problem.closed_here:
            service = self.context.services.rectification
            self.context.write(
                lambda: service.close_problem(period, problem.uid, closed=False), "已撤回销号"
            )
        else:
            self.closing.sign_off(period)

    def _move(self, by: int) -> None:
        uid, period = self.shown, self.context.period
        self.context.write(lambda: self.board.move_problem(period, uid, by), "次序已调整")

    def _delete(self) -> None:
        problem = self._problem
        if problem is None:
            return

        def delete() -> None:
            self.form.forget_drafts()
            self.closing.form.forget_drafts()
            self.context.write(lambda: self.board.delete_problem(problem.uid), "已删除，可以撤销")

        if problem.carried_over:
            self.confirm(
                "这个问题是以前季度结转来的，删除后以前季度里也没有了。"
                "如果已经整改好，请改用“本季度销号”。",
                delete,
            )
        else:
            delete()
