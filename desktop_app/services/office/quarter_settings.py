"""What 设置 changes beside the units: the office's texts, areas on or off, option lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.models.office import Office, OptionItem
from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.declare import field_spec, field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldSpec
from desktop_app.core.validation import clean_text, parser_for
from desktop_app.services.office.service import OfficeService

OFFICE_FIELDS: tuple[FieldSpec, ...] = field_specs(Office)


@dataclass(frozen=True, slots=True)
class AreaSwitch:
    """One work area in one quarter; rows: how many it holds there, kept when it is off."""

    key: str
    label: str
    help: str
    on: bool
    rows: int


@dataclass(frozen=True, slots=True)
class OptionList:
    """One option list of one quarter; used: text → rows of the quarter that hold it."""

    key: str
    label: str
    texts: tuple[str, ...]
    used: Mapping[str, int]


class QuarterSettings:
    """设置: reads it as the page shows it and checks what is typed there."""

    office_fields = OFFICE_FIELDS

    def __init__(self, catalogue: Catalogue, office: OfficeService) -> None:
        """office: where it is kept."""
        self._catalogue = catalogue
        self._office = office

    def office_values(self) -> dict[str, str]:
        """Return the office's texts by field name."""
        record = self._office.office()
        return {field.name: getattr(record, field.name) for field in OFFICE_FIELDS}

    def save_office_field(self, name: str, typed: object) -> None:
        """Change one text of the office; InvalidRow says what is wrong with it."""
        spec = next(field for field in OFFICE_FIELDS if field.name == name)
        try:
            value = parser_for(spec)(typed)
        except InvalidValue as reason:
            raise InvalidRow((FieldProblem(name, f"“{spec.label}”{reason}"),)) from None
        self._office.save_office(**{name: value or ""})

    def areas(self, period: Period) -> list[AreaSwitch]:
        """Return all areas with their state in a quarter."""
        on = set(self._office.areas_on(period))
        return [
            AreaSwitch(
                area.spec.key,
                area.spec.label,
                area.spec.help,
                area.spec.key in on,
                sum(
                    self._row_count(ledger.spec.key, area.spec.label, period)
                    for ledger in area.ledgers
                ),
            )
            for area in self._catalogue.areas
        ]

    def option_lists(self, period: Period) -> list[OptionList]:
        """Return the option lists of a quarter with their use."""
        texts = self._office.options(period)
        return [
            OptionList(key, label, texts[key], _in_order(self._used(key, period), texts[key]))
            for key, (label, _first) in self._catalogue.option_lists.items()
        ]

    def save_options(self, period: Period, key: str, lines: Sequence[str]) -> tuple[str, ...]:
        """Replace an option list by these lines; return texts that rows still hold without it.

        Empty lines are left out. InvalidRow names a line that is too long, cannot be printed or
        stands twice, and refuses an empty list.
        """
        spec = field_spec(OptionItem.text)
        texts: list[str] = []
        problems: list[FieldProblem] = []
        for number, line in enumerate(lines, 1):
            try:
                text = clean_text(line, spec.max_length)
            except InvalidValue as reason:
                problems.append(FieldProblem("text", f"第{number}行{reason}"))
                continue
            if text in texts:
                problems.append(FieldProblem("text", f"第{number}行“{text}”重复了，请删去一个"))
            elif text:
                texts.append(text)
        if not texts and not problems:
            problems.append(FieldProblem("text", "至少要留一项，请填写"))
        if problems:
            raise InvalidRow(tuple(problems))
        if tuple(texts) != self._office.options(period)[key]:
            self._office.save_options(period, key, tuple(texts))
        return tuple(text for text in self._used(key, period) if text not in texts)

    def _row_count(self, ledger: str, area_label: str, period: Period) -> int:
        model = self._catalogue.models[ledger]
        query = model.select().where(model.live(), model.period == period.code)
        shared_by = self._catalogue.ledgers[ledger].shared_by
        if shared_by:
            query = query.where(getattr(model, shared_by) == area_label)
        return int(query.count())

    def _used(self, key: str, period: Period) -> dict[str, int]:
        used: dict[str, int] = {}
        for ledger, spec in self._catalogue.ledgers.items():
            model = self._catalogue.models[ledger]
            for field in spec.fields:
                if field.option_list != key:
                    continue
                column = getattr(model, field.name)
                for row in model.select(column).where(
                    model.live(), model.period == period.code, ~column.is_null()
                ):
                    text = getattr(row, field.name)
                    used[text] = used.get(text, 0) + 1
        return used


def _in_order(used: Mapping[str, int], texts: Sequence[str]) -> dict[str, int]:
    """Return what is used in the order of the list, what it no longer has last."""
    return {text: used[text] for text in (*texts, *used) if text in used}
