"""自定义工作领域: areas and ledgers that the office defines from a list of columns."""

from __future__ import annotations

from typing import Any

from db import own_tables
from db.models.own import OwnArea, OwnColumn, OwnLedger, new_key
from db.models.report import Chapter
from db.own_tables import ColumnDefinition, LedgerDefinition
from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.own import figure_key
from desktop_app.core.errors import UnknownName
from desktop_app.services.log.changes import Step
from desktop_app.services.office.periods import PeriodService
from desktop_app.services.office.service import OfficeService
from desktop_app.services.own.definitions import DefiningWriter
from desktop_app.services.own.records import (
    CHOICE,
    OwnAreaRecord,
    OwnColumnRecord,
    OwnLedgerRecord,
)
from desktop_app.services.own.rules import (
    checked_ledger,
    checked_name,
    checked_text,
    refuse_other_kind,
    wrong,
)

_COLUMN_VALUES = (
    "kind",
    "label",
    "counter",
    "is_figure",
    "definition",
    "within",
    "over_periods",
    "retired_from",
    "reason",
    "part_of",
)


class OwnAreas:
    """Reads and writes own areas and ledgers; each call is one step."""

    def __init__(
        self,
        writer: DefiningWriter,
        catalogue: Catalogue,
        office: OfficeService,
        periods: PeriodService,
    ) -> None:
        """office, periods: for the option lists of the newest quarter."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._periods = periods

    def areas(self) -> list[OwnAreaRecord]:
        """Return the own areas in report order."""
        return [
            OwnAreaRecord(
                found.label, found.help, found.chapter_title, found.chapter_body, found.key
            )
            for found in own_tables.read().areas
        ]

    def homes(self) -> dict[str, str]:
        """Return key → label of the areas that may get an own ledger, in report order."""
        return {
            area.spec.key: area.spec.label
            for area in self._catalogue.areas
            if area.ledgers or area.spec.is_own
        }

    def ledgers(self) -> list[OwnLedgerRecord]:
        """Return the own ledgers, also those that the program made for own figures."""
        period = self._periods.latest()
        options = self._office.options(period) if period else {}
        return [
            OwnLedgerRecord(
                found.label,
                found.area,
                tuple(
                    _record(column, options.get(column.option_list, column.options))
                    for column in own_tables.live_columns(found.columns)
                ),
                found.help,
                found.kept_by_office,
                found.row_counter,
                found.holds_figures,
                found.key,
            )
            for found in own_tables.read().ledgers
            if found.is_live
        ]

    def save_area(self, area: OwnAreaRecord) -> str:
        """Add an area or change one; return its key. Raises InvalidRow."""
        label = checked_name(area.label, "领域名称", 12)
        if any(
            found.spec.label == label and found.spec.key != area.key
            for found in self._catalogue.areas
        ):
            raise wrong("label", f"已有叫“{label}”的工作领域，请换一个名称")
        values = {
            "label": label,
            "help": checked_text(area.help, "领域说明", 100),
            "chapter_title": checked_text(area.chapter_title, "章节标题", 100),
            "chapter_body": area.chapter_body.strip(),
        }
        with self._writer.step(f"工作领域：{label}") as step:
            key = str(_put(step, OwnArea, area.key, values).key)
            self._writer.redefined()
        return key

    def save_ledger(self, ledger: OwnLedgerRecord) -> str:
        """Add a ledger or change one with its columns, and return its key.

        A column that is not among the given ones is shown no more; what was typed into it is kept.
        Raises InvalidRow, and UnknownName for an area that is not there.
        """
        ledger = checked_ledger(self._catalogue, ledger)
        if ledger.area not in {area.spec.key for area in self._catalogue.areas}:
            raise UnknownName(f"“{ledger.label}”所属的工作领域已经没有了，请重新选择。")
        before = _definition(ledger.key)
        if before and before.is_live and before.kept_by_office != ledger.kept_by_office:
            raise wrong("kept_by_office", f"“{ledger.label}”建好后不能改由谁登记，请另建一个台账")
        with self._writer.step(f"台账：{ledger.label}") as step:
            return self.write_ledger(step, ledger)

    def write_ledger(self, step: Step, ledger: OwnLedgerRecord) -> str:
        """Write a ledger that was checked, with its columns and its table."""
        before = _definition(ledger.key)
        known = {column.key: column for column in before.columns} if before else {}
        values = {
            "area": ledger.area,
            "label": ledger.label,
            "help": ledger.help,
            "kept_by_office": ledger.kept_by_office,
            "row_counter": ledger.row_counter,
            "holds_figures": ledger.holds_figures,
        }
        row = _put(step, OwnLedger, ledger.key, values, prefix="own_")
        wanted = {column.key for column in ledger.columns}
        for gone in OwnColumn.select().where(OwnColumn.live(), OwnColumn.ledger == row):
            if gone.key not in wanted:
                step.delete(gone)
        for position, column in enumerate(ledger.columns):
            if column.key in known:
                refuse_other_kind(column, known[column.key])
            columns = {name: getattr(column, name) for name in _COLUMN_VALUES}
            columns |= {"options": "\n".join(column.options), "position": position, "ledger": row}
            _put(step, OwnColumn, column.key, columns)
        self._writer.defined(row.key)
        self._renew_options(ledger, known)
        return str(row.key)

    def remove_ledger(self, key: str) -> None:
        """Show a ledger no more; its rows are kept and come back by undoing."""
        row = _row(OwnLedger, key)
        with self._writer.step(f"不再使用台账：{row.label}") as step:
            step.delete(row)

    def remove_area(self, key: str) -> None:
        """Show an own area no more, with its ledgers; their rows are kept."""
        row = _row(OwnArea, key)
        with self._writer.step(f"不再使用工作领域：{row.label}") as step:
            for ledger in OwnLedger.select().where(OwnLedger.live(), OwnLedger.area == key):
                step.delete(ledger)
            step.delete(row)

    def rows(self, key: str) -> int:
        """Return how many live rows a ledger holds in all quarters."""
        model = self._catalogue.models[key]
        return int(model.select().where(model.live()).count())

    def chapters_with(self, keys: list[str]) -> list[str]:
        """Return the titles of the chapters that show a figure of these columns or ledgers."""
        titles: dict[str, None] = {}
        for key in keys:
            shown = Chapter.body.contains(f"{{{figure_key(key)}")
            for chapter in Chapter.select().where(Chapter.live(), shown):
                titles[chapter.title or "开头"] = None
        return list(titles)

    def _renew_options(self, ledger: OwnLedgerRecord, known: dict[str, ColumnDefinition]) -> None:
        """Let the newest quarter offer what a changed choice now has."""
        period = self._periods.latest()
        for column in ledger.columns:
            if period and column.kind == CHOICE and column.key in known:
                option_list = known[column.key].option_list
                if self._office.options(period)[option_list] != column.options:
                    self._office.save_options(period, option_list, column.options)


def _record(column: ColumnDefinition, options: tuple[str, ...]) -> OwnColumnRecord:
    return OwnColumnRecord(
        column.label,
        column.kind,
        column.counter,
        options,
        column.is_figure,
        column.definition,
        column.within,
        column.over_periods,
        column.retired_from,
        column.reason,
        column.key,
        column.part_of,
    )


def _definition(key: str) -> LedgerDefinition | None:
    return next((found for found in own_tables.read().ledgers if found.key == key), None)


def _row(model: Any, key: str) -> Any:  # noqa: ANN401 - any of the defining models
    row = model.select().where(model.live(), model.key == key).first()
    if row is None:
        raise UnknownName("这一项已经没有了，请刷新后再试。")
    return row


def _put(
    step: Step,
    model: Any,  # noqa: ANN401 - any of the defining models
    key: str,
    values: dict[str, Any],
    prefix: str = "",
) -> Any:  # noqa: ANN401 - its row
    """Change the row of that key, bring it back, or add it."""
    row = model.select().where(model.key == key).first() if key else None
    if row is None:
        position = model.select().count()
        return step.insert(
            model, **{"position": position, **values, "key": key or prefix + new_key()}
        )
    step.update(row, deleted_at=None, **values)
    return row
