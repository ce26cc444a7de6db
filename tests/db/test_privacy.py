"""docs/privacy.md lists every column that can hold a text, and says which of them name a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from peewee import BlobField, TextField
from township import ROOT

from db.fields import Choice, FactField
from db.models import all_models

PERSONAL, POSSIBLE, NONE = (
    "Columns that name a person",
    "Columns that may come to hold a name",
    "Columns that name no person",
)
COUNTS_ONLY = ("donation", "religious_affairs", "clue", "circular", "disposition")


def entries() -> dict[str, list[str]]:
    """The columns that the page lists, by heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (ROOT / "docs" / "privacy.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif match := re.match(r"\| `(\w+\.\w+)` \| ", line, re.ASCII):
            found.setdefault(heading, []).append(match[1])
    return found


def texts() -> Iterator[tuple[str, Any]]:
    """Every column that can hold a text of somebody's: not uids, not choices that are fixed."""
    for model in all_models():
        for field in model._meta.sorted_fields:
            is_fixed = isinstance(field, Choice) and bool(field.facts.choices)
            is_own_uid = field.name == "uid" and model._meta.table_name != "change"
            if isinstance(field, TextField | BlobField) and not (is_fixed or is_own_uid):
                yield f"{model._meta.table_name}.{field.column_name}", field


def test_every_personal_column_has_its_entry():
    personal = {
        name for name, field in texts() if isinstance(field, FactField) and field.facts.personal
    }
    assert set(entries()[PERSONAL]) == personal
    assert personal


def test_every_text_column_stands_in_one_table_and_no_other_is_there():
    listed = entries()
    assert set(listed) == {PERSONAL, POSSIBLE, NONE}
    columns = [name for table in listed.values() for name in table]
    assert sorted(columns) == sorted(name for name, _field in texts())


def test_each_personal_column_says_why_who_and_where_it_is_printed():
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    for name in entries()[PERSONAL]:
        (row,) = re.findall(rf"^\| `{name}` \|(.+)\|$", page, re.MULTILINE)
        assert all(cell.strip() for cell in row.split("|"))
        assert row.count("|") == 2


def test_counts_only_ledgers_have_no_place_for_a_name():
    free = {name for name, _field in texts() if name.partition(".")[0] in COUNTS_ONLY}
    assert free == {"circular.issue_no"}
