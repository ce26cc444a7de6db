"""问题整改清单 as a workbook of its own, beside being an 附件 of the report."""

from __future__ import annotations

from pathlib import Path

from desktop_app.core.errors import NothingSetUp, TargetRefused
from desktop_app.core.periods import Period
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.rectification.problem_list import HEADINGS, LIST_NAME
from desktop_app.services.rectification.reading import RectificationReader

ENDING = ".xlsx"

_WIDTHS = (6, 36, 48, 16, 13, 24, 40)  # of the columns, in characters


def write_list(
    rectification: RectificationReader, period: Period, target: Path, *, force: bool = False
) -> Path:
    """Write the list of a period as .xlsx, set to be printed across, and return where it is.

    Raises TargetRefused for another ending, NothingSetUp without problems and measures.
    """
    from desktop_app.services.workbook.plain_book import Sheet, book_bytes  # noqa: PLC0415 - openpyxl

    check_target(target, force=force)
    if target.suffix.lower() != ENDING:
        raise TargetRefused(f"清单写成电子表格，文件名请以 {ENDING} 结尾。")
    rows = rectification.list_rows(period)
    if not rows:
        raise NothingSetUp(f"{period.label}没有登记问题和措施，没有可以列出的内容。")
    sheet = Sheet(LIST_NAME, HEADINGS, [row.cells() for row in rows], _WIDTHS)
    data = book_bytes(f"{period.label}{LIST_NAME}", [sheet])
    return write_file(target, data, force=force, numbered=True)
