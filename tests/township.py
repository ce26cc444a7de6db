"""The small township that most tests live in, and where the project's files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "db" / "migrations"
FONTS = ROOT / "resources" / "fonts"
Q1 = Period.parse("2020Q1")
Q2 = Period.parse("2020Q2")


@dataclass(frozen=True)
class Town:
    """A small township in 2020Q1: two villages, a community and 本级."""

    services: Services
    period: Period = Q1

    def row(self, ledger: str, unit: str | None = "张村", **values: object) -> str:
        """Save a row and return its uid."""
        record, _warnings = self.services.ledgers.save(ledger, self.period, values, unit=unit)
        return record.uid

    def value(self, key: str, period: Period | None = None) -> object:
        """Return a figure's value."""
        return self.services.figures.figures(period or self.period)[key].value

    def missing(self, key: str) -> tuple[str, ...]:
        """Return the units that a figure lacks."""
        return self.services.figures.figures(self.period)[key].missing


def write_town(services: Services) -> None:
    """Open the quarter and write office and units, a step each."""
    services.periods.open(Q1)
    services.office.save_office(
        full_name="青石镇人民政府", short_name="青石镇", guideline="一线两面", plan_name="头雁计划"
    )
    services.office.save_unit(Q1, "张村", party_members=40, branches=2)
    services.office.save_unit(Q1, "李村", party_members=50, branches=3)
    services.office.save_unit(Q1, "河湾社区", kind="社区", party_members=None, branches=1)
    services.office.save_unit(Q1, "本级", kind="本级", party_members=10, branches=1)
