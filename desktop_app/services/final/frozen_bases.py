"""The figures of earlier reports as they were frozen, for the periods that one is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent
from desktop_app.report.checks.input import FrozenBase
from desktop_app.services.final import frozen_reports


def frozen_bases(period: Period) -> Iterator[FrozenBase]:
    """Yield the newest frozen version of the period before and of the one a year ago, if any."""
    for at, before in (("prev", period.previous), ("yoy", period.last_year)):
        newest = next(iter(frozen_reports.rows(before)), None)
        if newest is not None:
            values = {one["key"]: _content(one["value"]) for one in json.loads(newest.figures)}
            yield FrozenBase(before.label, at, values)


def _content(value: Any) -> FigureContent:  # noqa: ANN401 - what JSON gave back
    if isinstance(value, dict):
        return Decimal(value["decimal"])
    return tuple(value) if isinstance(value, list) else value
