"""The process that opens a returned Word file: with little memory, and no loss when it dies.

It is told one path and answers with one line of JSON: what the file holds, or why it is refused.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib's name is no class name

from desktop_app.core.errors import SourceRefused
from desktop_app.report.returned_drafts.reading import plain
from desktop_app.services.workbook.zip_guard import refuse_hostile

VERB = "read-draft"
"""How the bundle is told to be this process; it has no interpreter to hand a module to."""

MOST_MEMORY = 1024**3
MOST_CHARACTERS = 100_000  # a report has about 5,000 to 20,000; 200 pages have 130,000

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请在Word或WPS里另存为 .docx 后再收回"
_KINDS = {
    b"%PDF": "PDF 文件",
    b"{\\rtf": "RTF 文档",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
}


def main(path: Path) -> None:
    """Read one file and write the answer to the output."""
    _limit_memory()
    sys.stdout.buffer.write(json.dumps(answer(path)).encode())
    sys.stdout.buffer.flush()


def answer(path: Path) -> dict[str, Any]:
    """Return what `reading.text_of` takes, or {"refused": a sentence, "" for want of memory}."""
    try:
        return _read(path)
    except SourceRefused as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": ""}


def _read(path: Path) -> dict[str, Any]:
    _refuse_other_kinds(path)
    try:
        refuse_hostile(path)
    except SourceRefused as refusal:
        raise SourceRefused(
            f"“{path.name}”已损坏、加了密码或夹带别的内容，没有读取；{_SAVE_AS}。"
        ) from refusal
    try:
        with ZipFile(path) as archive:
            found = plain(archive)
    except KeyError as error:
        raise SourceRefused(f"“{path.name}”不是Word文档，没有读取；{_SAVE_AS}。") from error
    except (ParseError, ValueError, OSError, BadZipFile, ZlibError, EOFError) as error:
        raise SourceRefused(f"“{path.name}”已损坏，读不出来；{_SAVE_AS}。") from error
    length = sum(len(paragraph["text"]) for paragraph in found["paragraphs"])
    if length > MOST_CHARACTERS:
        raise SourceRefused(
            f"“{path.name}”有{length / 10_000:.0f}万多字，不像改过的季报，没有读取。"
        )
    if not length:
        raise SourceRefused(f"“{path.name}”里没有文字，不是改过的报告，没有读取。")
    return found


def _refuse_other_kinds(path: Path) -> None:
    """Say by its content what a file is that is no .docx."""
    content = path.read_bytes()
    if not content:
        raise SourceRefused(f"“{path.name}”是空文件，里面什么也没有，请重新发送后再收回。")
    if content.startswith(_OLD):
        if _PROTECTED in content:
            raise SourceRefused(f"“{path.name}”加了密码，请去掉密码另存后再收回。")
        raise SourceRefused(f"“{path.name}”是旧的Word格式（.doc），{_SAVE_AS}。")
    for magic, kind in _KINDS.items():
        if content.startswith(magic):
            raise SourceRefused(f"“{path.name}”是{kind}，不能逐句比较；{_SAVE_AS}。")
    if not content.startswith(b"PK"):
        raise SourceRefused(f"“{path.name}”不是Word文档，没有读取；{_SAVE_AS}。")


def _limit_memory() -> None:
    """Let the system refuse more memory; Windows has no such call, there the time is limited."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - does not exist on Windows

        with suppress(ValueError, OSError):  # a lower limit stands already
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
