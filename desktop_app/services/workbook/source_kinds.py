"""What a file really is, by its content: names lie (an HTML page called .xls, a picture as .xlsx).

Only tables are read; everything else is refused by its kind in one sentence. Part of the child
process: nothing of ours but the refusals may be imported here.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from desktop_app.core.errors import SourceRefused


class SourceKind(Enum):
    """The kinds of files that are read, with the ending that they should have."""

    ZIPPED = ".xlsx"
    OLD = ".xls"
    TEXT = ".csv"


LARGEST_FILE = 64 * 1024 * 1024
_SAVE_AS = "请在WPS或Excel里另存为 .xlsx 后再选"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"SQLite format 3", "数据库"),
    (b"{\\rtf", "文字文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "加了密码的文件"),
    ("WordDocument", "Word 文档"),
    ("PowerPoint Document", "演示文稿"),
)
_PARTS = (
    ("word/", "Word 文档"),
    ("ppt/", "演示文稿"),
    ("META-INF/MANIFEST.MF", "程序"),
)
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta")


def kind_of(path: Path) -> SourceKind:
    """Return the kind of a table file; SourceRefused says what else it is."""
    size, start = _size_and_start(path)
    if not size:
        raise SourceRefused(f"“{path.name}”是空文件，里面什么也没有，请重新保存后再选。")
    if size > LARGEST_FILE:
        raise SourceRefused(f"“{path.name}”过大（{size // 1024**2}MB），不像填报表格，没有读取。")
    if start.startswith(b"PK"):
        return _zipped(path)
    if start.startswith(_OLE):
        return _compound(path)
    for magic, name in _MAGIC:
        if start.startswith(magic):
            raise _other(path, name)
    return _text(path, start)


def _size_and_start(path: Path) -> tuple[int, bytes]:
    if path.is_dir():
        raise SourceRefused(f"“{path}”是一个文件夹，请选择表格文件。")
    if not path.is_file():
        raise SourceRefused(f"找不到文件“{path}”，请核对文件名。")
    try:
        with path.open("rb") as file:
            return path.stat().st_size, file.read(4096)
    except PermissionError as error:
        raise SourceRefused(f"没有权限读取“{path}”，请换一个位置再试。") from error
    except OSError as error:
        raise SourceRefused(f"“{path.name}”读不出来，请换一个位置再试。") from error


def _other(path: Path, name: str) -> SourceRefused:
    return SourceRefused(f"“{path.name}”其实是{name}，不是表格；{_SAVE_AS}。")


def _zipped(path: Path) -> SourceKind:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceRefused(f"“{path.name}”不完整或已损坏，请重新保存或重新发送后再选。") from error
    if "xl/workbook.xml" in names:
        return SourceKind.ZIPPED
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise SourceRefused(f"“{path.name}”的格式（.xlsb 或 .ods）本程序不读，{_SAVE_AS}。")
    for part, name in _PARTS:
        if any(found.startswith(part) for found in names):
            raise _other(path, name)
    raise SourceRefused(f"“{path.name}”其实是压缩包，请先解压，再选里面的表格。")


def _compound(path: Path) -> SourceKind:
    """Tell the kinds of the old compound files by the names of their streams."""
    content = path.read_bytes()
    for stream, name in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if stream == "EncryptedPackage":
                raise SourceRefused(f"“{path.name}”加了密码，请去掉密码另存后再选。")
            raise _other(path, name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return SourceKind.OLD
    raise _other(path, "别的程序的文件")


def _text(path: Path, start: bytes) -> SourceKind:
    lower = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lower.startswith(b"<?xml") or any(mark in lower[:512] for mark in _MARKUP):
        kind = "网页" if any(mark in lower for mark in _MARKUP) else "XML 文件"
        raise _other(path, kind)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _other(path, "别的程序的文件")
    return SourceKind.TEXT
