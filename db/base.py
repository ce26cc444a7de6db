"""The base of every table, the row contract of every ledger, and the log of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from peewee import SQL, AutoField, DateTimeField, ForeignKeyField, Model, TextField

from db.fields import Choice, Day, Flag, Text, Whole


def new_uid() -> str:
    """Return an identifier that no other row anywhere has."""
    return uuid4().hex


class BaseModel(Model):
    """A table whose rows are known by uid and are never deleted, only marked."""

    id = AutoField()
    uid = TextField(unique=True, default=new_uid)
    deleted_at = DateTimeField(null=True)

    class Meta:
        """Table names are the snake_case class names."""

        legacy_table_names = False

    @classmethod
    def live(cls) -> Any:  # noqa: ANN401 - a peewee expression
        """The condition that a row is not in the 回收站."""
        return cls.deleted_at.is_null()


def unique_while_live(
    model: type[BaseModel], *columns: str, condition: str = "", name: str = "row"
) -> None:
    """Add a partial unique index over the columns, for rows that are not deleted.

    condition: further SQL that a row meets to be held to it. Empty columns count as equal.
    name: what there may be one of, for the index's name.
    """
    meta = model._meta
    names = ", ".join(f"ifnull(\"{column}\", '')" for column in columns)
    where = '"deleted_at" IS NULL' + (f" AND {condition}" if condition else "")
    table = meta.table_name
    model.add_index(
        SQL(
            f'CREATE UNIQUE INDEX IF NOT EXISTS "{table}_one_live_{name}" '
            f'ON "{table}" ({names}) WHERE {where}'
        )
    )


class Period(BaseModel):
    """A quarter that was opened (报告期); code as `2020Q1`."""

    code = Text("报告期", max_length=6, required=True, unique=True)


class Unit(BaseModel):
    """Who reports (填报单位); 本级 is the township's own office."""

    KINDS = ("村", "社区", "支部", "企业支部", "本级")

    name = Text("单位名称", max_length=40, required=True)
    kind = Choice("类别", KINDS, required=True, default="村")
    position = Whole("次序", default=0)
    initials = Text("拼音首字母", max_length=40, default="")
    retired = Flag("已撤销")
    merged_into_id: int | None
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")


COUNTING = "怎样计数"
"""Section of a form: how a row counts."""


class LedgerRow(BaseModel):
    """The columns that every ledger has; unit and period are never empty, all else may be.

    is_subtotal: a village's own total for the quarter. estimated: 估. counted: whether figures
    take the row in; a row can be kept and left out where a subtotal stands for it.
    """

    subtotal_key: ClassVar[tuple[str, ...]] = ()

    unit_id: int
    unit = ForeignKeyField(Unit, on_delete="RESTRICT", index=False)
    period_id: str
    period = ForeignKeyField(
        Period, field="code", column_name="period", on_delete="RESTRICT", index=False
    )
    date = Day("日期")
    is_subtotal = Flag("小计", section=COUNTING, help="本季度合计数，不是单次活动")
    estimated = Flag("估计", section=COUNTING, help="数字是估计的，报送前请核实")
    counted = Flag("计入合计", section=COUNTING, default=True)


LedgerModel = TypeVar("LedgerModel", bound=type[LedgerRow])


def ledger_table(*subtotal_key: str) -> Callable[[LedgerModel], LedgerModel]:
    """Decorate a ledger's model: index it for figures, allow one live subtotal a unit and quarter.

    subtotal_key: columns (such as the kind) that each have a subtotal of their own.
    """

    def decorate(model: LedgerModel) -> LedgerModel:
        model.subtotal_key = subtotal_key
        table = model._meta.table_name
        model.add_index(
            SQL(
                f'CREATE INDEX IF NOT EXISTS "{table}_of_period" '
                f'ON "{table}" ("period", "unit_id") WHERE "deleted_at" IS NULL'
            )
        )
        unique_while_live(
            model,
            "period",
            *subtotal_key,
            "unit_id",
            condition='"is_subtotal" = 1',
            name="subtotal",
        )
        return model

    return decorate


class Change(Model):
    """One written change of one row (变更记录): it serves log, undo and 回收站 alike.

    batch: the step that wrote it; all changes of a step share it. undoes: the batch that this one
    takes back, null for a step of its own. before, after: JSON of the whole row, null for "not
    there". Rows are only ever added.
    """

    id = AutoField()
    batch = TextField(index=True)
    undoes = TextField(null=True)
    step = TextField()
    at = DateTimeField(default=datetime.now)
    who = TextField(default="")
    table = TextField()
    uid = TextField()
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        """Looked up by row and by batch."""

        legacy_table_names = False
        indexes = ((("table", "uid"), False),)
