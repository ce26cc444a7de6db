"""Earlier reports as they were frozen, for the periods that one is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent
from desktop_app.report.checks.input import FrozenBase
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.seal import NotWhole


@dataclass(frozen=True, slots=True)
class Basis:
    """The newest frozen version of an earlier period: which, frozen when, its values.

    damage: a sentence where they are not known any more; values are empty then.
    """

    period: Period
    version: int
    frozen_on: date
    values: dict[str, FigureContent]
    damage: str = ""

    @property
    def name(self) -> str:
        """How it is called: 2020年第四季度定稿第2版（2020-12-31）."""
        return f"{self.period.label}定稿第{self.version}版（{self.frozen_on}）"

    def told(self, key: str, used: FigureContent) -> str:
        """Say what a comparison with a figure of this period rests on.

        used: the value that is compared with; it is that of the ledgers by now.
        """
        if self.damage:
            return self.damage
        if key not in self.values:
            return f"{self.period.label}按台账现在的数，{self.name}里没有这个指标"
        version = f"定稿第{self.version}版（{self.frozen_on}）"
        if self.values[key] == used:
            return f"{self.period.label}按{version}"
        return f"{self.period.label}按台账现在的数，和{version}不同"


def basis(period: Period) -> Basis | None:
    """Return the newest frozen version of a period, None where it was never frozen."""
    newest = next(iter(frozen_reports.rows(period)), None)
    if newest is None:
        return None
    frozen_on = newest.frozen_at.date()
    try:
        values = {key: one.value for key, one in frozen_reports.figures(newest, {}).items()}
    except NotWhole as damage:
        return Basis(period, newest.version, frozen_on, {}, period.label + str(damage))
    return Basis(period, newest.version, frozen_on, values)


def frozen_bases(period: Period) -> Iterator[FrozenBase]:
    """Yield the newest frozen version of the period before and of the one a year ago, if any.

    A version that is not whole is left out: nothing is compared with it.
    """
    for at, before in (("prev", period.previous), ("yoy", period.last_year)):
        found = basis(before)
        if found is not None and not found.damage:
            name = f"{before.label}报告第{found.version}版（{found.frozen_on}）"
            yield FrozenBase(name, at, found.values)
