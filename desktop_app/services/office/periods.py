"""The quarters: which are open, and opening the next one with all that carries over."""

from __future__ import annotations

from collections.abc import Callable

from db.base import Period as PeriodRow
from db.base import Unit
from db.models.office import AreaPeriod, OptionItem, UnitPeriod
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownPeriod
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF
from desktop_app.services.log.changes import Step, Writer


class PeriodService:
    """Opens quarters and says which there are."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        create_texts: Callable[[Step, Period, Period | None], object],
    ) -> None:
        """create_texts: gives a new quarter its chapters, from those of another where there is."""
        self._writer = writer
        self._catalogue = catalogue
        self._create_texts = create_texts

    def all(self) -> list[Period]:
        """Return the open quarters, oldest first."""
        return sorted(Period.parse(row.code) for row in PeriodRow.select().where(PeriodRow.live()))

    def latest(self) -> Period | None:
        """Return the newest open quarter, None before the first."""
        return max(self.all(), default=None)

    def require(self, code: str) -> Period:
        """Read a period's code; UnknownPeriod unless one of its quarters at least is open."""
        period = Period.parse(code)
        open_quarters = self.all()
        if any(quarter in open_quarters for quarter in period.quarters):
            return period
        if not open_quarters:
            raise UnknownPeriod(f"{period.label}还没有数据：还没有新建过任何季度。")
        known = "、".join(quarter.label for quarter in open_quarters)
        raise UnknownPeriod(f"{period.label}还没有数据，已有的报告期是：{known}。")

    def parse_quarter(self, code: str) -> Period:
        """Read the code of a quarter, open or not; half-years and years are refused."""
        period = Period.parse(code)
        if not period.is_quarter:
            raise UnknownPeriod(f"数据按季度填写，“{code}”不是季度，请写成 2020Q1 这样。")
        return period

    def origin_of(self, period: Period) -> Period | None:
        """Return the open quarter that a quarter's facts come from: itself, else its neighbour.

        The neighbour is the newest earlier one, else the oldest later one.
        """
        others = self.all()
        if period in others:
            return period
        earlier = [other for other in others if other < period]
        return max(earlier) if earlier else min(others, default=None)

    def open(self, period: Period) -> bool:
        """Open a quarter; say whether it was new.

        It inherits units with party members and branches, areas on or off, option lists and the
        report's chapters from the quarter before it, else from the nearest later one.
        """
        if not period.is_quarter:
            raise UnknownPeriod(f"只能新建季度，{period.label}不是季度。")
        origin = self.origin_of(period)
        if origin == period:
            return False
        with self._writer.step(f"新建{period.label}") as step:
            taken_back = PeriodRow.select().where(PeriodRow.code == period.code).first()
            if taken_back:  # its opening was undone; the code is its one key
                step.update(taken_back, deleted_at=None)
            else:
                step.insert(PeriodRow, code=period.code)
            if origin:
                self._inherit(step, origin, period)
            self._ensure_office_itself(step, period)
            self._create_texts(step, period, origin)
        return True

    def _inherit(self, step: Step, origin: Period, period: Period) -> None:
        for row in (
            UnitPeriod.select()
            .join(Unit)
            .where(UnitPeriod.live(), UnitPeriod.period == origin.code, Unit.live(), ~Unit.retired)
        ):
            step.insert(
                UnitPeriod,
                unit=row.unit,
                period=period.code,
                party_members=row.party_members,
                branches=row.branches,
                reporting=row.reporting,
            )
        for area in AreaPeriod.select().where(AreaPeriod.live(), AreaPeriod.period == origin.code):
            step.insert(AreaPeriod, period=period.code, area=area.area, enabled=area.enabled)
        for item in OptionItem.select().where(OptionItem.live(), OptionItem.period == origin.code):
            step.insert(
                OptionItem,
                period=period.code,
                option_list=item.option_list,
                position=item.position,
                text=item.text,
            )

    def _ensure_office_itself(self, step: Step, period: Period) -> None:
        """Give the quarter a 本级, and option lists where it inherited none."""
        has_office = (
            UnitPeriod.select()
            .join(Unit)
            .where(UnitPeriod.live(), UnitPeriod.period == period.code, Unit.kind == OFFICE_ITSELF)
            .exists()
        )
        if not has_office:
            unit = Unit.select().where(Unit.live(), Unit.kind == OFFICE_ITSELF).first()
            if unit is None:
                unit = step.insert(Unit, name=OFFICE_ITSELF, kind=OFFICE_ITSELF)
            step.insert(UnitPeriod, unit=unit, period=period.code)
        for key, (_label, texts) in self._catalogue.option_lists.items():
            if (
                OptionItem.select()
                .where(
                    OptionItem.live(),
                    OptionItem.period == period.code,
                    OptionItem.option_list == key,
                )
                .exists()
            ):
                continue
            for position, text in enumerate(texts):
                step.insert(
                    OptionItem, period=period.code, option_list=key, position=position, text=text
                )
