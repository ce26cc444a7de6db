"""What was frozen: the versions of a period's report and their files, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from db.models.report import FinalReport, Report
from desktop_app.core.errors import UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, Finding
from desktop_app.report.document import Place, Rendered
from desktop_app.services.final.seal import (
    NotWhole,
    damage_sentence,
    damaged_parts,
    require_content,
)
from desktop_app.services.final.stored import figures_of, finding_of

DRAFT, FINAL, REPORTED = Report.STATES


@dataclass(frozen=True, slots=True)
class FinalRecord:
    """One frozen version. explained: (finding's sentence, reason) of each error that was kept.

    damage: what is no longer as it was frozen and what to do, "" for a version that is whole.
    """

    uid: str
    version: int
    frozen_at: datetime
    reported_at: datetime | None
    correction_note: str
    explained: tuple[tuple[str, str], ...]
    damage: str

    @property
    def is_whole(self) -> bool:
        """Whether everything kept is still what was frozen, by its digests."""
        return not self.damage

    @property
    def name(self) -> str:
        """How it is called beside numbers: 第2版（2020-12-31）."""
        return f"第{self.version}版（{self.frozen_at:%Y-%m-%d}）"


def versions(period: Period) -> tuple[FinalRecord, ...]:
    """Return the frozen versions of a period's report, the newest first."""
    return tuple(record_of(row) for row in rows(period))


def last_reasons(period: Period, errors: Iterable[Finding]) -> dict[str, str]:
    """Return sentence of an error → the reason that was given for it at the last 定稿.

    It is the same error where it reads the same, or is of one rule, place and figure and quotes
    the same words: numbers in its sentence may be others by now.
    """
    known: dict[tuple[str, ...], str] = {}
    for row in reversed(rows(period)):
        for one in _findings(row):
            if one["reason"]:
                known |= dict.fromkeys(_marks(finding_of(one)), one["reason"])
    found = {}
    for error in errors:
        reasons = [known[mark] for mark in _marks(error) if mark in known]
        if reasons:
            found[error.message] = reasons[0]
    return found


def current_row(period: Period) -> Any:  # noqa: ANN401 - a FinalReport or None
    """Return the version that counts now; None while the report is being written."""
    report = Report.select().where(Report.live(), Report.period == period.code).first()
    if report is None or report.state == DRAFT:
        return None
    return next(iter(rows(period)), None)


def current(period: Period) -> FinalRecord | None:
    """Return the version that counts now; None while the report is being written."""
    row = current_row(period)
    return None if row is None else record_of(row)


def figures(row: Any, now: Mapping[str, FigureValue]) -> dict[str, FigureValue]:  # noqa: ANN401 - a FinalReport
    """Return key → figure as it was frozen; NotWhole where that is not known any more.

    now: the figures by now, for what older versions did not keep of them.
    """
    require_content(row)
    return figures_of(json.loads(row.figures), now)


def shown_values(period: Period, now: Mapping[str, FigureValue]) -> Mapping[str, FigureValue]:
    """Return what the text of a period's report shows: of a frozen one what was frozen."""
    row = current_row(period)
    if row is None:
        return now
    try:
        return figures(row, now)
    except NotWhole:  # the banner says so
        return now


def file(uid: str, suffix: str) -> Rendered:
    """Return a version's file as it was frozen; suffix: .pdf, .docx or .txt.

    Raises NotWhole where what is kept is not what was frozen, UnknownName for a lost version.
    """
    row = row_of(uid)
    match suffix.lower():
        case ".pdf":
            data = _sound(row, "pdf", "PDF 文件")
            return Rendered(data, *_places(row))
        case ".docx":
            return Rendered(_sound(row, "docx", "Word 文件"))
        case ".txt":
            require_content(row)
            return Rendered(json.loads(row.document)["text"].encode())
    raise UnknownName(f"定稿没有留存“{suffix}”文件，可以导出 .pdf、.docx 或 .txt。")


def rows(period: Period) -> list[Any]:
    """Return the FinalReports of a period, the newest version first."""
    query = FinalReport.select().join(Report).where(FinalReport.live(), Report.live())
    return list(query.where(Report.period == period.code).order_by(FinalReport.version.desc()))


def row_of(uid: str) -> Any:  # noqa: ANN401 - a FinalReport
    """Return a version by its uid; UnknownName where there is none."""
    row = FinalReport.get_or_none(FinalReport.live(), FinalReport.uid == uid)
    if row is None:
        raise UnknownName("这个定稿版本已经不在了，请重新选择。")
    return row


def record_of(row: Any) -> FinalRecord:  # noqa: ANN401 - a FinalReport
    """Return a version as a record."""
    parts = damaged_parts(row)
    return FinalRecord(
        row.uid,
        row.version,
        row.frozen_at,
        row.reported_at,
        row.correction_note,
        tuple((one["message"], one["reason"]) for one in _findings(row) if one["reason"]),
        damage_sentence(row, parts) if parts else "",
    )


def damages() -> tuple[str, ...]:
    """Name every version of any period that is not whole, a sentence each."""
    query = FinalReport.select(FinalReport, Report).join(Report)
    live = query.where(FinalReport.live(), Report.live()).order_by(FinalReport.id)
    return tuple(
        Period.parse(row.report.period).label + damage_sentence(row, parts)
        for row in live.iterator()
        if (parts := damaged_parts(row))
    )


def _findings(row: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a FinalReport
    """Return what the checks said; nothing where that is not known any more."""
    try:
        require_content(row)
    except NotWhole:
        return []
    found: list[dict[str, Any]] = json.loads(row.findings)
    return found


def _places(row: Any) -> tuple[tuple[Place, ...], int]:  # noqa: ANN401 - a FinalReport
    """Return where figures stand on the pages, and how many pages there are, where it is known."""
    try:
        require_content(row)
    except NotWhole:
        return (), 0
    document = json.loads(row.document)
    return tuple(Place(**place) for place in document["places"]), document["pages"]


def _marks(error: Finding) -> list[tuple[str, ...]]:
    """Return what an error is known by, the surest first."""
    marks: list[tuple[str, ...]] = [(error.message,)]
    if error.figure or error.excerpt:
        marks.append((error.rule, error.where, error.figure or "", error.excerpt))
    return marks


def _sound(row: Any, column: str, name: str) -> bytes:  # noqa: ANN401 - a FinalReport
    data = bytes(getattr(row, column))
    if sha256(data).hexdigest() != getattr(row, f"{column}_sha256"):
        raise NotWhole(damage_sentence(row, (name,)))
    return data
