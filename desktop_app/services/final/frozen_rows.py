"""The rows behind the figures of a frozen report: packed at 定稿, read back when one asks.

Each ledger stands once, its rows by place; a figure names the places of its own. Of ledgers that
are never broken down to villages (clues, religion) only the count is kept.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.records import FigureValue, RowRecord
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.services.figures.problems import ListedRow, ListedRows
from desktop_app.services.figures.sides import RatioSides, Side
from desktop_app.services.figures.trace import LedgerRows
from desktop_app.services.final.stored import as_json, content_of, figure_of, figure_to_keep
from desktop_app.services.log.last_hands import Hand
from desktop_app.services.reports.trails import Trail

PERSONS = ("责任领导", "责任人")
"""Headings of problems and measures that are neither kept nor printed."""


def packed(catalogue: Catalogue, trails: Sequence[Trail]) -> bytes:
    """Return the rows behind figures, compressed."""
    ledgers: dict[str, dict[str, Any]] = {}
    places: dict[str, int] = {}
    kept = [_trail_to_keep(catalogue, one, ledgers, places) for one in trails]
    return zlib.compress(as_json({"ledgers": ledgers, "trails": kept}).encode(), 9)


def unpacked(
    catalogue: Catalogue, data: bytes, figures: Mapping[str, FigureValue]
) -> tuple[Trail, ...]:
    """Return what stood behind the figures of a frozen report, in its order.

    figures: as they were frozen. A ledger that the office has given up since is a count.
    """
    content = json.loads(zlib.decompress(data))
    books = {key: _Book(catalogue, key, book) for key, book in content["ledgers"].items()}
    return tuple(
        _trail(one, books, figures[one["key"]])
        for one in content["trails"]
        if one["key"] in figures
    )


def _trail_to_keep(
    catalogue: Catalogue, trail: Trail, ledgers: dict[str, dict[str, Any]], places: dict[str, int]
) -> dict[str, Any]:
    rows: dict[str, list[int]] = {}
    counts = dict(trail.counts)
    for found in trail.rows:
        spec = found.spec
        if not spec.by_unit:
            counts[spec.label] = len(found.rows)
            continue
        columns = _columns(catalogue, spec)
        book = ledgers.setdefault(spec.key, {"label": spec.label, "columns": columns, "rows": []})[
            "rows"
        ]
        for row in found.rows:
            if row.uid not in places:
                places[row.uid] = len(book)
                book.append(_row_to_keep(row, columns, trail.hands.get(row.uid)))
        rows[spec.key] = [places[row.uid] for row in found.rows]
    return {
        "key": trail.figure.key,
        "sentences": trail.sentences,
        "parts": [figure_to_keep(one) for one in trail.parts],
        "rows": rows,
        "counts": counts,
        "sides": asdict(trail.sides) if trail.sides else None,
        "listed": _listed_to_keep(trail.listed) if trail.listed else None,
    }


def _listed_to_keep(listed: ListedRows) -> dict[str, Any]:
    """Return problems or measures without the persons who answer for them."""
    shown = [place for place, name in enumerate(listed.headings) if name not in PERSONS]
    return {
        "label": listed.label,
        "headings": [listed.headings[place] for place in shown],
        "rows": [
            [row.uid, *_hand_to_keep(row.hand), *(row.cells[place] for place in shown)]
            for row in listed.rows
        ],
    }


def _hand_to_keep(hand: Hand | None) -> tuple[str, datetime | None]:
    return (hand.who, hand.at) if hand else ("", None)


def _hand(who: str, at: str | None) -> Hand | None:
    return Hand(who, datetime.fromisoformat(at)) if at else None


def _columns(catalogue: Catalogue, spec: LedgerSpec) -> list[str]:
    """Return the columns that are kept: numbers, days, choices, short texts; never a person."""
    fields: Any = catalogue.models[spec.key]._meta.fields
    return [
        one.name
        for one in spec.fields
        if one.kind is not FieldKind.LONG_TEXT and not fields[one.name].facts.personal
    ]


def _row_to_keep(row: RowRecord, columns: Iterable[str], hand: Hand | None) -> list[Any]:
    values = (row.values[name] for name in columns)
    return [row.uid, row.period, row.unit, *_hand_to_keep(hand), *values]


class _Book:
    """One ledger of a frozen report. spec: None where the office has it no more."""

    def __init__(self, catalogue: Catalogue, key: str, kept: Mapping[str, Any]) -> None:
        self.spec = catalogue.ledgers.get(key)
        self.label: str = kept["label"]
        self._kept = kept
        self._empty = {one.name: None for one in self.spec.fields} if self.spec else {}

    def row(self, place: int) -> tuple[RowRecord, Hand | None]:
        """Return a row by its place; columns that were not kept are empty."""
        uid, period, unit, who, at, *values = self._kept["rows"][place]
        given = dict(zip(self._kept["columns"], map(content_of, values), strict=True))
        known = {name: given.get(name) for name in self._empty}
        assert self.spec is not None
        return RowRecord(uid, self.spec.key, period, unit, known), _hand(who, at)


def _trail(kept: Mapping[str, Any], books: Mapping[str, _Book], figure: FigureValue) -> Trail:
    rows: list[LedgerRows] = []
    hands: dict[str, Hand] = {}
    counts = dict(kept["counts"])
    for key, places in kept["rows"].items():
        book = books[key]
        if book.spec is None:
            counts[book.label] = len(places)
            continue
        found = [book.row(place) for place in places]
        rows.append(LedgerRows(book.spec, tuple(row for row, _hand in found)))
        hands |= {row.uid: hand for row, hand in found if hand}
    return Trail(
        figure,
        tuple(kept["sentences"]),
        tuple(figure_of(one) for one in kept["parts"]),
        tuple(rows),
        hands,
        counts,
        _sides(kept["sides"]) if kept["sides"] else None,
        _listed(kept["listed"]) if kept["listed"] else None,
    )


def _sides(kept: Mapping[str, Any]) -> RatioSides:
    return RatioSides(_side(kept["part"]), _side(kept["whole"]), kept["counter"], kept["decimals"])


def _side(kept: Mapping[str, Any]) -> Side:
    values: dict[str, Any] = {unit: content_of(one) for unit, one in kept["by_unit"].items()}
    value: Any = content_of(kept["value"])
    return Side(kept["label"], kept["counter"], value, values, kept["decimals"])


def _listed(kept: Mapping[str, Any]) -> ListedRows:
    rows = (ListedRow(uid, tuple(cells), _hand(who, at)) for uid, who, at, *cells in kept["rows"])
    return ListedRows(kept["label"], tuple(kept["headings"]), tuple(rows))
