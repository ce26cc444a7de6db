"""What is known of a zipped workbook before it is unpacked: too large, hostile, with macros.

Part of the child process. The sizes are those that the archive declares; a reader stops there.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - zlib's name is no class name

from desktop_app.core.errors import SourceRefused

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 100
MOST_PARTS = 5000
_PROLOGUE = 4096
"""A DOCTYPE stands before the root element; attributes of that one are far shorter."""


def refuse_hostile(path: Path) -> bool:
    """Raise SourceRefused for a bomb, a DOCTYPE or a password; say whether there are macros."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if (
                len(parts) > MOST_PARTS
                or unpacked > LARGEST_UNPACKED
                or unpacked > LARGEST_RATIO * path.stat().st_size
            ):
                raise SourceRefused(f"“{path.name}”展开后过大，不像填报表格，没有读取。")
            if any(part.flag_bits & 1 for part in parts):
                raise SourceRefused(f"“{path.name}”加了密码，请去掉密码另存后再选。")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _has_doctype(archive, part):
                    raise SourceRefused(
                        f"“{path.name}”里夹带了表格不该有的内容（DOCTYPE），为安全没有读取。"
                    )
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, ZlibError) as error:
        raise SourceRefused(f"“{path.name}”不完整或已损坏，请重新保存或重新发送后再选。") from error
    return any(part.filename.lower().endswith("vbaproject.bin") for part in parts)


def _has_doctype(archive: ZipFile, part: ZipInfo) -> bool:
    with archive.open(part) as file:
        start = file.read(_PROLOGUE)
    # UTF-16 is legal in XML and would hide the word from a search for its bytes.
    return b"<!DOCTYPE" in start.replace(b"\0", b"").upper()
