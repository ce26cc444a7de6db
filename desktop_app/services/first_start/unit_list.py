"""The villages and communities of a first start: what was read of a list, and what is odd in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.errors import InvalidValue, Refusal
from desktop_app.core.plain_text import clean_text
from desktop_app.core.records import OFFICE_ITSELF, CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.services.first_start.pasted_names import Piece, pieces_of
from desktop_app.services.office.unit_changes import UNIT_FIELDS, kind_of
from desktop_app.services.pasting.unit_names import short_name

TAKEN, NOTE = "taken", "note"
_MOST = 500  # units; a county has that many, a township has forty
_FACTS = ("name", "kind", "party_members", "branches")
_LONGEST = next(spec.max_length for spec in UNIT_FIELDS if spec.name == "name")

FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(TAKEN, FieldKind.BOOLEAN, "采用"),
    *(
        replace(spec, choices=tuple(one for one in spec.choices if one != OFFICE_ITSELF))
        for spec in UNIT_FIELDS
        if spec.name in _FACTS
    ),
    FieldSpec(NOTE, FieldKind.TEXT, "请留意"),
)
"""The columns of the table of what was read; the last is ours to fill."""

Corrections = Mapping[str, Mapping[str, CellValue]]
"""Name as it was read → field → what the clerk put in its place."""


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit as it will be written. read: its name as it was read; taken: whether it is wanted.

    note: what is odd about it, "" for nothing; a problem is one that must be mended or unticked.
    """

    read: str
    name: str
    kind: str
    party_members: int | None = None
    branches: int | None = None
    taken: bool = True
    note: str = ""
    is_problem: bool = False


def read_units(
    text: str, corrections: Corrections | None = None, office: str = ""
) -> tuple[ReadUnit, ...]:
    """Read a pasted list, put the clerk's corrections in, and say what is odd.

    office: the township's short name, which is dropped in front of its villages' names. A name that
    stands there twice is one unit. Raises Refusal for a list that is far too long.
    """
    pieces = [_without_office(piece, office) for piece in pieces_of(text)]
    times = Counter(piece.name for piece in pieces)
    if len(times) > _MOST:
        raise Refusal(
            f"读到{len(times)}个名称，太多了（最多{_MOST}个），请只粘贴本镇（街道）的村和社区。"
        )
    units = []
    for name in times:
        of_name = [piece for piece in pieces if piece.name == name]
        unit = _unit(max(of_name, key=lambda piece: len(piece.numbers)))
        changed = (corrections or {}).get(name, {})
        units.append(replace(unit, **changed))  # type: ignore[arg-type] # checked as they were typed
    return _judged(units, times)


def counts_of(units: Sequence[ReadUnit]) -> str:
    """Say how many units will be written, by kind; "" for none."""
    kinds = Counter(unit.kind for unit in units if unit.taken)
    return "、".join(f"{kind}{count}个" for kind, count in kinds.items())


def _without_office(piece: Piece, office: str) -> Piece:
    shorter = piece.name.removeprefix(office)
    return piece._replace(name=shorter) if office and len(shorter) > 1 else piece


def _unit(piece: Piece) -> ReadUnit:
    members, branches, *_others = (*piece.numbers, None, None)
    note = "不像村（社区）的名字，要的话请打勾" if piece.doubtful else ""
    return ReadUnit(
        piece.name, piece.name, kind_of(piece.name), members, branches, not piece.doubtful, note
    )


def _judged(units: Sequence[ReadUnit], times: Mapping[str, int]) -> tuple[ReadUnit, ...]:
    judged: list[ReadUnit] = []
    for unit in units:
        before = [one for one in judged if one.taken]
        problem = _problem(unit, before) if unit.taken else ""
        note = problem or (_oddness(unit, before, times) if unit.taken else unit.note)
        judged.append(replace(unit, note=note, is_problem=bool(problem)))
    return tuple(judged)


def _problem(unit: ReadUnit, before: Sequence[ReadUnit]) -> str:
    """Return why a unit cannot be written so, "" where it can."""
    try:
        name = clean_text(unit.name, _LONGEST)
    except InvalidValue as reason:
        return f"名称{reason}"
    if not name:
        return "没有名称，请填上或者去掉勾"
    if name == OFFICE_ITSELF:
        return f"“{OFFICE_ITSELF}”程序自带，请去掉勾"
    if any(one.name == name for one in before):
        return f"“{name}”上面已经有了，请去掉勾"
    return ""


def _oddness(unit: ReadUnit, before: Sequence[ReadUnit], times: Mapping[str, int]) -> str:
    stem = short_name(unit.name)
    for one in before:
        other = short_name(one.name)
        shorter, longer = sorted((stem, other), key=len)
        if stem == other or (len(shorter) > 1 and longer.endswith(shorter)):
            return f"和“{one.name}”很像：是同一个就去掉一个勾"
    count = times.get(unit.read, 1)
    return f"写了{count}遍，只算一个" if count > 1 else ""
