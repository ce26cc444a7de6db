"""The paragraphs of a document that another program wrote: .txt in any usual encoding, or .docx."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import SourceRefused
from desktop_app.services.documents.word_paragraphs import TooLarge, word_text
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.workbook.zip_guard import refuse_hostile

_LARGEST = 20 * 1024 * 1024  # bytes; a report of 200 pages with pictures is smaller
_MOST_CHARACTERS = 300_000  # about 200 pages
_OLD_WORD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document's paragraphs, empty ones included; notes: sentences on what was left out."""

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_paragraphs(path: Path) -> list[str]:
    """Return a document's paragraphs in their order, empty ones included.

    Raises SourceRefused with one sentence for what is no readable .txt or .docx.
    """
    return list(read_manuscript(path).paragraphs)


def read_manuscript(path: Path) -> Manuscript:
    """Return a document's paragraphs and what was left out; refusals as `read_paragraphs`."""
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceRefused(f"“{path.name}”太大，不像一份报告，没有读取。")
        data = path.read_bytes()
    except OSError as error:
        raise SourceRefused(f"“{path}”打不开（{reason_of(error)}），请核对后再试。") from error
    if path.suffix.lower() == ".docx":
        found = _of_word(path, data)
    else:
        found = Manuscript(tuple(_of_text(path, data)))
    length = sum(len(text.strip()) for text in found.paragraphs)
    if length > _MOST_CHARACTERS:
        raise SourceRefused(f"“{path.name}”有{length // 10_000}万多字，太长了，请只选报告正文。")
    if not length:
        raise SourceRefused(f"“{path.name}”里没有文字；如果是扫描件，请先转成文字。")
    return found


def _of_text(path: Path, data: bytes) -> list[str]:
    if path.suffix.lower() == ".doc" or data.startswith(_OLD_WORD):
        raise SourceRefused(f"“{path.name}”是旧的Word格式，请用WPS或Word另存为 .docx 后再试。")
    if data.startswith(b"%PDF"):
        raise SourceRefused(f"“{path.name}”是PDF，请用原来的Word文件，或把文字复制成 .txt。")
    if path.suffix.lower() != ".txt":
        raise SourceRefused(f"“{path.name}”不是 .txt 或 .docx 文件，请另存后再试。")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
    raise SourceRefused(f"“{path.name}”里的文字认不出来，请另存为UTF-8编码的 .txt 或 .docx。")


def _of_word(path: Path, data: bytes) -> Manuscript:
    if data.startswith(_OLD_WORD):
        raise SourceRefused(f"“{path.name}”加了密码或是旧的Word格式，请去掉密码另存为 .docx。")
    refuse_hostile(path)
    try:
        found = word_text(data)
    except TooLarge as error:
        raise SourceRefused(f"“{path.name}”里的文字太长了，请只选报告正文。") from error
    except Exception as error:  # a damaged file raises whatever its damage leads to
        raise SourceRefused(f"“{path.name}”已损坏或不是Word文档，请重新另存后再试。") from error
    return Manuscript(found.paragraphs, found.notes)
