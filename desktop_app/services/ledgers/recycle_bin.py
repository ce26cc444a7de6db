"""回收站: what was deleted, when, by whom and in which step; and bringing it back as one step.

Nothing is ever removed from it: a deleted row is a row that is marked. A row that is gone because
what added it was undone is marked too, but nobody deleted it: it is listed only when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import SQL, IntegrityError, fn

from db.base import Change
from db.models.office import UnitPeriod
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict, UnknownName
from desktop_app.core.periods import Period
from desktop_app.services.ledgers.recycle_sources import (
    Source,
    ledger_source,
    other_sources,
    quarter_label,
)
from desktop_app.services.ledgers.recycle_ties import companions_of, require_place
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.log.undone_steps import undone_steps

MOST_ROWS = 500
"""More are not read by eye: whoever looks for an older one narrows the list."""


@dataclass(frozen=True, slots=True)
class BinQuery:
    """What is asked for: a kind (a table's name), a quarter, since when, by whom, some words.

    with_undone: also what is gone because its addition was undone.
    """

    kind: str = ""
    period: Period | None = None
    since: datetime | None = None
    who: str = ""
    text: str = ""
    with_undone: bool = False


@dataclass(frozen=True, slots=True)
class BinRow:
    """One deleted row. label: what kind of thing it is. text: what stood in it.

    step, who: how and by whom it went, as the log says.
    """

    kind: str
    uid: str
    label: str
    period: str
    unit: str
    text: str
    at: datetime
    who: str
    step: str


@dataclass(frozen=True, slots=True)
class BinContent:
    """The newest deleted rows that were asked for, and how many there are of them in all."""

    rows: tuple[BinRow, ...]
    total: int


class RecycleBin:
    """Lists what was deleted and restores it."""

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        """catalogue: the ledgers and how their fields are called."""
        self._writer = writer
        self._catalogue = catalogue

    @property
    def _sources(self) -> dict[str, Source]:
        """Kind → where its rows are; the office's own ledgers come and go."""
        models = self._catalogue.models
        ledgers = self._catalogue.ledgers.items()
        return {key: ledger_source(spec, models[key]) for key, spec in ledgers} | other_sources()

    def kinds(self) -> dict[str, str]:
        """Return kind → label, in the order of the areas."""
        return {kind: source.label for kind, source in self._sources.items()}

    def people(self) -> list[str]:
        """Return everybody who ever wrote anything."""
        query: Any = Change.select(Change.who).distinct().order_by(Change.who).tuples()
        return [who for (who,) in query if who]

    def content(self, query: BinQuery, limit: int = MOST_ROWS) -> BinContent:
        """Return the newest deleted rows, at most `limit` of them."""
        found: list[tuple[datetime, str, Any]] = []
        total = 0
        undone = set() if query.with_undone else undone_steps()
        for kind, source in self._sources.items():
            if query.kind in ("", kind):
                rows = source.query.where(*_conditions(kind, source, query, undone))
                total += rows.count()
                newest = rows.order_by(source.model.deleted_at.desc()).limit(limit)
                found += [(row.deleted_at, kind, row) for row in newest]
        found.sort(key=lambda entry: entry[0], reverse=True)
        shown = found[:limit]
        last = self._last_changes(shown)
        return BinContent(
            tuple(
                self._record(kind, row, at, last.get((kind, row.uid))) for at, kind, row in shown
            ),
            total,
        )

    def restore(self, chosen: Sequence[tuple[str, str]]) -> int:
        """Bring rows (kind, uid) back in one step; return how many.

        What went with a problem or a measure (its links, its progress) comes back with it. Raises
        Conflict or UnknownName, and nothing is restored, where one of them clashes with what is
        there now or has no place any more.
        """
        if not chosen:
            return 0
        # Units first: the rows of a unit need it in their quarter.
        order = sorted(chosen, key=lambda one: one[0] != UnitPeriod._meta.table_name)
        labels = {self._sources[kind].label for kind, _uid in order}
        what = labels.pop() if len(labels) == 1 else ""
        name = f"从回收站恢复{len(order)}行{what}" if len(order) > 1 else f"从回收站恢复{what}"
        with self._writer.step(name) as step:
            for kind, uid in order:
                self._restore_one(step, kind, uid)
        return len(order)

    def _restore_one(self, step: Step, kind: str, uid: str) -> None:
        source = self._sources[kind]
        row = source.query.where(source.model.uid == uid, ~source.model.live()).first()
        if row is None:
            raise UnknownName("有的内容已经不在回收站里，请刷新后再试。")
        named = "".join(filter(None, (source.unit(row), quarter_label(row), source.label)))
        require_place(row, named)
        try:
            if isinstance(row, UnitPeriod):
                step.update(row.unit, deleted_at=None, retired=False, merged_into=None)
            companions = companions_of(row)
            step.update(row, deleted_at=None)
            for companion in companions:
                step.update(companion, deleted_at=None)
        except IntegrityError as error:
            raise Conflict(
                f"不能恢复{named}：现在已有一行同样的（如同一单位的小计），"
                "请先改好或删去现有的那一行。"
            ) from error

    def _last_changes(self, shown: Iterable[tuple[datetime, str, Any]]) -> dict[Any, Any]:
        """Return (kind, uid) → the change that deleted the row."""
        by_kind: dict[str, list[str]] = {}
        for _at, kind, row in shown:
            by_kind.setdefault(kind, []).append(row.uid)
        found = {}
        for kind, uids in by_kind.items():
            newest = (
                Change.select(fn.max(Change.id))
                .where(Change.table == kind, Change.uid.in_(uids))
                .group_by(Change.uid)
            )
            for change in Change.select().where(Change.id.in_(newest)):
                found[kind, change.uid] = change
        return found

    def _record(self, kind: str, row: Any, at: datetime, change: Any) -> BinRow:  # noqa: ANN401 - rows
        source = self._sources[kind]
        return BinRow(
            kind,
            row.uid,
            source.label,
            quarter_label(row),
            source.unit(row),
            source.text(row),
            at,
            change.who if change else "",
            change.step if change else "",
        )


def _conditions(kind: str, source: Source, query: BinQuery, undone: set[str]) -> list[Any]:
    """undone: the steps whose added rows are not asked for."""
    conditions: list[Any] = [~source.model.live()]
    if undone:
        # As one text: hundreds of steps as parameters of each kind's query take longer than it.
        steps = SQL("(SELECT value FROM json_each(?))", (json.dumps(list(undone)),))
        added = Change.select(SQL("1")).where(
            Change.table == kind,
            Change.uid == source.model.uid,
            Change.before.is_null(),
            Change.batch.in_(steps),
        )
        conditions.append(~fn.EXISTS(added))
    if query.period is not None:
        none = SQL("0")  # what belongs to no quarter is in none
        conditions.append(none if source.period is None else source.period == query.period.code)
    if query.since is not None:
        conditions.append(source.model.deleted_at >= query.since)
    if query.who:
        by = Change.select(Change.uid).where(Change.table == kind, Change.who == query.who)
        conditions.append(source.model.uid.in_(by))
    if words := query.text.strip():
        anywhere = source.searched[0].contains(words)
        for column in source.searched[1:]:
            anywhere |= column.contains(words)
        conditions.append(anywhere)
    return conditions
