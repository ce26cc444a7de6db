"""Typed columns that carry their facts: Chinese label, counter, bounds, choices.

Each fact about a field is written here once, on the model; forms, tables, workbooks and validation
are drawn from it. Every field also writes the CHECK that SQLite can keep, as the last wall:
peewee validates nothing on SQLite.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import BooleanField, Check, DateField, Field, IntegerField, Model, TextField

LARGEST = 1_000_000_000
"""No count, amount or hour of a township exceeds this (design: refused over 10^9)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a field beyond its type.

    label: Chinese heading, "" for columns that nobody sees. counter: measure word. required: may
    not be empty. derived: filled by the program. personal: names a person, see docs/privacy.md.
    """

    label: str = ""
    counter: str = ""
    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    max_length: int | None = None
    choices: tuple[str, ...] = ()
    option_list: str | None = None
    section: str = ""
    help: str = ""
    derived: bool = False
    personal: bool = False


class FactField(Field):
    """Mixin: a field with `facts` whose CHECK is written when it learns its column name."""

    facts: Facts

    def __init__(self, facts: Facts, **options: Any) -> None:  # noqa: ANN401 - peewee's options
        """Take the facts; options go to peewee. A field may be empty unless it is required."""
        self.facts = facts
        options.setdefault("null", not facts.required)
        super().__init__(**options)

    def bind(self, model: type[Model], name: str, set_attribute: bool = True) -> None:  # noqa: FBT001, FBT002 - peewee's signature
        """Join the model and add the CHECK for this column."""
        super().bind(model, name, set_attribute)
        condition = self.condition(f'"{self.column_name}"')
        if condition:
            if self.null:
                condition = f'"{self.column_name}" IS NULL OR ({condition})'
            self.constraints = [Check(condition)]

    def condition(self, column: str) -> str:
        """Return the SQL that a value other than null meets; column is quoted already."""
        raise NotImplementedError


class Text(FactField, TextField):
    """One line of text."""

    def __init__(
        self,
        label: str = "",
        *,
        max_length: int = 100,
        required: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
        personal: bool = False,
        **options: Any,  # noqa: ANN401 - peewee's options
    ) -> None:
        """max_length: in characters."""
        facts = Facts(
            label=label,
            max_length=max_length,
            required=required,
            section=section,
            help=help,
            personal=personal,
        )
        super().__init__(facts, **options)

    def condition(self, column: str) -> str:
        """Text of at most so many characters."""
        return f"typeof({column}) = 'text' AND length({column}) <= {self.facts.max_length}"


class LongText(Text):
    """Text of several lines."""

    def __init__(self, label: str = "", *, max_length: int = 20_000, **options: Any) -> None:  # noqa: ANN401 - as Text
        """max_length: in characters."""
        super().__init__(label, max_length=max_length, **options)


class Choice(FactField, TextField):
    """One text out of a fixed tuple, or out of a list that belongs to the period.

    A fixed tuple is checked by SQLite too; a period's list may change, so the services check it.
    """

    def __init__(
        self,
        label: str,
        choices: tuple[str, ...] = (),
        *,
        option_list: str | None = None,
        required: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
        derived: bool = False,
        **options: Any,  # noqa: ANN401 - peewee's options
    ) -> None:
        """Give either choices or the key of an option list."""
        facts = Facts(
            label=label,
            required=required,
            choices=choices,
            option_list=option_list,
            section=section,
            help=help,
            derived=derived,
            max_length=50,
        )
        super().__init__(facts, **options)

    def condition(self, column: str) -> str:
        """Among the choices, or a short text."""
        if self.facts.choices:
            texts = ", ".join("'" + text.replace("'", "''") + "'" for text in self.facts.choices)
            return f"{column} IN ({texts})"
        return f"typeof({column}) = 'text' AND length({column}) <= {self.facts.max_length}"


class Whole(FactField, IntegerField):
    """A whole number, from 0 unless said otherwise."""

    def __init__(
        self,
        label: str = "",
        counter: str = "",
        *,
        minimum: int = 0,
        maximum: int = LARGEST,
        required: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
        **options: Any,  # noqa: ANN401 - peewee's options
    ) -> None:
        """minimum, maximum: inclusive."""
        facts = Facts(
            label=label,
            counter=counter,
            minimum=Decimal(minimum),
            maximum=Decimal(maximum),
            required=required,
            section=section,
            help=help,
        )
        super().__init__(facts, **options)

    def condition(self, column: str) -> str:
        """An integer within the bounds."""
        return (
            f"typeof({column}) = 'integer' AND "
            f"{column} BETWEEN {self.facts.minimum} AND {self.facts.maximum}"
        )


class Fraction(FactField, IntegerField):
    """A number with a fixed count of decimals, kept as a whole number of its smallest part.

    SQLite adds decimals up as floats; whole numbers stay exact (amounts in 分). In Python a
    Decimal, in the column value × 10^decimals.
    """

    def __init__(
        self,
        label: str = "",
        counter: str = "",
        *,
        decimals: int,
        minimum: int = 0,
        maximum: int = LARGEST,
        required: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
        **options: Any,  # noqa: ANN401 - peewee's options
    ) -> None:
        """minimum, maximum: inclusive, in the number's own measure."""
        facts = Facts(
            label=label,
            counter=counter,
            minimum=Decimal(minimum),
            maximum=Decimal(maximum),
            decimals=decimals,
            required=required,
            section=section,
            help=help,
        )
        super().__init__(facts, **options)

    def condition(self, column: str) -> str:
        """An integer within the bounds, in smallest parts."""
        assert self.facts.minimum is not None
        assert self.facts.maximum is not None
        least = self.facts.minimum.scaleb(self.facts.decimals)
        largest = self.facts.maximum.scaleb(self.facts.decimals)
        return f"typeof({column}) = 'integer' AND {column} BETWEEN {least:f} AND {largest:f}"

    def db_value(self, value: Decimal | int | None) -> int | None:
        """Decimal → smallest parts; ValueError when it has more decimals than the field keeps."""
        if value is None:
            return None
        parts = Decimal(value).scaleb(self.facts.decimals)
        if parts != parts.to_integral_value():
            raise ValueError(f"{value} has more than {self.facts.decimals} decimals")
        return int(parts)

    def python_value(self, value: int | None) -> Decimal | None:
        """Smallest parts → Decimal."""
        return None if value is None else Decimal(value).scaleb(-self.facts.decimals)


class Day(FactField, DateField):
    """A calendar day."""

    def __init__(
        self,
        label: str = "",
        *,
        required: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
        **options: Any,  # noqa: ANN401 - peewee's options
    ) -> None:
        """A day that the calendar has."""
        facts = Facts(label=label, required=required, section=section, help=help)
        super().__init__(facts, **options)

    def condition(self, column: str) -> str:
        """SQLite reads it back as the same day ('+0 days' refuses 30 February)."""
        return f"date({column}, '+0 days') IS {column}"


class Flag(FactField, BooleanField):
    """Yes or no, never empty."""

    def __init__(
        self,
        label: str = "",
        *,
        default: bool = False,
        section: str = "",
        help: str = "",  # noqa: A002 - the fact's name
    ) -> None:
        """default: what a new row has."""
        facts = Facts(label=label, required=True, section=section, help=help)
        super().__init__(facts, default=default)

    def condition(self, column: str) -> str:
        """0 or 1."""
        return f"{column} IN (0, 1)"
