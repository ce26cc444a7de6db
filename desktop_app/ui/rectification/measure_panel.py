"""下步措施: where a measure stands this quarter, its form, the problems it answers, its history."""

from __future__ import annotations

from typing import Any

from desktop_app.services.rectification.board import (
    Board,
    BoardMeasure,
    BoardProblem,
    RectificationBoard,
)
from desktop_app.services.rectification.service import DONE
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.rectification.link_dialog import LinkDialog
from desktop_app.ui.rectification.panel import CHOOSE, Panel, missing_first
from desktop_app.ui.rectification.wording import measure_remark

NEW = "new"
_WITHOUT = "不与它对应"
_SHOWN = 24  # characters of a problem in a sentence


class MeasurePanel(Panel):
    """Shows one measure with its progress, or an empty form for a new one."""

    link_title = "选择对应的问题"

    def __init__(self, context: Context, board: RectificationBoard) -> None:
        """board: reads and changes."""
        super().__init__(context, board)
        self._measure: BoardMeasure | None = None
        self._board: Board | None = None
        self._answers = ""
        self._answered = ""
        self.progress = FieldForm(board.progress_fields, self._save_progress)
        self.form = FieldForm(board.measure_fields, self._save)
        self.history = hint("")
        self.inside.addWidget(self.title)
        self.inside.addWidget(self.remark)
        self.inside.addWidget(self.progress)
        self.inside.addWidget(self.history)
        self.section("措施")
        self.inside.addWidget(self.form)
        self.section("对应问题", self.link)
        self.inside.addWidget(self.links)
        self.add_actions(self.close_here)
        self.link.clicked.connect(self._link_clicked)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._delete)
        self.close_here.clicked.connect(self._close)
        self.close_here.setToolTip("没有完成也不再跟踪：下个季度不再列出这条措施")

    def show_measure(self, board: Board, measure: BoardMeasure) -> None:
        """Show a measure of the board."""
        self._board, self._measure, self.shown = board, measure, measure.uid
        period = self.context.period
        self.title.setText(f"下步措施 第{board.measures.index(measure) + 1}条")
        self.remark.setText(f"{measure_remark(measure)}{period.name}进展：")
        self.progress.setVisible(True)
        self.progress.load(f"{period.code} {measure.uid}", measure.progress)
        self.form.show_period(self.context.period)
        self.form.load(measure.uid, measure.values)
        self.history.setText(
            "\n".join(
                f"{one.period.label}：{one.state}{f'，{one.note}' if one.note else ''}"
                for one in measure.history
            )
        )
        self.history.setVisible(bool(measure.history))
        texts = {problem.uid: str(problem.values["description"]) for problem in board.problems}
        shown = [texts[uid] for uid in measure.problems if uid in texts]
        gone = len(measure.problems) - len(shown)
        if gone:
            shown.append(f"另有{gone}个以前季度已销号的问题")
        self.show_links(shown, "没有对应的问题。")
        self.link.setText(CHOOSE)
        for item in self.buttons():
            item.setEnabled(True)
        self.close_here.setVisible(measure.state != DONE)
        self.close_here.setText("下季度继续列入" if measure.ended else "下季度不再列入")

    def start_new(self, problem: BoardProblem | None = None) -> None:
        """Show an empty form; the measure is there once it has a heading.

        problem: what the new measure is for, said and taken back at a click; None for nothing.
        """
        self._measure, self.shown = None, ""
        self.title.setText("新增下步措施")
        first = next(field for field in self.board.measure_fields if field.required)
        self.progress.commit()
        self.progress.setVisible(False)
        self.history.setVisible(False)
        self.form.show_period(self.context.period)
        self.form.load(NEW, {})
        for item in self.buttons():
            item.setEnabled(False)
        self.close_here.setText("下季度不再列入")
        self._answer(problem)
        self.form.editor(first.name).setFocus()

    def _answer(self, problem: BoardProblem | None) -> None:
        """Say which problem the new measure is for."""
        self._answers = problem.uid if problem else ""
        self._answered = _shortened(str(problem.values["description"])) if problem else ""
        first = next(field for field in self.board.measure_fields if field.required)
        also = f"，用来解决问题“{self._answered}”" if problem else ""
        self.remark.setText(
            f"填写“{first.label}”后自动保存，算作{self.context.period.label}提出的措施{also}。"
        )
        self.show_links((self._answered,) if problem else (), "保存以后可以选择对应的问题。")
        self.link.setText(_WITHOUT if problem else CHOOSE)
        self.link.setEnabled(problem is not None)

    def _link_clicked(self) -> None:
        """Choose the problems of a measure, or take the one back that a new measure is for."""
        if self._measure is not None:
            self.open_links()
        else:
            self._answer(None)
            self.enter()

    def commit(self) -> None:
        """Save what is still being typed."""
        self.progress.commit()
        self.form.commit()

    def open_links(self) -> LinkDialog | None:
        """Open the list of problems to tick."""
        measure, board = self._measure, self._board
        if measure is None or board is None:
            return None
        service, period = self.context.services.rectification, self.context.period
        choices = [(one.uid, str(one.values["description"])) for one in board.problems]

        def keep(uids: list[str]) -> None:
            self.context.write(
                lambda: service.save_measure(period, measure.uid, uids), "对应问题已保存"
            )

        return self.ask_for_links(choices, measure.problems, keep)

    def _save(self, key: str, name: str, typed: object) -> str:
        service, period = self.context.services.rectification, self.context.period
        if key != NEW:
            values: dict[str, Any] = {name: typed}
            return write_or_explain(
                self.context, lambda: service.save_measure(period, key, **values), "已保存"
            )
        if missing_first(self.form, self.board.measure_fields):
            return ""
        added: list[str] = []
        everything: dict[str, Any] = self.form.typed()

        def add() -> None:
            answers = [self._answers] if self._answers else []
            added.append(service.save_measure(period, None, answers, **everything))
            self.form.become(added[0])
            self.shown = added[0]

        told = f"已添加，与问题“{self._answered}”对应" if self._answers else "已添加"
        reason = write_or_explain(self.context, add, told)
        if added:
            self.added.emit(added[0])
        return reason

    def _save_progress(self, key: str, name: str, typed: object) -> str:
        code, _space, uid = key.partition(" ")
        services = self.context.services
        period = services.periods.parse_quarter(code)
        values = {name: typed}
        return write_or_explain(
            self.context,
            lambda: services.rectification.save_progress(period, uid, **values),
            "进展已保存",
        )

    def _close(self) -> None:
        measure, period = self._measure, self.context.period
        if measure is None:
            return
        self.commit()
        self.context.write(
            lambda: self.board.close_measure(period, measure.uid, closed=not measure.ended),
            "下个季度继续列入" if measure.ended else "下个季度不再列入",
        )

    def _move(self, by: int) -> None:
        uid, period = self.shown, self.context.period
        self.context.write(lambda: self.board.move_measure(period, uid, by), "次序已调整")

    def _delete(self) -> None:
        measure = self._measure
        if measure is None:
            return

        def delete() -> None:
            self.form.forget_drafts()
            self.progress.forget_drafts()
            self.context.write(lambda: self.board.delete_measure(measure.uid), "已删除，可以撤销")

        if measure.carried_over:
            self.confirm(
                "这条措施是以前季度结转来的，删除后以前季度里也没有了。"
                "如果已经完成，请把进展改为“已完成”。",
                delete,
            )
        else:
            delete()


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
