"""What was frozen: the versions of a period's report and their files, byte for byte."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from db.models.report import FinalReport, Report
from desktop_app.core.errors import Conflict, UnknownName
from desktop_app.core.periods import Period
from desktop_app.report.document import Place, Rendered

DRAFT, FINAL, REPORTED = Report.STATES


@dataclass(frozen=True, slots=True)
class FinalRecord:
    """One frozen version. explained: (finding's sentence, reason) of each error that was kept.

    is_whole: whether the kept files are still what was frozen, by their hashes.
    """

    uid: str
    version: int
    frozen_at: datetime
    reported_at: datetime | None
    correction_note: str
    explained: tuple[tuple[str, str], ...]
    is_whole: bool


def versions(period: Period) -> tuple[FinalRecord, ...]:
    """Return the frozen versions of a period's report, the newest first."""
    return tuple(record_of(row) for row in rows(period))


def current(period: Period) -> FinalRecord | None:
    """Return the version that counts now; None while the report is being written."""
    report = Report.select().where(Report.live(), Report.period == period.code).first()
    newest = next(iter(rows(period)), None)
    return None if report is None or report.state == DRAFT or newest is None else record_of(newest)


def file(uid: str, suffix: str) -> Rendered:
    """Return a version's file as it was frozen; suffix: .pdf, .docx or .txt.

    Raises Conflict where the kept file is not what was frozen, UnknownName for a lost version.
    """
    row = FinalReport.get_or_none(FinalReport.live(), FinalReport.uid == uid)
    if row is None:
        raise UnknownName("这个定稿版本已经不在了，请重新选择。")
    document = json.loads(row.document)
    match suffix.lower():
        case ".pdf":
            places = tuple(Place(**place) for place in document["places"])
            return Rendered(_sound(row.pdf, row.pdf_sha256), places, document["pages"])
        case ".docx":
            return Rendered(_sound(row.docx, row.docx_sha256))
        case ".txt":
            return Rendered(document["text"].encode())
    raise UnknownName(f"定稿没有留存“{suffix}”文件，可以导出 .pdf、.docx 或 .txt。")


def rows(period: Period) -> list[Any]:
    """Return the FinalReports of a period, the newest version first."""
    query = FinalReport.select().join(Report).where(FinalReport.live(), Report.live())
    return list(query.where(Report.period == period.code).order_by(FinalReport.version.desc()))


def record_of(row: Any) -> FinalRecord:  # noqa: ANN401 - a FinalReport
    """Return a version as a record."""
    explained = tuple(
        (one["message"], one["reason"]) for one in json.loads(row.findings) if one["reason"]
    )
    whole = _is_sound(row.pdf, row.pdf_sha256) and _is_sound(row.docx, row.docx_sha256)
    return FinalRecord(
        row.uid,
        row.version,
        row.frozen_at,
        row.reported_at,
        row.correction_note,
        explained,
        whole,
    )


def _is_sound(data: bytes, digest: str) -> bool:
    return sha256(bytes(data)).hexdigest() == digest


def _sound(data: bytes, digest: str) -> bytes:
    if not _is_sound(data, digest):
        raise Conflict("留存的定稿文件和定稿时的不一样了，可能已经损坏；请从备份里恢复。")
    return bytes(data)
