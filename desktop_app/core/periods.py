"""Reporting periods: quarters `2020Q1`, half-years `2020H1` and years `2020`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.core.chinese_numbers import han_number
from desktop_app.core.errors import UnknownPeriod

_CODE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:(?P<kind>[QH])(?P<number>\d))?")
_PER_YEAR = {"Q": 4, "H": 2, "Y": 1}
_HALF_NAMES = ("上半年", "下半年")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter, half-year or year.

    year: four digits, 1900 to 2099. kind: "Q", "H" or "Y". number: 1-based within the year.
    """

    year: int
    kind: str
    number: int

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read `2020Q1`, `2020H2` or `2020`; lower case and surrounding spaces are accepted.

        Raises UnknownPeriod with a sentence that shows the accepted forms.
        """
        match = _CODE.fullmatch(code.strip().upper())
        if match:
            kind = match["kind"] or "Y"
            number = int(match["number"] or 1)
            if 1 <= number <= _PER_YEAR[kind]:
                return cls(int(match["year"]), kind, number)
        raise UnknownPeriod(
            f"不认识报告期“{code}”，请写成 2020Q1（季度）、2020H1（半年）或 2020（全年）。"
        )

    @classmethod
    def quarter_of(cls, day: date) -> Period:
        """Return the quarter that holds the day."""
        return cls(day.year, "Q", (day.month + 2) // 3)

    @property
    def code(self) -> str:
        """The stable text form, as `parse` reads it."""
        return str(self.year) if self.kind == "Y" else f"{self.year}{self.kind}{self.number}"

    @property
    def is_quarter(self) -> bool:
        """Whether ledger rows may belong to this period."""
        return self.kind == "Q"

    @property
    def name(self) -> str:
        """The name within its year: 第一季度, 上半年 or 全年."""
        if self.kind == "Q":
            return f"第{han_number(self.number)}季度"
        return _HALF_NAMES[self.number - 1] if self.kind == "H" else "全年"

    @property
    def label(self) -> str:
        """The full name: 2020年第一季度, 2020年上半年 or 2020年."""
        return f"{self.year}年" + ("" if self.kind == "Y" else self.name)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.year, (self.number - 1) * self._months + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        month_after = self.number * self._months + 1
        after = date(self.year, month_after, 1) if month_after <= 12 else date(self.year + 1, 1, 1)
        return after - timedelta(days=1)

    @property
    def previous(self) -> Period:
        """The period of the same kind before this one."""
        if self.number > 1:
            return Period(self.year, self.kind, self.number - 1)
        return Period(self.year - 1, self.kind, _PER_YEAR[self.kind])

    @property
    def next(self) -> Period:
        """The period of the same kind after this one."""
        if self.number < _PER_YEAR[self.kind]:
            return Period(self.year, self.kind, self.number + 1)
        return Period(self.year + 1, self.kind, 1)

    @property
    def last_year(self) -> Period:
        """The same period one year earlier."""
        return Period(self.year - 1, self.kind, self.number)

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters that the period covers, in order; a quarter covers itself."""
        first = Period.quarter_of(self.first_day).number
        last = Period.quarter_of(self.last_day).number
        return tuple(Period(self.year, "Q", number) for number in range(first, last + 1))

    def holds(self, day: date) -> bool:
        """Say whether the day lies within the period, both ends included."""
        return self.first_day <= day <= self.last_day

    @property
    def _months(self) -> int:
        return 12 // _PER_YEAR[self.kind]
