"""What a paste would write, cell by cell, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec

NOTHING: Mapping[str, CellValue] = MappingProxyType({})
"""The values of a row into which nothing is written."""


class PasteKind(StrEnum):
    """What becomes of a cell: it was empty, held something else, holds the same, or is refused."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


_NEW, _CHANGED, _SAME = PasteKind.NEW, PasteKind.CHANGED, PasteKind.SAME  # looked up per cell


class PasteCell(NamedTuple):
    """One cell of the block.

    row, column: places in the plan's rows and columns. text: as it was pasted. value: what it is
    read as; old: what stands there now. note: how it was read, or what is odd about it. problem:
    why it is refused. is_estimate: whether its row is marked 估.
    """

    row: int
    column: int
    text: str
    value: CellValue
    old: CellValue
    kind: PasteKind
    note: str = ""
    problem: str = ""
    is_estimate: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the paste changes the cell."""
        return self.kind is _NEW or self.kind is _CHANGED


@dataclass(frozen=True, slots=True)
class PasteColumn:
    """A column of the block: field name, UNIT or figure key; "" for one that has no place here."""

    name: str
    heading: str
    field: FieldSpec | None = None


class PasteRow(NamedTuple):
    """A row that is pasted into; uid "" for one that is added. unit: whose it is afterwards.

    number: line of the block, from 1. problem: why the row as a whole is refused. values: what is
    written into a ledger's row with what follows from it, all fields of a new one; empty where
    nothing is.
    """

    uid: str
    unit: str
    number: int
    problem: str = ""
    values: Mapping[str, CellValue] = NOTHING


@dataclass(frozen=True)
class PastePlan:
    """Everything a paste would do.

    ledger: its key, "" for the matrix.
    cells: in reading order. remarks: sentences about the block as a whole. name: what was done, for
    the step.
    """

    period: Period
    ledger: str
    columns: tuple[PasteColumn, ...] = ()
    rows: tuple[PasteRow, ...] = ()
    cells: tuple[PasteCell, ...] = ()
    remarks: tuple[str, ...] = ()
    name: str = "粘贴"

    @cached_property
    def counts(self) -> Mapping[PasteKind, int]:
        """How many cells there are of each kind."""
        kinds = [cell.kind for cell in self.cells]
        return {kind: kinds.count(kind) for kind in PasteKind}

    @property
    def written(self) -> int:
        """How many cells the paste changes."""
        return self.counts[PasteKind.NEW] + self.counts[PasteKind.CHANGED]

    @property
    def refused(self) -> int:
        """How many cells cannot be written."""
        return self.counts[PasteKind.REFUSED]

    @property
    def added_rows(self) -> int:
        """How many rows the paste adds."""
        return sum(1 for row in self.rows if row.values and not row.uid)

    @cached_property
    def noted(self) -> int:
        """How many cells that are not refused carry a note."""
        return sum(1 for cell in self.cells if cell.note and not cell.problem)

    def unit_of(self, cell: PasteCell) -> str:
        """Return the unit that a cell's row belongs to."""
        return self.rows[cell.row].unit

    def column_of(self, cell: PasteCell) -> PasteColumn:
        """Return a cell's column."""
        return self.columns[cell.column]

    @property
    def is_clean(self) -> bool:
        """Whether it may be written without a look: all understood, nothing else overwritten."""
        return not (self.refused or self.counts[PasteKind.CHANGED] or self.remarks or self.noted)

    @property
    def step(self) -> str:
        """The name under which it can be undone."""
        return f"{self.name}{self.written}格"

    @property
    def summary(self) -> str:
        """One sentence: what will be written, and what not."""
        if not self.cells:
            return "没有可以粘贴的内容。"
        kinds = (
            (PasteKind.NEW, "填入{}格"),
            (PasteKind.CHANGED, "改动{}格"),
            (PasteKind.SAME, "{}格不变"),
        )
        parts = [words.format(self.counts[kind]) for kind, words in kinds if self.counts[kind]]
        if self.added_rows:
            parts.append(f"末尾新增{self.added_rows}行")
        if self.noted:
            parts.append(f"{self.noted}格请留意（黄色）")
        if self.refused:
            parts.append(f"{self.refused}格不能写入（红色），保持原样")
        return f"共{len(self.cells)}格：{'，'.join(parts)}。"


@dataclass(frozen=True, slots=True)
class PasteResult:
    """What a paste did; added: uids of the rows that it added, in their order."""

    step: str
    cells: int
    rows: int
    refused: int
    added: tuple[str, ...] = ()


def kind_of(old: CellValue, value: CellValue) -> PasteKind:
    """Return what becomes of a cell that is understood; a flag that is not set counts as empty."""
    if value == old:
        return _SAME
    return _NEW if old is None or old is False or old == "" else _CHANGED


def kind_of_estimate(kind: PasteKind, *, is_marked: bool) -> PasteKind:
    """Return what becomes of a cell that holds an estimate: its mark is news as well."""
    return _CHANGED if kind is _SAME and not is_marked else kind


def refused(cell: PasteCell, problem: str) -> PasteCell:
    """Return a cell of a row that is refused as a whole; its own reason goes before the row's."""
    return cell._replace(
        value=None, kind=PasteKind.REFUSED, note="", problem=cell.problem or problem
    )


def remarks_on(mark: str, columns: int, *, has_header: bool) -> tuple[str, ...]:
    """Say what was guessed about a block as a whole."""
    header = ["第一行是表头，各列按栏名填写"] if has_header else []
    parted = [f"这段文字按{mark}分成了{columns}列"] if mark and columns > 1 else []
    return (*header, *parted)
