"""Reading a workbook with python-calamine: cells by their keys, nothing judged yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from desktop_app.core.errors import SourceRefused
from desktop_app.services.workbook.layout import (
    FIRST_ROW,
    FORMAT_VERSION,
    GUIDE_SHEET,
    KEY_ROW,
    ORIGIN_SHEET,
    PROGRAM,
    Origin,
)
from desktop_app.services.workbook.uncounted import uncounted_cells

_KEY = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LARGEST_RATIO = 100


@dataclass(frozen=True)
class SheetData:
    """One sheet: its title, the field of each column (None for foreign ones) and its rows."""

    title: str
    key: str
    fields: tuple[str | None, ...]
    sheet: CalamineSheet

    def rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield (row number as the user sees it, cells); rows without any content are left out."""
        for number, cells in enumerate(self.sheet.iter_rows(), 1):
            filled = any(cells) or any(cell not in ("", None) for cell in cells)  # 0 is content too
            if filled and number >= FIRST_ROW:
                yield number, cells


@dataclass(frozen=True)
class Book:
    """A workbook of ours: where it is from, its sheets by key, titles of sheets of no key.

    problems: cells that hold no number although they seem to, as 工作表·单元格·原因.
    """

    path: Path
    origin: Origin
    sheets: dict[str, SheetData]
    foreign: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_workbook(path: Path) -> Book:
    """Open a workbook that the program wrote; SourceRefused says what else it is."""
    _refuse_unreadable(path)
    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        if ORIGIN_SHEET not in names:
            raise SourceRefused(
                f"“{path}”不是本程序生成的填报表格，请用“生成填报表格”得到的文件填写。"
            )
        origin = _origin(path, book.get_sheet_by_name(ORIGIN_SHEET))
        found = [_sheet(name, book.get_sheet_by_name(name)) for name in names]
    except PermissionError as error:
        raise SourceRefused(f"没有权限读取“{path}”，请换一个位置再试。") from error
    except (CalamineError, OSError, ValueError, BadZipFile) as error:
        raise SourceRefused(
            f"“{path}”读不出来，可能已损坏或加了密码，请重新保存后再试。"
        ) from error
    sheets: dict[str, SheetData] = {}
    for data in found:
        if data is not None and data.key in sheets:
            raise SourceRefused(
                f"“{path}”里“{sheets[data.key].title}”和“{data.title}”是同一张表，请只留一张。"
            )
        if data is not None:
            sheets[data.key] = data
    if not sheets:
        raise SourceRefused(f"“{path}”里没有可以导入的表，请用本程序生成的表格填写。")
    foreign = [
        name
        for name, data in zip(names, found, strict=True)
        if data is None and name not in (ORIGIN_SHEET, GUIDE_SHEET)
    ]
    ours = {data.title for data in sheets.values()}
    problems = [
        f"{title}·{cell}·{reason}" for title, cell, reason in uncounted_cells(path) if title in ours
    ]
    return Book(path, origin, sheets, tuple(foreign), tuple(problems))


def _refuse_unreadable(path: Path) -> None:
    if path.is_dir():
        raise SourceRefused(f"“{path}”是一个文件夹，请选择表格文件。")
    if not path.is_file():
        raise SourceRefused(f"找不到文件“{path}”，请核对文件名。")
    if path.suffix.lower() != ".xlsx":
        raise SourceRefused(f"“{path}”不是 .xlsx 文件，请另存为 .xlsx 后再导入。")
    try:
        with ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (BadZipFile, OSError) as error:
        raise SourceRefused(f"“{path}”不是表格文件或已损坏，请重新保存后再试。") from error
    if unpacked > _LARGEST_UNPACKED or unpacked > _LARGEST_RATIO * path.stat().st_size:
        raise SourceRefused(f"“{path}”展开后过大，不像填报表格，没有读取。")


def _origin(path: Path, sheet: CalamineSheet) -> Origin:
    facts = {str(row[0]): row[1] for row in sheet.iter_rows() if len(row) > 1}
    if facts.get("program") != PROGRAM:
        raise SourceRefused(f"“{path}”不是党建季报的表格，请用本程序生成的表格填写。")
    version = facts.get("format")
    if not isinstance(version, float) or version != FORMAT_VERSION:
        shown = f"{version:g}" if isinstance(version, float) else version
        raise SourceRefused(
            f"“{path}”是另一版本程序的表格（格式{shown}，本程序用格式{FORMAT_VERSION}），"
            "请用本程序重新生成表格。"
        )
    return Origin(*(str(facts.get(name) or "") for name in ("period", "unit", "unit_uid")))


def _sheet(title: str, sheet: CalamineSheet) -> SheetData | None:
    """Recognise a sheet by the keys in its hidden row; None for a foreign one."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number < KEY_ROW:
            continue
        matches = [_KEY.fullmatch(str(cell)) for cell in cells]
        keys = {match[1] for match in matches if match}
        if len(keys) != 1:
            return None
        (key,) = keys
        return SheetData(title, key, tuple(match and match[2] for match in matches), sheet)
    return None
