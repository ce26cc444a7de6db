"""One ledger on an area page: its table with totals, and the form of the chosen row beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop_app.core.evidence import aggregates_of
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledgers.pages import RowQuery, Totals
from desktop_app.services.ledgers.row_tools import RowTools
from desktop_app.services.pasting import PastePlan
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.paste_preview import paste_with_preview
from desktop_app.ui.forms.row_form import RowForm
from desktop_app.ui.pages.row_writer import LedgerReader, RowWriter
from desktop_app.ui.tables.grid_keys import Block
from desktop_app.ui.tables.ledger_model import LedgerModel
from desktop_app.ui.tables.ledger_view import LedgerView
from desktop_app.ui.tables.row_uids import RowUids
from desktop_app.ui.tables.table_memory import TableMemory
from desktop_app.ui.tables.totals import GridWithTotals, Total, TotalsRow
from desktop_app.ui.tables.wording import cell_text

_TABLE_SHARE, _FORM_WIDTH = 3, 300
_BY_ROWS = "还没有记录。\n\n先点“新增”（Ctrl+N）登记第一条；本季度没有的，点“零报告”。"
_BY_UNITS = (
    "还没有记录。\n\n先点“新增”（Ctrl+N）逐条登记；只知道合计数的，到“本季工作台”填各单位合计；\n"
    "本季度没有的，点“零报告”。"
)


class LedgerPane(QWidget):
    """Shows the rows of one ledger that belong to the page's period, unit and area."""

    def __init__(
        self, context: Context, spec: LedgerSpec, area_label: str, tools: RowTools
    ) -> None:
        """area_label: rows of a shared ledger are those of this area only."""
        super().__init__()
        self.spec = spec
        self._context = context
        self._tools = tools
        self._area = area_label if spec.shared_by else ""
        self._text = ""
        self.writer = RowWriter(context, spec)
        self.model = LedgerModel(
            spec, LedgerReader(context, tools), self.writer, self.writer.write_cells
        )
        folder = context.services.writer.store.path.parent
        self.view = LedgerView(self.model, TableMemory(folder, spec.key))
        self.table = GridWithTotals(self.view, TotalsRow(self.view))
        if spec.shared_by:
            self.view.hide_field(spec.shared_by)
        self.form = RowForm(self.model)
        self._hint = QLabel(self.view.viewport())
        self._lay_out()
        self.view.row_wanted.connect(self.add_row)
        self.view.refused.connect(context.refused)
        self.view.told.connect(context.told)
        self.view.selection_told.connect(context.selection_told)
        self.view.row_chosen.connect(self.form.show_row)
        self.form.row_wanted.connect(self.view.go_to)
        self.view.paste_wanted.connect(self._paste)
        self.model.narrowed.connect(self.show_totals)
        self.model.begun.connect(
            lambda unit: context.told.emit(f"新的一行：{unit}；再填一栏就会保存")
        )
        for change in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            change.connect(self._show_hint)
        self.model.rowsRemoved.connect(self._show_current)
        self.model.rowsInserted.connect(self._show_current)
        self.view.viewport().installEventFilter(self)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def show_rows(self) -> None:
        """Read anew for the context's period, unit and the words searched for."""
        query = self.query()
        known = self.model.query
        options, units = self._choices()
        if known is not None and query == known:
            self.model.refresh(options, units)
        else:
            if known is None:
                self.view.fit_units(units)
            self.model.show_rows(query, options, units)
            self.form.show_row(self.view.currentIndex().row())
        self.show_totals()
        self._show_hint()

    def show_totals(self) -> None:
        """Add up what is shown."""
        self.show_these_totals(self._context.services.pages.totals(self.query()))

    def show_these_totals(self, totals: Totals) -> None:
        """Show totals; a number without a counter, such as a place, adds up to nothing."""
        self.table.totals_row.show_totals(
            {
                column: Total(cell_text(totals.get(field.name), field))
                for column, field in enumerate(self.model.columns)
                if field.is_number and field.counter
            }
        )

    @property
    def searched(self) -> str:
        """The words that the rows shown hold."""
        return self._text

    def search(self, text: str) -> None:
        """Show only rows that hold the words."""
        self._text = text
        if self.leave():
            self.show_rows()
            self.view.find_cursor()

    def chosen(self) -> list[RowRecord]:
        """Return the rows that the cursor or the selection stands in, kept ones only."""
        rows = [self.model.record(row) for row in self.view.selected_rows()]
        return [row for row in rows if row is not None and row.uid]

    def choose(self, uid: str) -> bool:
        """Put the cursor into a row; False when it is not shown."""
        row = self.model.row_of(uid)
        if row is None:
            return False
        self.view.go_to(row)
        return True

    def preferred_unit(self) -> str:
        """Return the unit that is looked at: of the filter, of the cursor's row, else the first."""
        units = self._units()
        current = self.view.currentIndex()
        record = self.model.record(current.row()) if current.isValid() else None
        for unit in (self._context.unit, record.unit if record is not None else ""):
            if unit in units:
                return unit
        return units[0] if units else ""

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def leave(self) -> bool:
        """Keep what is still being typed; False when it cannot be kept."""
        kept = self.view.finish_editing()
        return self.form.flush() and kept

    def add_row(self) -> None:
        """Add an empty row at the end, with the cursor in it; it is kept once it is typed into."""
        if not self.leave():
            return
        unit = self.preferred_unit()
        if not unit and not self.spec.kept_by_office:
            self._context.refused.emit("还没有填报单位，请先到“设置”里添加。")
            return
        row = self.model.begin_draft(unit, self._preset())
        columns = self.view.typed_columns()
        starts_with_unit = not self.spec.kept_by_office
        place = 1 if starts_with_unit and len(columns) > 1 and self._context.unit else 0
        self.view.go_to(row, columns[place] if columns else 0)
        self.view.setFocus()

    def duplicate(self) -> None:
        """Copy the cursor's row to the end."""
        chosen = self.chosen()
        if not chosen or not self.leave():
            return
        period, key = self._context.period, self.spec.key
        copied = self._context.write(
            lambda: self._tools.duplicate(key, period, chosen[-1].uid), "已复制1行，可接着修改"
        )
        if copied is not None:
            self.choose(copied.uid)

    def delete(self) -> None:
        """Delete the chosen rows; undo brings them back."""
        if self.model.draft_row is not None and self.model.draft_row in self.view.selected_rows():
            self.view.cells.close_unkept()
            self.model.drop_draft()
        chosen = self.chosen()
        if not chosen:
            return
        self.view.cells.close_unkept()
        uids, key = [row.uid for row in chosen], self.spec.key
        place = self.view.currentIndex()
        self._context.write(
            lambda: self._tools.delete(key, uids), f"已删除{len(uids)}行，按 Ctrl+Z 可以恢复"
        )
        last = self.model.rowCount() - 1
        if last >= 0:
            self.view.go_to(min(place.row(), last), place.column())

    def _paste(self, text: str) -> None:
        """Paste a block at the cursor; one that is not plain is shown before it is written."""
        context, target = self._context, self.view.cursor_cells()
        uids = RowUids(self.model, target.rows)
        fields = [self.model.columns[column].name for column in target.columns]
        plan = context.attempt(
            lambda: context.services.pasting.plan_rows(
                self.spec.key,
                context.period,
                text,
                uids,
                fields,
                unit=self.preferred_unit(),
                preset=self._preset(),
                selected=(target.height, target.width),
            )
        )
        if isinstance(plan, PastePlan) and paste_with_preview(context, plan, self):
            self.model.drop_draft()
            names = [field.name for field in self.model.columns]
            columns = [names.index(column.name) for column in plan.columns if column.name in names]
            last = target.rows.start + len(plan.rows) - 1
            if columns and last < self.model.rowCount():
                self.view.show_block(Block(target.rows.start, last, columns))

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the hint in the middle of the empty table."""
        if event.type() == QEvent.Type.Resize:
            self._hint.setGeometry(self.view.viewport().rect())
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._hint.setProperty("role", "hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card = QFrame()
        card.setProperty("card", "true")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2, 6, 2, 6)
        inner.addWidget(self.form)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(card)
        splitter.setStretchFactor(0, _TABLE_SHARE)
        splitter.setChildrenCollapsible(False)
        card.setMinimumWidth(240)
        splitter.setSizes([_FORM_WIDTH * _TABLE_SHARE, _FORM_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def query(self) -> RowQuery:
        """Return what the table shows, or is to show next."""
        known = self.model.query
        unit = "" if self.spec.kept_by_office else self._context.unit
        return RowQuery(
            self.spec.key,
            self._context.period,
            unit=unit,
            area=self._area,
            text=self._text,
            sort=known.sort if known else "",
            descending=known.descending if known else False,
            filters=known.filters if known else (),
        )

    def _preset(self) -> Mapping[str, CellValue]:
        """Return what each new row holds."""
        return {self.spec.shared_by: self._area} if self.spec.shared_by else {}

    def _choices(self) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
        return self._context.services.office.options(self._context.period), self._units()

    def _units(self) -> tuple[str, ...]:
        units = self._context.services.office.units(self._context.period)
        return tuple(
            unit.name for unit in units if unit.is_office_itself or not self.spec.kept_by_office
        )

    def _show_current(self) -> None:
        self.form.show_row(self.view.currentIndex().row())

    def _show_hint(self) -> None:
        """Say what to do first where there is nothing to see."""
        text = ""
        if self.model.rowCount() == 0:
            if self.model.filtered():
                text = "没有符合筛选条件的记录。\n\n点上面的“取消筛选”看全部。"
            elif self._text.strip():
                text = f"没有含“{self._text.strip()}”的记录。"
            elif self._context.unit and not self.spec.kept_by_office:
                text = f"{self._context.unit}还没有记录。点“新增”（Ctrl+N）登记，没有的点“零报告”。"
            else:
                text = _BY_UNITS if self._has_column_in_matrix() else _BY_ROWS
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _has_column_in_matrix(self) -> bool:
        """Whether totals of this ledger can be typed on 本季工作台."""
        services = self._context.services
        return any(
            self.spec.key in aggregates_of(services.catalogue.figures[key].source)
            for key in services.workbench.figure_keys(self._context.period)
        )
