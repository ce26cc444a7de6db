"""Tables as they stand in a file: titles and cells, nothing judged. Runs in the child process.

.xlsx, .xls and .et (WPS writes the same BIFF) through python-calamine, .csv through the standard
library. Cells are str, int, float, bool, date, datetime or time; "" for an empty one. Of an error
value .xls tells nothing: such a cell is empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib's name is no class name

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from desktop_app.core.errors import SourceRefused
from desktop_app.services.workbook.source_kinds import SourceKind, kind_of
from desktop_app.services.workbook.uncounted import uncounted_cells
from desktop_app.services.workbook.zip_guard import refuse_hostile

RawRow = tuple[int, list[object]]
"""(row number from 1, cells from column A); rows without any content are left out."""

MOST_COLUMNS = 500
HEAD = 12
_IN_BACKGROUND = ThreadPoolExecutor(1)
"""calamine lets other threads run while it reads: what it does not tell is looked for meanwhile."""

_DELIMITERS = ",\t;|"
_MACROS = "文件里带有宏，程序只读了格子里的值，没有运行"


class RawFile:
    """One file that was opened."""

    def __init__(self, path: Path) -> None:
        """Open it; SourceRefused in one sentence where it cannot be read."""
        self.path = path
        self.kind = kind_of(path)
        self.notes: list[str] = []
        self._sheets: list[CalamineSheet] = []
        self._lines: list[list[str]] = []
        self._uncounted: Future[list[tuple[str, str, str]]] | None = None
        if self.kind is SourceKind.TEXT:
            self._lines = _lines(path)
            self.titles = [path.stem]
            return
        if self.kind is SourceKind.ZIPPED:
            if refuse_hostile(path):
                self.notes.append(_MACROS)
            self._uncounted = _IN_BACKGROUND.submit(lambda: list(uncounted_cells(path)))
        try:
            book = _opened(path, self.kind)
            self._sheets = [
                book.get_sheet_by_name(found.name)
                for found in book.sheets_metadata
                if found.typ == SheetTypeEnum.WorkSheet
            ]
        except PasswordError as error:
            raise SourceRefused(f"“{path.name}”加了密码，请去掉密码另存后再选。") from error
        except (CalamineError, OSError, ValueError) as error:
            raise _damaged(path) from error
        self.titles = [sheet.name for sheet in self._sheets]

    def width(self, place: int) -> int:
        """Return how many columns a table has."""
        if self.kind is SourceKind.TEXT:
            return max((len(line) for line in self._lines), default=0)
        end = self._sheets[place].end
        return end[1] + 1 if end else 0

    def height(self, place: int) -> int:
        """Return how many rows a table has."""
        if self.kind is SourceKind.TEXT:
            return len(self._lines)
        end = self._sheets[place].end
        return end[0] + 1 if end else 0

    def head(self, place: int) -> list[RawRow]:
        """Return the first rows; none of a table that is too wide to be one of ours."""
        if self.width(place) > MOST_COLUMNS:
            return []
        return [row for _, row in zip(range(HEAD), self.rows(place), strict=False)]

    def rows(self, place: int) -> Iterator[RawRow]:
        """Yield the rows that hold something."""
        if self.kind is SourceKind.TEXT:
            for number, line in enumerate(self._lines, 1):
                if any(line):
                    yield number, list(line)
            return
        sheet = self._sheets[place]
        if sheet.start is None:
            return
        left: list[object] = [""] * sheet.start[1]  # calamine leaves out empty columns on the left
        rows: Iterator[list[Any]] = sheet.iter_rows()
        for number, cells in enumerate(rows, 1):
            # 0 and midnight are content too
            if any(cells) or any(cell not in ("", None) for cell in cells):
                yield number, left + cells if left else cells

    def uncounted(self) -> list[tuple[str, str, str]]:
        """Return (title, cell, reason) of cells that seem to hold a number and do not."""
        if self._uncounted is None:
            return []
        try:
            return self._uncounted.result()
        except (OSError, ValueError, KeyError, ParseError, BadZipFile, ZlibError) as error:
            raise _damaged(self.path) from error


def _damaged(path: Path) -> SourceRefused:
    return SourceRefused(f"“{path.name}”读不出来，可能已损坏，请重新保存或重新发送后再选。")


def _opened(path: Path, kind: SourceKind) -> CalamineWorkbook:
    """Open a workbook by its content; calamine goes by the name of a path, and names lie."""
    if path.suffix.lower() == kind.value:
        return CalamineWorkbook.from_path(path)
    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def _lines(path: Path) -> list[list[str]]:
    """Read a text file as a table: decoded strictly, the delimiter as its first line shows."""
    content = path.read_bytes()
    text = _decoded(path, content).replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SourceRefused(
            f"“{path.name}”里的引号或换行乱了，读不成表格，请重新导出后再选。"
        ) from error


def _decoded(path: Path, content: bytes) -> str:
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SourceRefused(
        f"“{path.name}”里的文字认不出来（不是UTF-8，也不是GBK），请另存为 .xlsx 后再选。"
    )
