"""变更记录: who changed what, when, from what to what; searched, unfolded, written out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.log.change_filter import LogQuery
from desktop_app.services.log.change_log import ChangeLog, LogLine, LogSteps
from desktop_app.services.log.step_places import StepPlace
from desktop_app.ui import theme
from desktop_app.ui.change_log.details import Details
from desktop_app.ui.change_log.exporting import ask_target, export_to
from desktop_app.ui.change_log.filters import Filters
from desktop_app.ui.change_log.log_model import WHO, LogModel
from desktop_app.ui.change_log.log_table import LogTable
from desktop_app.ui.change_log.wording import where_text
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.pages.page import Page


class _Found(NamedTuple):
    """What a search brings back from the background."""

    query: LogQuery
    steps: LogSteps
    periods: list[Period]
    people: list[str]


class ChangeLogPage(Page):
    """Nothing is changed here; undoing is the undo button's, restoring the 回收站's."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is read when it is first shown."""
        super().__init__(context)
        services = context.services
        self.log = ChangeLog(services.catalogue, services.places)
        self.model = LogModel(self.log)
        self.table = LogTable(self.model)
        self.details = Details()
        self.filters = Filters(self.log.kinds())
        self._wanted = 0  # the change to put the cursor on, once it is there
        self.state = hint("")
        self.state.setWordWrap(False)
        self.go_button = button("转到这里", "next", "到这一行所在的台账或页面（回车键）")
        self.go_button.setProperty("primary", "true")
        self.go_button.setIcon(theme.icon("next", theme.SURFACE))
        self.row_button = button("只看这一行", "filter", "只列出选中的这一行前前后后的全部修改")
        self.all_button = button("看全部", "refresh", "取消所有条件，列出全部变更记录")
        self.export_button = button("导出…", "export-text", "把现在列出的记录存成 Excel 或文本表格")
        self._empty = hint("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Search in the background; what is shown stays until the answer is there."""
        query, services = self.filters.query(), self.context.services

        def find() -> _Found:
            steps = self.log.steps(query)
            return _Found(query, steps, services.periods.all(), self.log.people())

        self.context.tasks.run("change_log", find, self._show, self.context.refused.emit)

    def show_item(self, argument: str) -> None:
        """Show the story of one row; argument: `table/uid`."""
        self.filters.clear()
        table, _slash, uid = argument.partition("/")
        self.filters.narrow_to((table, uid))
        self.context.attempt(self.reload)

    def go(self) -> None:
        """Go to where the line under the cursor is shown."""
        line = self.current()
        if line is None:
            self.context.told.emit("先选中一条记录，再转到它所在的地方。")
            return
        place = self.context.attempt(lambda: self.log.place(line))
        if not isinstance(place, StepPlace):
            return
        if not place.page:
            self.context.told.emit("这一条没有对应的页面。")
            return
        if place.period in self.context.services.periods.all():
            self.context.show_period(place.period)
        if line.owner and self.context.unit not in ("", line.owner):
            self.context.show_unit("")
        self.context.show_page(place.page, place.item)

    def current(self) -> LogLine | None:
        """Return the line under the cursor."""
        return self.model.line(self.table.currentIndex().row())

    def narrow_to_row(self) -> None:
        """List the changes of the row under the cursor alone."""
        line = self.current()
        if line is None:
            self.context.told.emit("先选中一条记录，再看这一行的全部修改。")
        elif line.rows > 1:
            self.context.told.emit("这一步改了许多行：先展开（按 →），再选中其中一行。")
        else:
            self.filters.clear()
            self.filters.narrow_to((line.table, line.uid))
            self._wanted = line.change
            self.context.attempt(self.reload)

    def show_all(self) -> None:
        """Drop all conditions; the cursor stays on its line."""
        line = self.current()
        self._wanted = line.change if line else 0
        self.filters.clear()
        self.context.attempt(self.reload)

    def export(self) -> None:
        """Write what is listed into a file; the dialog asks before it replaces one."""
        target = ask_target(self)
        if target is not None:
            self.export_to(target)

    def export_to(self, target: Path) -> None:
        """Write what is listed into this file."""
        export_to(self.context, self.log, self.filters.query(), target)

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _show(self, found: _Found) -> None:
        if found.query != self.filters.query():
            return  # asked otherwise meanwhile: the answer to that comes
        several = self.filters.offer(found.periods, found.people)
        self.table.setColumnHidden(WHO, not several)
        line, row = self.current(), self.table.currentIndex().row()
        step = self.model.line(self.model.step_row(row)) if row >= 0 else None
        self.model.show(found.query, found.steps)
        wanted = self._wanted or (step.change if step else 0)
        self._wanted = 0
        self.table.fit()
        self._put_cursor(self._place(wanted, line.change if line else 0))
        self._show_state(found)
        self._show_current()

    def _place(self, step: int, inside: int) -> int:
        """Return the line of a step, or of a row within it where that was looked at."""
        place = self.model.row_of(step)
        if place >= 0 and self.model.is_unfolded(place) and inside != step:
            for below in range(place + 1, min(place + 500, self.model.rowCount())):
                line = self.model.line(below)
                if line is not None and line.change == inside:
                    return below
        return place

    def _put_cursor(self, row: int) -> None:
        if self.model.rowCount():
            self.table.selectRow(max(row, 0))

    def _show_current(self) -> None:
        self.context.attempt(lambda: self.details.show_line(self.current()))

    def _show_state(self, found: _Found) -> None:
        steps, changes = len(found.steps.first), found.steps.changes
        narrowed = found.query != LogQuery()
        text = f"共{steps}步，{changes}处修改" if steps else ""
        if found.query.row and steps:
            line = self.model.line(0)
            text = f"只列出一行的记录：{where_text(line) if line else ''}，{text}"
        self.state.setText(text)
        self.all_button.setVisible(narrowed)
        self.export_button.setEnabled(bool(steps))
        self.go_button.setEnabled(bool(steps))
        self.row_button.setEnabled(bool(steps))
        self._empty.setText(
            "没有符合条件的记录，请放宽条件再找。"
            if narrowed
            else "还没有记录。\n\n以后每次填写、导入、删除、撤销都记在这里。"
        )
        self._middle.setCurrentWidget(self._parts if steps else self._empty)

    def _lay_out(self) -> None:
        title = QLabel("变更记录")
        title.setProperty("role", "title")
        words = hint("谁在什么时候把什么改成了什么，全部记在这里，只增不减。")
        words.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(words, 1)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setObjectName("changeLogParts")
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.table)
        self._parts.addWidget(self.details)
        self._parts.setStretchFactor(0, 3)
        self._parts.setStretchFactor(1, 1)
        self._parts.setSizes([420, 170])
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self._parts)
        self._middle.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for widget in (self.go_button, self.row_button, self.all_button):
            foot.addWidget(widget)
        foot.addSpacing(8)
        foot.addWidget(self.state)
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(middle, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda: self.context.attempt(self.reload))
        self.filters.refused.connect(self.context.refused)
        self.table.moved.connect(self._show_current)
        self.table.going.connect(self.go)
        self.go_button.clicked.connect(self.go)
        self.row_button.clicked.connect(self.narrow_to_row)
        self.all_button.clicked.connect(self.show_all)
        self.export_button.clicked.connect(self.export)
