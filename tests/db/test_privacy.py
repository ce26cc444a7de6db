"""A column that names a person is written down in docs/privacy.md, and no other is."""

from __future__ import annotations

import re

from township import ROOT

from db.fields import FactField
from db.models import all_models


def test_every_personal_column_has_its_entry():
    personal = {
        f"{model._meta.table_name}.{field.column_name}"
        for model in all_models()
        for field in model._meta.sorted_fields
        if isinstance(field, FactField) and field.facts.personal
    }
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+\.\w+)`", page, re.MULTILINE)) == personal
    assert personal
