"""Who wrote rows last, and when: beside the rows that stand behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from peewee import chunked, fn

from db.base import BaseModel, Change
from desktop_app.areas.catalogue import Catalogue

_AT_ONCE = 1000  # rows in one statement


class Hand(NamedTuple):
    """Who changed a row last, "" where the program knows no name, and when."""

    who: str
    at: datetime


def last_hands(catalogue: Catalogue, ledger: str, uids: Sequence[str]) -> dict[str, Hand]:
    """Return uid → who changed a ledger's row last; rows that the log does not know lack."""
    return hands_of(catalogue.models[ledger], uids)


def hands_of(model: type[BaseModel], uids: Sequence[str]) -> dict[str, Hand]:
    """Return uid → who changed a table's row last; rows that the log does not know lack."""
    hands: dict[str, Hand] = {}
    for some in chunked(uids, _AT_ONCE):
        newest = (
            Change.select(fn.MAX(Change.id))
            .where(Change.table == model._meta.table_name, Change.uid.in_(some))
            .group_by(Change.uid)
        )
        found = Change.select(Change.uid, Change.who, Change.at).where(Change.id.in_(newest))
        hands |= {row.uid: Hand(row.who, row.at) for row in found}
    return hands
