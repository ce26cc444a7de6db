"""Cells whose number a workbook does not hold: error values, and formulas nobody computed.

python-calamine reads both as empty, and empty would silently mean "unknown". Only sheets that hold
such a cell are looked at twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_USUAL_START = re.compile(rb'(<\?xml version="[^>]*>)?\s*<worksheet xmlns="')


def uncounted_cells(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet title, cell address, reason) of each such cell, sheet by sheet."""
    with ZipFile(path) as archive:
        for title, part in _parts(archive):
            if _is_suspect(archive.read(part)):
                with archive.open(part) as file:
                    for _event, cell in iterparse(file):  # noqa: S314 - expat limits entities by itself
                        reason = _reason(cell) if cell.tag == f"{_MAIN}c" else ""
                        if reason:
                            yield title, str(cell.get("r")), reason
                        if cell.tag == f"{_MAIN}row":
                            cell.clear()


def _is_suspect(part: bytes) -> bool:
    """Say whether a sheet may hold such a cell: two plain searches where it is written as usual.

    That is without a prefix, with double quotes: as WPS, Excel, LibreOffice and openpyxl do.
    """
    if not _USUAL_START.match(part):
        return True
    if b't="e"' in part:
        return True
    place = part.find(b"<f")
    while place >= 0:
        if part[place + 2 : place + 3] in (b">", b" ", b"/"):
            return True
        place = part.find(b"<f", place + 2)
    return False


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (sheet title, name of its part in the archive)."""
    targets: dict[str, str] = {}
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        for _event, element in iterparse(file):  # noqa: S314 - expat limits entities by itself
            if element.get("Id"):
                targets[str(element.get("Id"))] = str(element.get("Target"))
    names = set(archive.namelist())
    with archive.open("xl/workbook.xml") as file:
        for _event, element in iterparse(file):  # noqa: S314 - expat limits entities by itself
            target = targets.get(str(element.get(_RELATED)), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if element.tag == f"{_MAIN}sheet" and part in names:
                yield str(element.get("name")), part


def _reason(cell: Element) -> str:
    value = cell.find(f"{_MAIN}v")
    if cell.get("t") == "e":
        shown = value.text if value is not None else "错误"
        return f"是错误值“{shown}”，请改为数字或删去"
    if cell.find(f"{_MAIN}f") is not None and (value is None or not value.text):
        return "是没有算出结果的公式，请填写数字，或用WPS、Excel打开并保存一次"
    return ""
