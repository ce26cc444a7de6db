"""One file an area, plus the office, its own definitions, the measures, and the reports."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from peewee import Model

from db.base import BaseModel, Change, LedgerRow, Period, Unit


def all_models() -> list[type[Model]]:
    """Return every model, parents first where tables refer to them.

    Those of every file in this folder, then those of the tables that the office whose database is
    open defined itself.
    """
    from db.own_tables import own_models  # noqa: PLC0415 - it defines models beside this folder's

    found: dict[str, type[Model]] = {model.__name__: model for model in (Period, Unit, Change)}
    for module in sorted(iter_modules(__path__), key=lambda info: info.name):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, BaseModel)
                and value not in (BaseModel, LedgerRow)
            ):
                found[value.__name__] = value
    return [*found.values(), *own_models()]
