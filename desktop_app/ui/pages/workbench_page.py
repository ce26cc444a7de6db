"""本季工作台: where the program opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.pasting import PastePlan
from desktop_app.services.workbench.estimates import MatrixEstimates
from desktop_app.services.workbench.heading_lines import heading_lines
from desktop_app.services.workbench.left_to_do import Task
from desktop_app.services.workbench.matrix import CellKey, Matrix
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_door import open_figure_rows
from desktop_app.ui.dialogs.paste_preview import paste_with_preview
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.fields.yielding_label import YieldingLabel
from desktop_app.ui.pages.page import Page
from desktop_app.ui.tables.grid_keys import Block
from desktop_app.ui.tables.totals import GridWithTotals
from desktop_app.ui.workbench.exchange_bar import ExchangeBar
from desktop_app.ui.workbench.matrix_model import MatrixModel
from desktop_app.ui.workbench.matrix_totals import MatrixTotals
from desktop_app.ui.workbench.matrix_view import MatrixView
from desktop_app.ui.workbench.side import WorkbenchSide


class WorkbenchPage(Page):
    """The matrix, who has not reported, what is left to do."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is filled when first shown."""
        super().__init__(context)
        services = context.services
        self._estimates = MatrixEstimates(services.writer, services.catalogue, services.ledgers)
        self.title = YieldingLabel()
        theme.set_role(self.title, "role", "title")
        hint = QLabel(
            "村里报来的合计数直接填，估计的填“约20”；单次活动到左边的台账里登记。灰色的数由台账合计，"
            "右键或点合计看来历。"
        )
        hint.setWordWrap(True)
        theme.set_role(hint, "role", "hint")
        self.matrix = MatrixModel(self._type)
        self.view = MatrixView(self.matrix)
        self.table = GridWithTotals(self.view, MatrixTotals(self.view))
        self.view.refused.connect(context.refused)
        self.view.told.connect(context.told)
        self.view.paste_wanted.connect(self._paste)
        self.view.estimate_wanted.connect(self._turn_estimates)
        self.view.rows_wanted.connect(self._show_rows)
        self.table.totals_row.rows_wanted.connect(self._show_rows_of_all)
        self.view.selection_told.connect(context.selection_told)
        self.empty = QLabel(
            "还没有填报单位。请先到“设置”里添加村、社区，再回到这里填数；\n"
            "也可以把各村的名单一次粘贴进去。"
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_role(self.empty, "role", "hint")
        self.settings_button = QPushButton("去添加填报单位")
        theme.set_role(self.settings_button, "primary", value=True)
        self.settings_button.clicked.connect(lambda: context.show_page("settings", "units"))
        left = QVBoxLayout()
        left.setSpacing(6)
        self.exchange = ExchangeBar(context, self)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.exchange)
        left.addLayout(head)
        left.addWidget(hint)
        left.addWidget(self.table, 1)
        left.addWidget(self._first_steps(), 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(12)
        layout.addLayout(left, 1)
        self.side = WorkbenchSide()
        self.side.copy_wanted.connect(self.copy_missing)
        self.side.task_wanted.connect(self._open_task)
        layout.addWidget(self.side)

    def _first_steps(self) -> QWidget:
        """What to do while there is no unit yet."""
        self.first_steps = QWidget()
        layout = QVBoxLayout(self.first_steps)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self.empty)
        layout.addWidget(self.settings_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        return self.first_steps

    def reload(self) -> None:
        """Read matrix, missing units and tasks."""
        services, period = self.context.services, self.context.period
        matrix = self._estimates.marked(services.workbench.matrix(period), period)
        self.title.setText(f"{period.label}工作台")
        self.matrix.show_matrix(self._narrowed(matrix))
        self.table.totals_row.show_totals(
            self.matrix.totals(), "全部合计" if self.context.unit else "合计"
        )
        has_units = any(not unit.is_office_itself for unit in matrix.units)
        self.table.setVisible(has_units)
        self.exchange.setEnabled(has_units)
        self.first_steps.setVisible(not has_units)
        self.side.show_missing(matrix.missing_units, has_units=has_units)
        self._break_headings([figure.label for figure in matrix.figures])
        self.context.tasks.run(
            "todo",
            lambda: services.workbench.tasks(period, matrix),
            self.side.show_tasks,
            self.context.refused.emit,
        )

    def _break_headings(self, labels: list[str]) -> None:
        """Find in the background where headings may be broken: that takes a dictionary."""
        if self.matrix.has_lines(labels):
            return
        self.context.tasks.run(
            "headings",
            lambda: heading_lines(labels),
            self.matrix.show_lines,
            self.context.refused.emit,
        )

    def copy_missing(self) -> None:
        """Put the names of the units that have not reported on the clipboard."""
        names = self.side.missing()
        QApplication.clipboard().setText("、".join(names))
        self.context.told.emit(f"已复制{len(names)}个单位名称，可以粘贴到微信群里催报")

    def _narrowed(self, matrix: Matrix) -> Matrix:
        """Leave only the unit that the window is narrowed to; totals stay those of all."""
        if not self.context.unit:
            return matrix
        units = tuple(unit for unit in matrix.units if unit.name == self.context.unit)
        return replace(matrix, units=units)

    def leave(self) -> None:
        """Save what is still being typed."""
        self.view.finish_editing()

    def _type(self, cells: Mapping[CellKey, object], step_name: str) -> str:
        """Write cells; return why not, for the editor, which stays open then."""
        workbench, period = self.context.services.workbench, self.context.period
        if step_name:
            return write_or_explain(
                self.context, lambda: workbench.type_cells(period, cells, step_name)
            )
        (((unit, figure), raw),) = cells.items()
        before = self.matrix.estimates
        reason = write_or_explain(
            self.context, lambda: workbench.type_cell(period, unit, figure, raw)
        )
        if not reason:
            others = (self.matrix.estimates ^ before) - {(unit, figure)}
            self._tell(unit, figure, [key for _unit, key in others])
        return reason

    def _turn_estimates(self) -> None:
        """Mark what is selected as estimated, or take that back; say what shares the mark."""
        cells = {self.matrix.key(*cell) for cell in self.view.picked.cells()}
        before, period = self.matrix.estimates, self.context.period
        turned = self.context.write(lambda: self._estimates.turn(period, cells))
        if turned is None:
            return
        others = len((before ^ self.matrix.estimates) - cells)
        shared = f"；同一份合计里的另外{others}格一起变" if others else ""
        done = "已标为“估计”，前面加“约”" if turned else "已去掉“估计”"
        self.context.told.emit(done + shared)

    def _show_rows(self) -> None:
        """Show what stands behind the cursor's number."""
        cell = self.view.picked.current()
        if cell is not None:
            unit, figure = self.matrix.key(*cell)
            open_figure_rows(self.context, figure, self, unit)

    def _show_rows_of_all(self, column: int) -> None:
        """Show what stands behind a total; it is that of all, also where one unit is looked at."""
        if self.view.finish_editing():
            open_figure_rows(self.context, self.matrix.figures[column].key, self)

    def _paste(self, text: str) -> None:
        """Paste a block at the cursor; one that is not plain is shown before it is written."""
        context, target = self.context, self.view.cursor_cells()
        units = [self.matrix.units[row] for row in target.rows]
        figures = [self.matrix.figures[column].key for column in target.columns]
        plan = context.attempt(
            lambda: context.services.pasting.plan_matrix(
                context.period, text, units, figures, selected=(target.height, target.width)
            )
        )
        if isinstance(plan, PastePlan) and paste_with_preview(context, plan, self):
            self._select(
                [row.unit for row in plan.rows if not row.problem],
                [column.name for column in plan.columns],
            )

    def _select(self, units: Sequence[str], figures: Sequence[str]) -> None:
        """Select what was pasted, from its first unit to its last."""
        rows = [row for row, unit in enumerate(self.matrix.units) if unit in units]
        keys = [figure.key for figure in self.matrix.figures]
        columns = [column for column, key in enumerate(keys) if key in figures]
        if rows and columns:
            self.view.show_block(Block(rows[0], rows[-1], columns))

    def _tell(self, unit: str, figure: str, others: Sequence[str]) -> None:
        """Tell what was kept, and what else changed with it: others share the row's mark."""
        known = self.context.services.catalogue.figures
        label, is_estimate = known[figure].label, (unit, figure) in self.matrix.estimates
        told = f"已保存：{unit}　{label}"
        if others:
            named = "、".join(f"“{known[key].label}”" for key in others)
            change = "也标上了“约”" if is_estimate else "也去掉了“约”"
            told += f"；和它同一份合计的{named}{change}（一份合计只有一个“估计”标记）"
        elif self.matrix.by_hand(unit, figure):
            told += "；这一格是直报数，报告里仍用直报的数，要改请按 Ctrl+L 看来历"
        elif is_estimate:
            told += "，标着“估计”，核实过的按 Ctrl+G 去掉"
        self.context.told.emit(told)
        if self.matrix.is_doubled(unit, figure):
            self._offer_one(unit, figure)

    def _offer_one(self, unit: str, figure: str) -> None:
        """Say that single rows and a subtotal are both counted, and offer to keep one of them."""
        services, period = self.context.services, self.context.period
        label, shown = services.catalogue.figures[figure].label, self.matrix.shown(unit, figure)
        row = services.workbench.single_row(period, unit, figure)
        area = services.catalogue.area_of_figure[figure].key
        self.context.offered.emit(
            f"{unit}的“{label}”在台账里已有单次记录，刚才又填了合计数，两边加在一起了（{shown}）；"
            "请只保留一种：按 Ctrl+Z 撤销刚才填的，或到台账里删去单次记录。",
            {
                "撤销刚才填的": self.context.undo_wanted.emit,
                "看单次记录": lambda: self.context.show_page(area, row),
            },
        )

    def show_item(self, argument: str) -> None:
        """Go to the first cell that lacks, for `gap`."""
        self._load_if_stale()
        cell = self.matrix.first_gap() if argument == "gap" else None
        if cell is not None:
            self.view.go_to(*cell)
            self.view.setFocus()

    def _open_task(self, task: Task) -> None:
        self.context.show_page(task.page, task.item)
