"""这个数哪来的, asked of a frozen report: what stood behind its numbers when it was frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, FigureContent, FigureValue
from desktop_app.report.document import Document, Title
from desktop_app.report.narrative import Narrator
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.frozen_rows import unpacked
from desktop_app.services.final.seal import require_content
from desktop_app.services.reports.trails import Trail, printed

ROWS_NOT_KEPT = "这一版定稿时还没有留存台账记录，只有各单位的数。"
_NOT_PRINTED = "这个指标没有写进报告，定稿没有留存它的台账记录。"


@dataclass(frozen=True, slots=True)
class FrozenNumbers:
    """The numbers of a frozen version and what stood behind them.

    has_rows: False for a version of a time when rows were not kept; its trails have none. as_of:
    数据截止日 as it was printed.
    """

    version: int
    frozen_at: datetime
    as_of: date | None
    trails: tuple[Trail, ...]
    has_rows: bool

    @property
    def name(self) -> str:
        """How it is called on paper: 定稿第1版（2020-12-31）."""
        return f"定稿第{self.version}版（{self.frozen_at:%Y-%m-%d}）"


@dataclass(frozen=True, slots=True)
class FrozenTrail:
    """One figure of a frozen report: what stood behind it then, and the same figure by now.

    version: what the version is called. now: None where there is no such figure any more. note:
    what is to be said of its rows, "" for nothing.
    """

    version: str
    trail: Trail
    now: FigureValue | None
    note: str = ""

    @property
    def value_now(self) -> FigureContent:
        """What the ledgers give by now."""
        return self.now.value if self.now else None

    @property
    def has_changed(self) -> bool:
        """Whether the ledgers give another value by now."""
        return self.value_now != self.trail.figure.value


def frozen_numbers(
    catalogue: Catalogue, period: Period, now: Mapping[str, FigureValue]
) -> FrozenNumbers | None:
    """Return the numbers of the version that counts, None while the report is being written.

    now: the figures by now, for what older versions did not keep of them. Raises NotWhole.
    """
    row = frozen_reports.current_row(period)
    if row is None:
        return None
    require_content(row)
    figures = frozen_reports.figures(row, now)
    trails = (
        _without_rows(row, catalogue, figures)
        if row.trails is None
        else unpacked(catalogue, bytes(row.trails), figures)
    )
    as_of = figures["report.as_of"].value if "report.as_of" in figures else None
    return FrozenNumbers(
        row.version,
        row.frozen_at,
        as_of if isinstance(as_of, date) else None,
        trails,
        row.trails is not None,
    )


def frozen_trail(
    catalogue: Catalogue, period: Period, key: str, now: Mapping[str, FigureValue]
) -> FrozenTrail | None:
    """Return what stood behind a figure when a period's report was frozen; now: as above.

    None while the report is being written, and for what is no figure of it. Raises NotWhole.
    """
    numbers = frozen_numbers(catalogue, period, now)
    if numbers is None:
        return None
    for trail in numbers.trails:
        if trail.figure.key == key:
            note = "" if numbers.has_rows else ROWS_NOT_KEPT
            return FrozenTrail(numbers.name, trail, now.get(key), note)
    figure = frozen_reports.figures(frozen_reports.current_row(period), now).get(key)
    if figure is None:
        return None
    return FrozenTrail(numbers.name, Trail(figure, (), (), ()), now.get(key), _NOT_PRINTED)


def _without_rows(
    row: Any,  # noqa: ANN401 - a FinalReport
    catalogue: Catalogue,
    figures: Mapping[str, FigureValue],
) -> tuple[Trail, ...]:
    """Return the printed figures of an older version with their sentences, and no rows."""
    chapters = [ChapterRecord(**one) for one in json.loads(row.document)["chapters"]]
    document = Document(Title(()), Narrator(figures).chapters(chapters))
    found: dict[str, list[str]] = {}
    for key, sentence in printed(document):
        found.setdefault(key, []).append(sentence)
    return tuple(
        Trail(figures[key], tuple(dict.fromkeys(sentences)), (), ())
        for key, sentences in found.items()
        if key in catalogue.figures and key in figures
    )
