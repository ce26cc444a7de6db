"""The seal of a frozen version: one digest over all its parts, and which part no longer fits it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from desktop_app.core.errors import Conflict

_FILES = (("pdf", "PDF 文件"), ("docx", "Word 文件"))
_CONTENT = "正文、指标、校核意见或台账记录"


class NotWhole(Conflict):
    """A frozen version that is no longer what was frozen."""


def digest_of(row: Any) -> str:  # noqa: ANN401 - a FinalReport
    """Return the SHA-256 over version, day, note, text, figures, findings, files and rows.

    Each part is hashed by itself first, so that nothing can move from one part into the next.
    Migration 0008 gave older versions theirs by the same rule.
    """
    parts = (
        *(row.version, row.frozen_at, row.correction_note or ""),
        *(row.document, row.figures, row.findings, row.pdf_sha256, row.docx_sha256),
    )
    seal = sha256()
    for part in (*(str(one).encode() for one in parts), bytes(row.trails or b"")):
        seal.update(sha256(part).digest())
    return seal.hexdigest()


def damaged_parts(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a FinalReport
    """Return what of a version is no longer what was frozen, in words; nothing where all is."""
    files = tuple(
        name
        for column, name in _FILES
        if sha256(bytes(getattr(row, column))).hexdigest() != getattr(row, f"{column}_sha256")
    )
    return files if digest_of(row) == row.digest else (*files, _CONTENT)


def require_content(row: Any) -> None:  # noqa: ANN401 - a FinalReport
    """Raise NotWhole where text, figures, findings or rows are not what was frozen."""
    if digest_of(row) != row.digest:
        raise NotWhole(damage_sentence(row, (_CONTENT,)))


def damage_sentence(row: Any, parts: tuple[str, ...]) -> str:  # noqa: ANN401 - a FinalReport
    """Say which version lost which parts, and what to do."""
    return (
        f"第{row.version}版定稿留存的{'、'.join(parts)}，跟定稿时不一样了，可能已经损坏；"
        "请从备份里恢复。"
    )
