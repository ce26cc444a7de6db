"""The invented township: its units over five quarters, and arithmetic that never changes.

No real township bears the name (it is not in the list of the country's towns). Numbers vary by a
checksum of what they are about, not by chance: every run writes the same ones, on any Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from desktop_app.core.periods import Period

OFFICE = {
    "full_name": "中共禾汀镇委员会（演示）",
    "short_name": "禾汀镇",
    "kind": "镇",
    "document_code": "禾汀党发",
    "guideline": "党建统领、网格落实、服务到户、实干见效",
    "plan_name": "禾汀先锋计划",
    "demo": True,
}

QUARTERS = tuple(Period.parse(code) for code in ("2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4"))
BEFORE_EPIDEMIC, OUTBREAK = QUARTERS[:2]

SIGNED_ON = {
    "2019Q4": date(2020, 1, 6),
    "2020Q1": date(2020, 4, 7),
    "2020Q2": date(2020, 7, 6),
    "2020Q3": date(2020, 10, 12),
    "2020Q4": date(2021, 1, 6),
}
"""Period code → 成文日期, a working day soon after the quarter."""


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit; members and branches have one number a quarter, in the order of QUARTERS."""

    name: str
    kind: str
    members: tuple[int, int, int, int, int]
    branches: tuple[int, int, int, int, int]

    @property
    def base(self) -> str:
        """The name without 村, 社区 or 公司支部, as the names of its teams use it."""
        for ending in ("公司支部", "社区", "村"):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending)
        return self.name

    @property
    def is_enterprise(self) -> bool:
        """Whether it is the branch of an enterprise, which has no households to look after."""
        return self.kind == "企业支部"

    def members_in(self, quarter: Period) -> int:
        """Party members in a quarter."""
        return self.members[QUARTERS.index(quarter)]

    def branches_in(self, quarter: Period) -> int:
        """Party branches in a quarter."""
        return self.branches[QUARTERS.index(quarter)]


UNITS = (
    DemoUnit("上汀村", "村", (57, 58, 58, 59, 59), (2, 2, 2, 2, 2)),
    DemoUnit("柳笛村", "村", (46, 46, 47, 47, 47), (1, 1, 1, 1, 1)),
    DemoUnit("栗坡村", "村", (39, 39, 38, 38, 39), (1, 1, 1, 1, 1)),
    DemoUnit("麦畈村", "村", (62, 63, 63, 63, 64), (2, 2, 2, 2, 2)),
    DemoUnit("竹埠村", "村", (41, 41, 41, 42, 42), (1, 1, 1, 1, 1)),
    DemoUnit("槐坪村", "村", (35, 35, 35, 34, 34), (1, 1, 1, 1, 1)),
    DemoUnit("芦堰村", "村", (51, 52, 52, 53, 53), (2, 2, 2, 2, 2)),
    DemoUnit("杏岗村", "村", (33, 33, 33, 33, 34), (1, 1, 1, 1, 1)),
    DemoUnit("汀源社区", "社区", (116, 118, 119, 119, 121), (3, 3, 3, 4, 4)),
    DemoUnit("禾苑社区", "社区", (95, 96, 96, 98, 98), (3, 3, 3, 3, 3)),
    DemoUnit("映霞社区", "社区", (74, 74, 75, 75, 76), (2, 2, 2, 2, 3)),
    DemoUnit("汀禾食品公司支部", "企业支部", (16, 17, 17, 18, 18), (1, 1, 1, 1, 1)),
)
OFFICE_ITSELF = DemoUnit("本级", "本级", (64, 64, 65, 66, 66), (3, 3, 3, 3, 3))

PHONED = frozenset({"槐坪村", "杏岗村"})
"""Villages that phone totals through: their ledgers hold subtotals instead of events."""

LATE_UNIT = "竹埠村"
LATE_QUARTER = OUTBREAK
LATE_GAVE = frozenset(
    {
        "service_team",
        "mobilisation",
        "duty_shift",
        "exemplar",
        "organization_meeting",
        "donation",
        "enterprise",
    }
)
"""Ledgers that the late village had sent in when its other ledgers were still missing."""


def is_late(ledger: str, quarter: Period, unit: str) -> bool:
    """Say whether the unit has not reported this ledger yet."""
    return unit == LATE_UNIT and quarter == LATE_QUARTER and ledger not in LATE_GAVE


def on(quarter: Period, month: int, day: int) -> date:
    """Return a day of the quarter's first, second or third month."""
    return date(quarter.year, quarter.first_day.month + month - 1, day)


def between(low: int, high: int, *about: object) -> int:
    """Return a number from low to high that depends on nothing but what it is about."""
    text = "|".join(str(part) for part in about)
    return low + crc32(text.encode()) % (high - low + 1)


def share(whole: int, low: int, high: int, *about: object) -> int:
    """Return low to high percent of a whole, rounded down."""
    return whole * between(low, high, *about) // 100


def spread(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share a total out by weight; the shares add up to it exactly (largest remainders)."""
    whole = sum(weights.values())
    shares = {name: total * weight // whole for name, weight in weights.items()}
    rests = sorted(weights, key=lambda name: (-(total * weights[name] % whole), name))
    for name in rests[: total - sum(shares.values())]:
        shares[name] += 1
    return shares
