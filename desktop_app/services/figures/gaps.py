"""缺报: which totals lack units, as the report prints them, and where one would give them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.evidence import aggregates_of
from desktop_app.core.records import FigureValue


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that is printed as a partial total.

    area, ledger: where what is missing would be given; ledger "" for a fact of the unit itself.
    """

    figure: FigureValue
    area: str
    ledger: str

    @property
    def units(self) -> tuple[str, ...]:
        """Who gave nothing."""
        return self.figure.missing

    @property
    def sentence(self) -> str:
        """The figure and who is missing in it: “复工率”缺2村：张村、李村."""
        return f"“{self.figure.label}”{self.figure.lack}：{'、'.join(self.units)}"


def gaps(
    catalogue: Catalogue,
    values: Mapping[str, FigureValue],
    keys: Iterable[str] | None = None,
    without: Collection[str] = (),
) -> tuple[Gap, ...]:
    """Return the partial totals of a period in report order.

    keys: only among these figures; None for all. without: figures that are not asked about.
    """
    wanted = None if keys is None else frozenset(keys)
    return tuple(
        Gap(value, catalogue.area_of_figure[key].key, _ledger_of(catalogue, key))
        for key, value in values.items()
        if value.is_partial
        and key in catalogue.figures
        and key not in without
        and (wanted is None or key in wanted)
    )


def _ledger_of(catalogue: Catalogue, figure: str) -> str:
    return next(iter(aggregates_of(catalogue.figures[figure].source)), "")
