"""变更记录: the whole log, by steps, searched and read in windows, and written out as a table.

A step is one line, however many rows it wrote; its rows are read when it is unfolded. All narrowing
is done by SQLite: what comes back is a list of numbers, and words for those that are on screen.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import fn

from db.base import Change
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.core.progress import Progress, nothing
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.log.change_filter import LogQuery, condition_of
from desktop_app.services.log.change_names import TABLES, ChangeNames
from desktop_app.services.log.change_words import ChangeWords, ValueChange
from desktop_app.services.log.history import record_of
from desktop_app.services.log.step_places import StepPlace, StepPlaces
from desktop_app.services.log.undone_steps import undone_steps

MOST_EXPORTED = 1_000_000
"""Lines that a worksheet takes, less some room; the row below the last is 1,048,576."""

HEADINGS = ("时间", "操作", "操作人", "类别", "对象", "报告期", "内容", "原来", "改为")
_BLOCK = 500

_PAGES = {
    "problem": "rectification",
    "measure": "rectification",
    "chapter": "report",
    "upper_form": "upper_forms",
}


@dataclass(frozen=True, slots=True)
class LogSteps:
    """The steps that were asked for, the newest first; both arrays are of one length.

    first: id of each step's first matching change. counts: how many of its changes match.
    undone: batches that stand undone by now.
    """

    first: array[int]
    counts: array[int]
    undone: frozenset[str] = frozenset()

    @property
    def changes(self) -> int:
        """How many changes match in all."""
        return sum(self.counts)


NO_STEPS = LogSteps(array("q"), array("q"))


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: a step, or one of its rows.

    change: its id. owner, kind, quarter: what it was about. rows: how many rows the step wrote of
    those asked for, 1 for a row's own line. kinds: of how many kinds they were.
    """

    change: int
    table: str
    uid: str
    at: datetime
    who: str
    step: str
    owner: str
    kind: str
    quarter: str
    values: tuple[ValueChange, ...]
    rows: int = 1
    kinds: int = 1
    is_undone: bool = False


class ChangeLog:
    """Reads the log; nothing is written here but files."""

    def __init__(self, catalogue: Catalogue, places: StepPlaces) -> None:
        """catalogue: how things are called. places: where a page shows them."""
        self._catalogue = catalogue
        self._places = places

    def kinds(self) -> list[str]:
        """Return the kinds of things that one can narrow to, ledgers first."""
        return list(dict.fromkeys(self._labels.values()))

    def people(self) -> list[str]:
        """Return everybody who ever wrote anything."""
        query: Any = Change.select(Change.who).distinct().order_by(Change.who).tuples()
        return [who for (who,) in query if who]

    def steps(self, query: LogQuery) -> LogSteps:
        """Find the steps with changes that were asked for."""
        found: Any = (
            Change.select(fn.min(Change.id), fn.count(Change.id))
            .where(self._condition(query))
            .group_by(Change.batch)
            .order_by(fn.min(Change.id).desc())
            .tuples()
        )
        first, counts = array("q"), array("q")
        for change, count in found:
            first.append(change)
            counts.append(count)
        return LogSteps(first, counts, frozenset(undone_steps()))

    def step_lines(self, query: LogQuery, steps: LogSteps, start: int, end: int) -> list[LogLine]:
        """Return the lines of some steps, by their places."""
        counts = dict(zip(steps.first[start:end], steps.counts[start:end], strict=True))
        return self._lines(
            steps.first[start:end], counts, steps.undone, self._kinds_in(query, counts)
        )

    def rows_of(self, query: LogQuery, first: int) -> array[int]:
        """Return the ids of a step's changes that were asked for, in the order of writing."""
        batch = Change.select(Change.batch).where(Change.id == first)
        found: Any = (
            Change.select(Change.id)
            .where(Change.batch == batch, self._condition(query))
            .order_by(Change.id)
            .tuples()
        )
        return array("q", (change for (change,) in found))

    def row_lines(self, changes: Sequence[int]) -> list[LogLine]:
        """Return the lines of some changes, in the order given."""
        return self._lines(changes, {}, frozenset(), {})

    def place(self, line: LogLine) -> StepPlace:
        """Return where a page shows what a line is about; without a page where none does."""
        change = Change.get_or_none(Change.id == line.change)
        if change is None:
            return StepPlace()
        found = self._places.of(change.batch)
        item = self._item(line)
        if item is None:
            return found
        return StepPlace(
            _PAGES.get(line.table, found.page),
            item,
            found.period,
            "",
            words=found.words,
        )

    def export(
        self, query: LogQuery, target: Path, *, force: bool = False, progress: Progress = nothing
    ) -> int:
        """Write every value that changed, as far as asked for, to .xlsx or .csv; return how many.

        Raises TargetRefused, NothingSetUp where nothing matches, and Cancelled.
        """
        from desktop_app.services.workbook.log_sheet import table_bytes  # noqa: PLC0415 - slow to load

        check_target(target, force=force)
        steps = self.steps(query)
        if not steps.first:
            raise NothingSetUp("没有符合条件的记录，请放宽条件再导出。")
        if steps.changes > MOST_EXPORTED:
            raise TargetRefused(
                f"符合条件的记录有{steps.changes}条，一张表放不下；请按报告期或时间分几次导出。"
            )
        lines = list(self._exported(query, steps, progress))
        if len(lines) > MOST_EXPORTED:
            raise TargetRefused("符合条件的记录太多，一张表放不下；请按报告期或时间分几次导出。")
        progress(len(lines), len(lines), "正在保存")
        is_csv = target.suffix.lower() == ".csv"
        write_file(target, table_bytes("变更记录", HEADINGS, lines, as_csv=is_csv), force=force)
        return len(lines)

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    @property
    def _labels(self) -> dict[str, str]:
        """Table → what it is called; the office's own ledgers come and go."""
        names = ChangeNames(self._catalogue)
        return {name: names.table(name) for name in (*self._catalogue.ledgers, *TABLES)}

    def _condition(self, query: LogQuery) -> Any:  # noqa: ANN401 - a peewee expression
        tables = tuple(name for name, label in self._labels.items() if label == query.kind)
        return condition_of(query, tables, self._labels)

    def _kinds_in(self, query: LogQuery, counts: dict[int, int]) -> dict[int, int]:
        """Return how many kinds of things the steps with several rows wrote, by first change."""
        several = [change for change, count in counts.items() if count > 1]
        batches = Change.select(Change.batch).where(Change.id.in_(several))
        found: Any = (
            Change.select(fn.min(Change.id), fn.count(Change.table.distinct()))
            .where(Change.batch.in_(batches), self._condition(query))
            .group_by(Change.batch)
            .tuples()
        )
        return dict(found) if several else {}

    def _lines(
        self,
        changes: Sequence[int],
        counts: dict[int, int],
        undone: frozenset[str],
        kinds: dict[int, int],
    ) -> list[LogLine]:
        words = ChangeWords(self._catalogue)
        rows = {row.id: row for row in Change.select().where(Change.id.in_(list(changes)))}
        lines = []
        for number in changes:
            row = rows.get(number)
            if row is None:  # what was read of a step that was then rolled back
                continue
            record = record_of(row)
            owner, kind, quarter = words.place(record)
            lines.append(
                LogLine(
                    number,
                    record.table,
                    record.uid,
                    record.at,
                    record.who,
                    record.step,
                    owner,
                    kind,
                    quarter,
                    words.values(record),
                    counts.get(number, 1),
                    kinds.get(number, 1),
                    record.batch in undone,
                )
            )
        return lines

    def _item(self, line: LogLine) -> str | None:
        """Return what the page of a line shows of it; None where its step's place will do."""
        if line.table in self._catalogue.ledgers:
            model: Any = self._catalogue.models[line.table]
            is_there = model.select().where(model.live(), model.uid == line.uid).exists()
            return f"{line.table}/{line.uid}" if is_there else line.table
        if line.table == "chapter":
            return f"chapter:{line.uid}"
        return line.uid if line.table in _PAGES else None

    def _exported(
        self, query: LogQuery, steps: LogSteps, progress: Progress
    ) -> Iterator[tuple[str, ...]]:
        done = 0
        found: Any = (
            Change.select(Change.id)
            .where(self._condition(query))
            .order_by(Change.id.desc())
            .tuples()
        )
        ids = array("q", (change for (change,) in found))
        for start in range(0, len(ids), _BLOCK):
            progress(done, steps.changes, "正在整理变更记录")
            for line in self.row_lines(ids[start : start + _BLOCK]):
                head = (f"{line.at:%Y-%m-%d %H:%M:%S}", line.step, line.who)
                where = (line.kind, line.owner, line.quarter)
                for value in line.values or (ValueChange("", "", ""),):
                    yield (*head, *where, value.label, value.old, value.new)
            done += _BLOCK
