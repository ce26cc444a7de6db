"""Files that villages sent back: matched, compared with what is there, taken in as one step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.core.errors import NothingSetUp, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.progress import Cancelled, Progress, nothing
from desktop_app.services.assembly import Services
from desktop_app.services.files.tables import taken
from desktop_app.services.safekeeping.before_import import keep_before_import
from desktop_app.services.workbook.file_cells import CellNote, FileCells, split, state_of
from desktop_app.services.workbook.form_rows import CHANGED, NEW, UNCHANGED, FormCell
from desktop_app.services.workbook.importer import Importer, Judged, copied, row_count
from desktop_app.services.workbook.service import WorkbookService
from desktop_app.services.workbook.summary import ImportSummary
from desktop_app.services.workbook.tables import TableReader
from desktop_app.services.workbook.unit_matching import UnitUnclear

WHOLE = "全部单位"
_SHOWN = 3
"""Units that a step's name lists."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file (or one village's sheet in it) and what it would do.

    unit: whose it is, WHOLE for a workbook of all units, "" where that is not known. remark: why
    it cannot or should not be taken. added, changed, unchanged: cells of a form and rows of lists;
    cells: the same one by one. refused: what is not taken. warnings: what needs a second look.
    lacks_unit: the clerk may say whose it is. judged: what is written; None for a file that cannot
    be taken.
    """

    path: Path
    unit: str = ""
    remark: str = ""
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[CellNote, ...] = ()
    cells: tuple[FormCell, ...] = ()
    warnings: tuple[CellNote, ...] = ()
    is_chosen: bool = False
    lacks_unit: bool = False
    judged: Judged | None = field(default=None, repr=False)

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to write."""
        return self.judged is not None

    @property
    def changes_something(self) -> bool:
        """Whether writing it would make a difference."""
        return bool(self.added or self.changed)


@dataclass(frozen=True, slots=True)
class Preview:
    """Files beside each other; missing: units of which nothing is there and nothing came."""

    period: Period
    files: tuple[ReturnedFile, ...]
    missing: tuple[str, ...]


class ReturnedFiles:
    """Reads and writes a batch."""

    def __init__(self, services: Services) -> None:
        """Work through the same services as the window."""
        self._services = services
        self._workbooks = WorkbookService(services)

    def preview(
        self,
        paths: Sequence[Path],
        period: Period,
        units: Mapping[Path, str] | None = None,
        progress: Progress = nothing,
    ) -> Preview:
        """Say what a batch of files would do in a quarter; nothing is written.

        paths: files, and folders for what lies in them. units: whose a file is, where the clerk
        said so. Raises Cancelled.
        """
        wanted = taken(paths)
        importer = Importer(self._services)
        found: list[ReturnedFile] = []
        done = 0

        def watch() -> None:
            progress(done, len(wanted), f"正在读“{wanted[done].name}”")

        with TableReader(watch=watch) as reader:
            for done, path in enumerate(wanted):  # noqa: B007 - watch tells it
                watch()
                found += self._read(reader, importer, path, period, units or {})
        progress(len(wanted), len(wanted), "正在比较")
        files = _without_doubles(found)
        missing = self._services.workbench.matrix(period).missing_units
        came = {file.unit for file in files if file.can_be_taken}
        silent = () if WHOLE in came else tuple(name for name in missing if name not in came)
        return Preview(period, tuple(files), silent)

    def write(
        self, files: Iterable[ReturnedFile], progress: Progress = nothing
    ) -> tuple[ImportSummary, list[CellNote]]:
        """Write files in one step; return what was done and what was left out.

        Counts are those of rows. Raises Refusal where nothing of it can be written.
        """
        judged = [copied(file.judged) for file in files if file.judged is not None]
        if not judged:
            raise NothingSetUp("没有选中可以写入的表，请先打勾。")
        progress(0, 0, "正在写入")
        without_backup = keep_before_import(self._services.writer.store.path, row_count(judged))
        summary = Importer(self._services).write(judged, _step_name(judged), strict=False)
        summary.warnings += filter(None, [without_backup])
        left_out = [CellNote(*split(problem)) for found in judged for problem in found.problems]
        return summary, left_out

    def _read(
        self,
        reader: TableReader,
        importer: Importer,
        path: Path,
        period: Period,
        units: Mapping[Path, str],
    ) -> list[ReturnedFile]:
        """Read one file; what is wrong with it as a whole is told in its place."""
        try:
            judged = self._workbooks.judged(
                reader, importer, path, period, lambda file: units.get(file, "")
            )
            return [_returned(importer.tried([found])[0], found) for found in judged]
        except Cancelled:
            raise
        except UnitUnclear as refusal:
            return [ReturnedFile(path, remark=str(refusal), lacks_unit=True)]
        except Refusal as refusal:
            return [ReturnedFile(path, remark=str(refusal))]


def _returned(tried: Judged, judged: Judged) -> ReturnedFile:
    summary, states = tried.summary, [cell.state for cell in tried.cells]
    contents = FileCells(judged)
    refused, warnings = (
        tuple(contents.note(said) for said in sayings)
        for sayings in (tried.problems, (*summary.warnings, *tried.asked_summary.warnings))
    )
    of_lists = state_of(summary.added, summary.changed, summary.unchanged)
    file = ReturnedFile(
        tried.book.path,
        tried.unit or WHOLE,
        "",
        summary.added + states.count(NEW),
        summary.changed + states.count(CHANGED),
        summary.unchanged + states.count(UNCHANGED),
        refused,
        (*tried.cells, *contents.listed((*refused, *warnings), of_lists)),
        warnings,
        judged=judged,
    )
    if not (file.changes_something or file.unchanged or file.refused):
        return replace(file, remark="一格也没有填")
    return replace(file, is_chosen=file.changes_something)


def _without_doubles(files: Sequence[ReturnedFile]) -> list[ReturnedFile]:
    """Choose one file a unit: the last saved one, of copies the first; say why not the others."""
    kept: dict[str, ReturnedFile] = {}
    for file in files:
        if file.can_be_taken and file.unit != WHOLE:
            other = kept.setdefault(file.unit, file)
            if not _are_copies(file, other) and _saved_at(file) > _saved_at(other):
                kept[file.unit] = file
    found = []
    for file in files:
        chosen = kept.get(file.unit)
        if chosen is None or chosen is file or not file.can_be_taken:
            found.append(file)
        elif _are_copies(file, chosen):
            remark = f"和“{chosen.path.name}”内容相同"
            found.append(replace(file, remark=remark, is_chosen=False))
        else:
            remark = f"{file.unit}交了两份，“{chosen.path.name}”保存得更晚"
            found.append(replace(file, remark=remark, is_chosen=False))
    return found


def _are_copies(one: ReturnedFile, other: ReturnedFile) -> bool:
    return one.path != other.path and _digest(one.path) == _digest(other.path)


def _saved_at(file: ReturnedFile) -> float:
    return file.path.stat().st_mtime


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _step_name(judged: Sequence[Judged]) -> str:
    units = list(dict.fromkeys(found.unit for found in judged if found.unit))
    if not units:
        return f"导入{'、'.join(found.book.path.name for found in judged)}"
    shown = "、".join(units[:_SHOWN]) + (f"等{len(units)}个单位" if len(units) > _SHOWN else "")
    return f"收{shown}的表"
