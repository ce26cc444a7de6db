"""The changes of the log in the clerk's words: each value with its label, as one reads it.

Labels come from the models' own declarations. What those leave unnamed, because no form shows it,
is named here; what nobody would understand is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.base import LedgerRow
from db.fields import FactField
from db.models import all_models
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.chinese_numbers import counted_number
from desktop_app.services.log.change_names import ChangeNames, quarter_text
from desktop_app.services.log.history import ChangeRecord, differences

_LABELS = {
    ("unit", "position"): "次序",
    ("unit", "merged_into_id"): "并入",
    ("problem", "position"): "次序",
    ("problem", "opened"): "提出于",
    ("problem", "closed"): "销号于",
    ("measure", "position"): "次序",
    ("measure", "opened"): "开始于",
    ("measure", "closed"): "停止于",
    ("measure_problem", "measure_id"): "措施",
    ("measure_problem", "problem_id"): "问题",
    ("chapter", "position"): "次序",
    ("area_period", "area"): "工作领域",
    ("area_period", "enabled"): "启用",
    ("option_item", "option_list"): "属于",
    ("option_item", "text"): "选项",
    ("option_item", "position"): "次序",
    ("nil_report", "ledger"): "台账",
    ("reported_value", "figure"): "指标",
    ("reported_value", "value"): "数值",
}
"""What the models do not name."""

_PLACES = {"period": "报告期", "unit_id": "填报单位"}
"""Of a ledger's new row these say where it is, and are no changes of it."""

_QUARTERS = ("period", "opened", "closed", "code")


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that changed, as one reads it; "" for empty.

    label: "" for what happened to the row as a whole, which `new` then says.
    """

    label: str
    old: str
    new: str


class ChangeWords:
    """Words for the changes of one reading."""

    def __init__(self, catalogue: Catalogue) -> None:
        """catalogue: how ledgers, figures and areas are called."""
        names = self.names = ChangeNames(catalogue)
        self._models: dict[str, Any] = {model._meta.table_name: model for model in all_models()}
        self._readers: Mapping[tuple[str, str], Callable[[Any], str]] = {
            ("nil_report", "ledger"): names.table,
            ("reported_value", "figure"): names.figure,
            ("area_period", "area"): names.area,
            ("option_item", "option_list"): names.option_list,
            ("chapter", "body"): names.readable,
            ("report", "title"): names.readable,
            ("upper_form_cell", "content"): names.readable,
            ("measure_problem", "measure_id"): lambda key: names.measures.get(key, ""),
            ("measure_problem", "problem_id"): lambda key: names.problems.get(key, ""),
            ("unit", "merged_into_id"): lambda key: names.units.get(key, ""),
        }

    def place(self, change: ChangeRecord) -> tuple[str, str, str]:
        """Return what it was about: (whose or by what words known, kind, quarter), "" for none."""
        row = change.after or change.before or {}
        owner = self.names.owner(change.table, row)
        return owner, self.names.table(change.table), self.names.quarter(row)

    def values(self, change: ChangeRecord) -> tuple[ValueChange, ...]:
        """Return what changed: of a new row all that was filled in, of a deleted one that alone."""
        return tuple(self._values(change))

    def _values(self, change: ChangeRecord) -> Iterator[ValueChange]:
        model = self._models.get(change.table)
        is_new = change.before is None
        for column, old, new in differences(change.before, change.after):
            field = model._meta.columns.get(column) if model else None
            if column == "deleted_at":
                if not is_new:
                    yield ValueChange("", "", "移入回收站" if new else "恢复")
            elif field is not None and not (is_new and _goes_without_saying(model, field, new)):
                label = self._label(model, field)
                if label:
                    read = self._reader(change.table, field)
                    texts = ("" if one is None else read(one) for one in (old, new))
                    yield ValueChange(label, *texts)

    def _label(self, model: Any, field: Any) -> str:  # noqa: ANN401 - peewee's
        named = _LABELS.get((model._meta.table_name, field.column_name), "")
        if not named and issubclass(model, LedgerRow):
            named = _PLACES.get(field.column_name, "")
        return named or (field.facts.label if isinstance(field, FactField) else "")

    def _reader(self, table: str, field: Any) -> Callable[[Any], str]:  # noqa: ANN401 - peewee's
        """Return what turns a value of the log into text."""
        column = field.column_name
        if (table, column) in self._readers:
            return self._readers[table, column]
        if column == "unit_id":
            return lambda key: self.names.units.get(key, "")
        if column in _QUARTERS:
            return quarter_text
        return lambda value: _text(field, value)


def _goes_without_saying(model: Any, field: Any, value: Any) -> bool:  # noqa: ANN401 - peewee's
    """Whether nobody filled in what a new row holds in a column, or its place says it."""
    if value is None or value == "":
        return True
    default = None if callable(field.default) else field.default
    if issubclass(model, LedgerRow):
        is_default_flag = isinstance(default, bool) and bool(value) == default
        return field.column_name in _PLACES or is_default_flag
    return default is not None and bool(value == field.db_value(default))


def _text(field: Any, value: Any) -> str:  # noqa: ANN401 - peewee's
    """Return a value as a cell shows it, numbers with their counter."""
    found = field.python_value(value)
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(found, int | Decimal):
        facts = field.facts
        return f"{counted_number(found, facts.decimals, facts.counter)}{facts.counter}"
    if isinstance(found, datetime):
        return f"{found:%Y-%m-%d %H:%M}"
    return str(found.isoformat() if isinstance(found, date) else found)
