"""Tables that the office defined itself: models made of definitions while the program runs.

Such a table is made inside the step that defines it (SQLite undoes that with the step). It is never
dropped and never loses a column: what was taken out, or undone, is only not shown any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from db.base import LedgerRow, ledger_table
from db.errors import DamagedFile
from db.fields import Choice, Day, FactField, Fraction, Text, Whole
from db.models.own import OwnArea, OwnColumn, OwnLedger

AMOUNT_DECIMALS = 2
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """One column, as its OwnColumn says; is_live: it is shown."""

    key: str
    kind: str
    label: str
    counter: str = ""
    options: tuple[str, ...] = ()
    is_figure: bool = False
    definition: str = ""
    within: str = OwnColumn.WITHIN[0]
    over_periods: str = OwnColumn.OVER_PERIODS[0]
    retired_from: str = ""
    reason: str = ""
    part_of: str = ""
    is_live: bool = True

    @property
    def option_list(self) -> str:
        """Key of its option list."""
        return f"own_{self.key}"


@dataclass(frozen=True, slots=True)
class LedgerDefinition:
    """One ledger with all columns that its table ever got, in their order."""

    key: str
    area: str
    label: str
    help: str = ""
    kept_by_office: bool = False
    row_counter: str = ""
    holds_figures: bool = False
    is_live: bool = True
    columns: tuple[ColumnDefinition, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaDefinition:
    """One own area."""

    key: str
    label: str
    help: str = ""
    chapter_title: str = ""
    chapter_body: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that an office defined: live areas, and every ledger that has a table."""

    areas: tuple[AreaDefinition, ...] = ()
    ledgers: tuple[LedgerDefinition, ...] = ()


@dataclass(slots=True)
class _Known:
    """The models of the database that is open."""

    database: SqliteDatabase | None = None
    models: dict[LedgerDefinition, type[LedgerRow]] = field(default_factory=dict)


_known = _Known()


def read() -> Definitions:
    """Read what the open database defines; DamagedFile where a definition lacks what each has."""
    columns: dict[int, list[ColumnDefinition]] = {}
    for row in _in_order(OwnColumn):
        columns.setdefault(row.ledger_id, []).append(_column(row))
    return Definitions(
        tuple(
            AreaDefinition(row.key, row.label, row.help, row.chapter_title, row.chapter_body)
            for row in _in_order(OwnArea)
            if row.deleted_at is None
        ),
        tuple(
            LedgerDefinition(
                row.key,
                row.area,
                row.label,
                row.help,
                row.kept_by_office,
                row.row_counter,
                row.holds_figures,
                row.deleted_at is None,
                tuple(columns.get(row.id, ())),
            )
            for row in _in_order(OwnLedger)
        ),
    )


def _in_order(model: type[OwnArea | OwnColumn | OwnLedger]) -> Iterator[Any]:
    """Give rows in their order; DamagedFile for one with gaps, as a damaged page leaves it.

    In Python: SQLite takes a column's NOT NULL for granted and would find none.
    """
    needed = [one.safe_name for one in model._meta.sorted_fields if not one.null]
    for row in model.select().order_by(model.position, model.id):
        if any(getattr(row, name) is None for name in needed):
            path = Path(str(model._meta.database.database))
            raise DamagedFile(path, f"a row of {model.__name__} has gaps")
        yield row


def use(
    database: SqliteDatabase, ledgers: Iterable[LedgerDefinition]
) -> dict[LedgerDefinition, type[LedgerRow]]:
    """Return the models of these ledgers and let them be those of the open database.

    Others are forgotten; whose definition is as before keeps its model.
    """
    before = _known.models if _known.database is database else {}
    models = {ledger: before.get(ledger) or _model(database, ledger) for ledger in ledgers}
    _known.database, _known.models = database, models
    return models


def own_models() -> list[type[LedgerRow]]:
    """Return the models of own tables, none unless their database is open."""
    if _known.database is None or _known.database.is_closed():
        return []
    return list(_known.models.values())


def make_table(database: SqliteDatabase, ledger: LedgerDefinition) -> None:
    """Make a ledger's table, or the columns that it lacks; within the step that defines it."""
    model = _model(database, ledger)
    name = model._meta.table_name
    if not database.table_exists(name):
        model.create_table()
        return
    there = {column.name for column in database.get_columns(name)}
    for added in model._meta.sorted_fields:
        if added.column_name not in there:
            _add_column(database, name, added)


def _add_column(database: SqliteDatabase, table: str, added: Any) -> None:  # noqa: ANN401 - a field
    from playhouse.migrate import SqliteMigrator, migrate  # noqa: PLC0415 - rarely needed

    migrate(SqliteMigrator(database).add_column(table, added.column_name, added))


def _model(database: SqliteDatabase, ledger: LedgerDefinition) -> type[LedgerRow]:
    fields = {column.key: _field(column) for column in ledger.columns}
    meta = type("Meta", (), {"table_name": ledger.key})
    body = {"__doc__": ledger.label, "__module__": __name__, "Meta": meta, **fields}
    made_by: Any = type(LedgerRow)
    model: Any = made_by(ledger.key, (LedgerRow,), body)
    ledger_table()(model)
    model.bind(database, bind_refs=False, bind_backrefs=False)
    return model  # type: ignore[no-any-return] # made of LedgerRow


def _field(column: ColumnDefinition) -> FactField:
    """Return the typed field of a column; one that is not shown has no label."""
    label = column.label if column.is_live else ""
    match column.kind:
        case "文字":
            return Text(label, max_length=_LONGEST_TEXT, help=column.definition)
        case "整数":
            return Whole(label, column.counter, help=column.definition)
        case "金额":
            return Fraction(label, column.counter, decimals=AMOUNT_DECIMALS, help=column.definition)
        case "日期":
            return Day(label, help=column.definition)
        case "选项":
            return Choice(label, option_list=column.option_list, help=column.definition)
    raise ValueError(f"no field for a column of kind {column.kind}")


def _column(row: Any) -> ColumnDefinition:  # noqa: ANN401 - an OwnColumn
    return ColumnDefinition(
        row.key,
        row.kind,
        row.label,
        row.counter,
        tuple(filter(None, row.options.split("\n"))),
        row.is_figure,
        row.definition,
        row.within,
        row.over_periods,
        row.retired_from,
        row.reason,
        row.part_of,
        row.deleted_at is None,
    )


def live_columns(columns: Sequence[ColumnDefinition]) -> tuple[ColumnDefinition, ...]:
    """Return the columns that are shown."""
    return tuple(column for column in columns if column.is_live)
