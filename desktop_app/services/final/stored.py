"""How a frozen version is written down: numbers, days, figures and findings as JSON and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from desktop_app.core.records import FigureContent, FigureValue, Finding

_CONTENTS = ("value", "computed", "previous", "last_year")
_NAMES = ("missing", "previous_missing", "last_year_missing")
_DAYS = ("report.as_of", "report.signed_on")


def as_json(content: object) -> str:
    """Write plain data as JSON; numbers with decimals and days come back as what they are."""
    return json.dumps(content, ensure_ascii=False, default=_plain)


def content_of(kept: Any) -> FigureContent:  # noqa: ANN401 - what JSON gave back
    """Return a value as it was."""
    if isinstance(kept, dict):
        if "day" in kept:
            return date.fromisoformat(kept["day"])
        return Decimal(kept["decimal"])
    return tuple(kept) if isinstance(kept, list) else kept


def figure_to_keep(figure: FigureValue) -> dict[str, Any]:
    """Return all that is known of a figure."""
    kept = {one.name: getattr(figure, one.name) for one in fields(FigureValue)}
    return {**kept, "by_unit": dict(figure.by_unit)}


def figure_of(kept: Mapping[str, Any], now: FigureValue | None = None) -> FigureValue:
    """Return a figure as it was frozen.

    now: the same figure by now, for what older versions did not keep of it (口径, decimals).
    """
    key = kept["key"]
    base = now or FigureValue(key, kept["label"], kept["counter"], key.partition(".")[0])
    given: dict[str, Any] = {
        one.name: kept[one.name] for one in fields(FigureValue) if one.name in kept
    }
    for name in _CONTENTS:
        given[name] = content_of(given.get(name))
    for name in _NAMES:
        given[name] = tuple(given.get(name, ()))
    given["by_unit"] = {unit: content_of(one) for unit, one in kept["by_unit"].items()}
    if key in _DAYS and isinstance(given["value"], str):  # as older versions kept a day
        given["value"] = date.fromisoformat(given["value"])
    return replace(base, **given)


def figures_of(
    kept: Iterable[Mapping[str, Any]], now: Mapping[str, FigureValue]
) -> dict[str, FigureValue]:
    """Return key → figure as it was frozen; now: as in `figure_of`."""
    return {one["key"]: figure_of(one, now.get(one["key"])) for one in kept}


def finding_of(kept: Mapping[str, Any]) -> Finding:
    """Return a finding as it was told."""
    given = {one.name: kept[one.name] for one in fields(Finding) if one.name in kept}
    return Finding(**given)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(type(value).__name__)
