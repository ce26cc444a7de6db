"""What of the log is asked for, as a condition that SQLite can work through by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import SQL, NodeList, Value, fn

from db.base import Change, Unit
from db.models.report import Report
from desktop_app.core.periods import Period

_UNREAD = ("uid", "deleted_at", "period", "opened", "closed", "key", "initials", "ledger", "figure")
"""Columns whose stored value nobody ever reads as it stands."""

_NOT_A_VALUE = " AND ".join(
    ("j.key NOT IN (" + ", ".join(f"'{name}'" for name in _UNREAD) + ")", "j.key NOT LIKE '%\\_id'")
)


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What is asked for; everything empty asks for the whole log.

    kind: a kind of thing, see ChangeLog.kinds. since, until: days, both inclusive. text: words that
    must all be there. row: (table, uid) of the one row whose story is wanted.
    """

    kind: str = ""
    period: Period | None = None
    who: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    row: tuple[str, str] | None = None


def condition_of(query: LogQuery, tables: tuple[str, ...], labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - a peewee expression
    """Return the condition that a change meets.

    tables: those of the kind that is asked for, () for all. labels: how each table is called.
    """
    conditions: list[Any] = [Change.id > 0]
    if tables:
        conditions.append(Change.table.in_(tables))
    if query.who:
        conditions.append(Change.who == query.who)
    if query.since:
        conditions.append(Change.at >= datetime.combine(query.since, time()))
    if query.until:
        conditions.append(Change.at < datetime.combine(query.until + timedelta(1), time()))
    if query.row:
        conditions += [Change.table == query.row[0], Change.uid == query.row[1]]
    if query.period:
        conditions.append(_of_quarter(query.period.code))
    conditions += [_says(word, labels) for word in query.text.split()]
    whole = conditions[0]
    for condition in conditions[1:]:
        whole &= condition
    return whole


def _of_quarter(code: str) -> Any:  # noqa: ANN401 - a peewee expression
    row = fn.coalesce(Change.after, Change.before)
    reports = Report.select(Report.id).where(Report.period == code)
    named = fn.instr(row, f'"{code}"') > 0  # far cheaper than to read the JSON of every row
    for_it = (
        (_value(row, "period") == code)
        | (_value(row, "opened") == code)
        | (_value(row, "closed") == code)
        | (_value(row, "code") == code)
    )
    in_report = Change.table.in_(("chapter", "final_report"))
    return (named & for_it) | (in_report & _value(row, "report_id").in_(reports))


def _says(word: str, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - a peewee expression
    """Whether a change holds a word: in its step, kind, unit, author, or in what stands in it."""
    found = Change.step.contains(word) | Change.who.contains(word)
    kinds = [table for table, label in labels.items() if word in label]
    if kinds:
        found |= Change.table.in_(kinds)
    units = [unit.id for unit in Unit.select(Unit.id).where(Unit.name.contains(word))]
    if units:
        row = fn.coalesce(Change.after, Change.before)
        found |= (fn.instr(row, "unit_id") > 0) & _value(row, "unit_id").in_(units)
    for state in (Change.before, Change.after):
        found |= _holds(state, word)
        if "." in word:  # amounts are kept in their smallest part: 1250.5 as 125050
            found |= _holds(state, word.replace(".", "", 1))
    return found


def _holds(state: Any, word: str) -> Any:  # noqa: ANN401 - a column of JSON
    """Whether a value in the JSON holds a word; first a look at the whole, which is cheap."""
    kept = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    each = NodeList(
        (
            SQL("EXISTS (SELECT 1 FROM json_each("),
            state,
            SQL(f") AS j WHERE {_NOT_A_VALUE} ESCAPE '\\' AND j.value LIKE"),
            Value(f"%{kept}%"),
            SQL("ESCAPE '\\')"),
        )
    )
    return state.contains(word) & each


def _value(row: Any, name: str) -> Any:  # noqa: ANN401 - a peewee expression
    return fn.json_extract(row, f"$.{name}")
