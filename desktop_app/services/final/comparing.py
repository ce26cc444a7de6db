"""Two sets of figures, and two frozen versions, beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.report.sentences import Pair, all_sentences
from desktop_app.services.final import frozen_reports
from desktop_app.services.reports.versions import paired

_NOT_COUNTED = ("office.", "report.")


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure with two values. figure: the earlier one; before, after: its values."""

    figure: FigureValue
    before: FigureContent
    after: FigureContent


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two frozen versions: figures, and sentences as they were printed."""

    figures: tuple[FigureDifference, ...]
    sentences: tuple[Pair, ...]


def figure_differences(
    before: Mapping[str, FigureValue], after: Mapping[str, FigureValue]
) -> Iterator[FigureDifference]:
    """Yield the figures of `before` that have another value in `after`."""
    for key, figure in before.items():
        if key.startswith(_NOT_COUNTED):
            continue
        other = after.get(key)
        value = other.value if other else None
        if value != figure.value:
            yield FigureDifference(figure, figure.value, value)


def compare_versions(
    before: str, after: str, now: Mapping[str, FigureValue] | None = None
) -> Comparison:
    """Compare two frozen versions by their uids.

    now: the figures by now, for what older versions did not keep of them. Raises NotWhole where one
    of them is no longer what was frozen.
    """
    rows = [frozen_reports.row_of(uid) for uid in (before, after)]
    old, new = (frozen_reports.figures(row, now or {}) for row in rows)
    texts = [all_sentences(_body(json.loads(row.document))) for row in rows]
    return Comparison(
        tuple(figure_differences(old, new)),
        tuple(pair for pair in paired(*texts) if not pair.is_same),
    )


def _body(document: Mapping[str, str]) -> str:
    """Return the text without its 附件; older versions kept both as one."""
    return document.get("body", document["text"])
