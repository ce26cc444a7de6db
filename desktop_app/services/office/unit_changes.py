"""Changing the units of a quarter: adding many, renaming, ordering, retiring, merging.

Every call is one step. A unit is one thing for ever: its name and kind hold in all quarters, its
party members and branches in one; it is retired from a quarter on and kept in those before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.base import Unit
from db.models.office import NilReport, ReportedValue, UnitPeriod
from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.declare import field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue, Refusal, UnknownUnit
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF
from desktop_app.core.specs import FieldSpec
from desktop_app.core.validation import clean_text, parser_for
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.office.unit_merging import UnitMerging

_OF_UNIT = ("name", "kind")
_OF_QUARTER = ("party_members", "branches", "reporting")
UNIT_FIELDS: tuple[FieldSpec, ...] = tuple(
    spec
    for model, names in ((Unit, _OF_UNIT), (UnitPeriod, _OF_QUARTER))
    for name in names
    for spec in field_specs(model)
    if spec.name == name
)
"""名称, 类别, 党员数, 支部数, 应报送: what is kept about a unit in a quarter."""

_NUMBERED = re.compile(r"^\s*(?:[（(]?\d{1,3}[)）]|\d{1,3}[.、．\t])\s*(?=\D)")
_COLUMNS = re.compile(r"[\t,，;；]+|\s{2,}|\s(?=\d+(?:\s|$))")
"""Between columns of a pasted line; one space is enough before a number."""


class UnitRefused(Refusal):
    """A unit that cannot be retired, merged or changed so."""


@dataclass(frozen=True, slots=True)
class Added:
    """What a list of names brought: the units that are new, and names that were there already."""

    new: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: rows that moved, and what somebody should look at."""

    rows: int
    to_check: tuple[str, ...]


class UnitChanges:
    """填报单位: what is changed about them beyond their numbers."""

    fields = UNIT_FIELDS

    def __init__(self, writer: Writer, catalogue: Catalogue, office: OfficeService) -> None:
        """office: what a unit of a quarter is."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._merging = UnitMerging(catalogue)

    def change(self, period: Period, uid: str, field: str, typed: object) -> None:
        """Change one fact of a unit; InvalidRow says what is wrong with what was typed."""
        spec = next(spec for spec in UNIT_FIELDS if spec.name == field)
        try:
            value = parser_for(spec)(typed)
        except InvalidValue as reason:
            raise InvalidRow((FieldProblem(field, f"“{spec.label}”{reason}"),)) from None
        unit = self._unit(uid)
        if field == "kind" and OFFICE_ITSELF in (value, unit.kind) and value != unit.kind:
            sentence = f"类别为“{OFFICE_ITSELF}”的单位有且只有一个，不能改成或改自“{OFFICE_ITSELF}”"
            raise InvalidRow((FieldProblem(field, sentence),))
        given: dict[str, Any] = {"name": unit.name, field: value}
        self._office.save_unit(period, uid=uid, **given)

    def add_many(self, period: Period, lines: Iterable[str], kind: str = "") -> Added:
        """Add units, one a line: a name, behind it party members and branches where known.

        kind: of all of them; "" reads it from each name (社区, 支部, else 村). Numbering before a
        name is dropped. A retired unit of that name comes back. InvalidRow names the lines that are
        wrong; nothing is added then.
        """
        wanted: dict[str, dict[str, Any]] = {}
        problems: list[FieldProblem] = []
        for number, line in enumerate(lines, 1):
            try:
                name, facts = _read_line(line)
            except InvalidValue as reason:
                problems.append(FieldProblem("name", f"第{number}行{reason}"))
                continue
            if name:
                wanted.setdefault(name, facts)
        if problems:
            raise InvalidRow(tuple(problems))
        if not wanted:
            raise UnitRefused("没有填写单位名称，请一行写一个。")
        present = {unit.name for unit in self._office.units(period)}
        new = tuple(name for name in wanted if name not in present)
        with self._writer.step("添加填报单位") as step:
            for name in new:
                returning = Unit.select().where(Unit.live(), Unit.name == name).first()
                if returning is not None:
                    step.update(returning, retired=False, merged_into=None)
                given = kind or (returning.kind if returning else kind_of(name))
                self._office.save_unit(period, name, kind=given, **wanted[name])
        return Added(new, tuple(name for name in wanted if name in present))

    def move(self, period: Period, uid: str, by: int) -> None:
        """Move a unit so many places down (up, where negative) among those of the quarter."""
        order = [unit.uid for unit in self._office.units(period) if not unit.is_office_itself]
        if uid not in order:
            raise UnitRefused(f"“{OFFICE_ITSELF}”总在最后，不用排序。")
        place = order.index(uid)
        target = min(max(place + by, 0), len(order) - 1)
        if target == place:
            return
        neighbour = order[target]
        everyone = list(
            Unit.select()
            .where(Unit.live(), Unit.kind != OFFICE_ITSELF)
            .order_by(Unit.position, Unit.id)
        )
        moved = next(unit for unit in everyone if unit.uid == uid)
        everyone.remove(moved)
        beside = next(at for at, unit in enumerate(everyone) if unit.uid == neighbour)
        everyone.insert(beside + (target > place), moved)
        with self._writer.step(f"调整次序：{moved.name}") as step:
            for position, unit in enumerate(everyone, 1):
                step.update(unit, position=position)

    def retire(self, period: Period, uid: str) -> None:
        """Retire a unit from a quarter on; the quarters before keep it with all its rows."""
        unit = self._unit(uid)
        self._refuse_office_itself(unit, "撤销")
        quarters = self._quarters_from(unit, period)
        for code in quarters:
            rows = self._merging.row_count(unit, code)
            if rows:
                raise UnitRefused(
                    f"“{unit.name}”在{Period.parse(code).label}已填了{rows}条数据，不能直接撤销。"
                    "请先删除这些数据，或者用“并入…”把它们转到别的单位。"
                )
        with self._writer.step(f"撤销填报单位：{unit.name}") as step:
            for code in quarters:
                self._remove(step, unit, code)
            step.update(unit, retired=True)

    def bring_back(self, period: Period, uid: str) -> None:
        """Take a retired unit into a quarter again."""
        unit = self._unit(uid)
        last = (
            UnitPeriod.select()
            .where(UnitPeriod.live(), UnitPeriod.unit == unit, UnitPeriod.period < period.code)
            .order_by(UnitPeriod.period.desc())
            .first()
        )
        facts = {name: getattr(last, name) for name in _OF_QUARTER} if last else {}
        with self._writer.step(f"恢复填报单位：{unit.name}") as step:
            step.update(unit, retired=False, merged_into=None)
            self._office.save_unit(period, unit.name, uid=uid, **facts)

    def retired(self, period: Period) -> list[tuple[str, str]]:
        """Return (uid, name and what became of it) of retired units that a quarter lacks."""
        present = {unit.uid for unit in self._office.units(period)}
        query = Unit.select().where(Unit.live(), Unit.retired).order_by(Unit.position, Unit.id)
        return [
            (
                row.uid,
                f"{row.name}（已并入{row.merged_into.name}）" if row.merged_into else row.name,
            )
            for row in query
            if row.uid not in present
        ]

    def merge(self, period: Period, uid: str, into: str) -> Merged:
        """Merge a unit into another from a quarter on; its rows of those quarters move there.

        Where both have a row of which only one can count (subtotals, states), their numbers are
        added up.
        """
        unit, target = self._unit(uid), self._unit(into)
        if unit == target:
            raise UnitRefused(f"不能把“{unit.name}”并入它自己，请另选一个单位。")
        self._refuse_office_itself(unit, "并入别的单位")
        if target.kind == OFFICE_ITSELF:
            raise UnitRefused(f"不能并入“{OFFICE_ITSELF}”：它只放镇里自己的数据，请另选一个单位。")
        quarters = self._quarters_from(unit, period)
        for code in quarters:
            if self._facts(target, code) is None:
                label = Period.parse(code).label
                raise UnitRefused(f"{label}没有填报单位“{target.name}”，请先在那个季度添加。")
        rows, to_check = 0, []
        with self._writer.step(f"{unit.name}并入{target.name}") as step:
            for code in quarters:
                moved, remarks = self._merging.merge(step, unit, target, code)
                rows += moved
                to_check += remarks
                to_check += self._add_up(step, unit, target, code)
                self._remove(step, unit, code)
            step.update(unit, retired=True, merged_into=target)
        return Merged(rows, tuple(dict.fromkeys(to_check)))

    def _add_up(self, step: Step, unit: Any, target: Any, code: str) -> list[str]:  # noqa: ANN401 - Units
        """Add a unit's party members and branches to those of its target."""
        own, other = self._facts(unit, code), self._facts(target, code)
        sums: dict[str, int] = {}
        remarks = []
        for name in ("party_members", "branches"):
            here, there = getattr(own, name), getattr(other, name)
            if here is not None and there is not None:
                sums[name] = here + there
            elif here is not None or there is not None:
                remarks.append(f"{target.name}的{self._office.unit_field(name).label}")
        step.update(other, **sums)
        return remarks

    def _remove(self, step: Step, unit: Any, code: str) -> None:  # noqa: ANN401 - a Unit
        """Take a unit out of a quarter, with what it said there without rows."""
        for model in (UnitPeriod, NilReport, ReportedValue):
            for row in model.select().where(model.live(), model.unit == unit, model.period == code):
                step.delete(row)

    def _facts(self, unit: Any, code: str) -> Any:  # noqa: ANN401 - a UnitPeriod or None
        return (
            UnitPeriod.select()
            .where(UnitPeriod.live(), UnitPeriod.unit == unit, UnitPeriod.period == code)
            .first()
        )

    def _quarters_from(self, unit: Any, period: Period) -> Sequence[str]:  # noqa: ANN401 - a Unit
        """Return the codes of the quarters from this one on that have the unit."""
        query = UnitPeriod.select().where(
            UnitPeriod.live(), UnitPeriod.unit == unit, UnitPeriod.period >= period.code
        )
        return sorted(row.period_id for row in query)

    def _unit(self, uid: str) -> Any:  # noqa: ANN401 - a Unit
        row = Unit.select().where(Unit.live(), Unit.uid == uid).first()
        if row is None:
            raise UnknownUnit("这个填报单位已不存在，请刷新后再试。")
        return row

    def _refuse_office_itself(self, unit: Any, verb: str) -> None:  # noqa: ANN401 - a Unit
        if unit.kind == OFFICE_ITSELF:
            raise UnitRefused(f"“{unit.name}”是镇里自己的数据所在，不能{verb}。")


def kind_of(name: str) -> str:
    """Guess a unit's kind from its name."""
    if name.endswith(("社区", "居委会", "居")):
        return "社区"
    if name.endswith(("支部", "总支", "党委")):
        business = ("公司", "厂", "企业", "集团", "合作社")
        return "企业支部" if any(word in name for word in business) else "支部"
    return "村"


def _read_line(line: str) -> tuple[str, dict[str, Any]]:
    """Read a pasted line: a name, and numbers behind it; InvalidValue says what is wrong."""
    first, *others = _COLUMNS.split(_NUMBERED.sub("", line).strip())
    specs = {spec.name: spec for spec in UNIT_FIELDS}
    name = clean_text(first, specs["name"].max_length)
    facts: dict[str, Any] = {}
    for field, text in zip(("party_members", "branches"), others, strict=False):
        try:
            facts[field] = parser_for(specs[field])(text)
        except InvalidValue as reason:
            raise InvalidValue(f"“{specs[field].label}”{reason}") from None
    return name or "", facts
