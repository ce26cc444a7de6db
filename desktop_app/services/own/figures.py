"""自定义指标: figures that the office adds itself, typed into the matrix like built-in ones.

Each is a column of a ledger that the program makes for the area: one for what villages give, one
for what the township gives as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from db.models.own import OwnColumn, new_key
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.specs import FigureSpec
from desktop_app.services.own.areas import OwnAreas
from desktop_app.services.own.definitions import DefiningWriter
from desktop_app.services.own.parts import check_whole, possible_wholes
from desktop_app.services.own.records import (
    NUMBERS,
    OwnColumnRecord,
    OwnFigureRecord,
    OwnLedgerRecord,
)
from desktop_app.services.own.rules import checked_ledger, wrong

_HELP = "本单位自己加的指标，一行可以填几个；也可以在本季工作台里填。"


class OwnFigures:
    """Reads and writes own figures; each call is one step."""

    def __init__(self, writer: DefiningWriter, catalogue: Catalogue, areas: OwnAreas) -> None:
        """areas: writes the ledgers that hold the figures."""
        self._writer = writer
        self._catalogue = catalogue
        self._areas = areas

    def all(self) -> list[OwnFigureRecord]:
        """Return the own figures, area by area."""
        order = list(self._areas.homes())
        found = [
            figure_of(ledger, column)
            for ledger in self._areas.ledgers()
            if ledger.holds_figures
            for column in ledger.columns
        ]
        return sorted(found, key=lambda figure: order.index(figure.area))

    def save(self, figure: OwnFigureRecord) -> str:
        """Add a figure or change one, and return its key; the figure's own is `own.` and this.

        Area, kind and who gives it stay as they were made. Raises InvalidRow.
        """
        before = self._known(figure.key)
        if before and (before.area, before.for_office) != (figure.area, figure.for_office):
            raise wrong(
                "area", f"“{figure.label}”建好后不能改领域和由谁填报，请停用它，另加一个指标"
            )
        check_whole(self._catalogue, figure)
        ledger = self._ledger(figure)
        column = _column(replace(figure, key=figure.key or new_key()))
        columns = tuple(column if known.key == column.key else known for known in ledger.columns)
        columns = columns if before else (*columns, column)
        checked = checked_ledger(self._catalogue, replace(ledger, columns=columns))
        verb = "修改指标" if before else "新增指标"
        with self._writer.step(f"{verb}：{figure.label.strip()}") as step:
            self._areas.write_ledger(step, checked)
        return column.key

    def wholes(self, figure: OwnFigureRecord) -> dict[str, str]:
        """Return key → label of the figures that one may be a part of, those of its area first."""
        found = possible_wholes(self._catalogue, figure)
        return {spec.key: spec.label for spec in sorted(found, key=_of_other_area(figure.area))}

    def retire(self, key: str, period: Period) -> None:
        """Ask for a figure no more from a quarter on; earlier quarters keep it."""
        self._set_end(key, period.code, f"从{period.label}起停用指标")

    def bring_back(self, key: str) -> None:
        """Ask for a retired figure again."""
        self._set_end(key, "", "恢复使用指标")

    def _set_end(self, key: str, retired_from: str, verb: str) -> None:
        row = OwnColumn.select().where(OwnColumn.live(), OwnColumn.key == key).first()
        if row is None:
            raise UnknownName("这个指标已经没有了，请刷新后再试。")
        with self._writer.step(f"{verb}：{row.label}") as step:
            step.update(row, retired_from=retired_from)

    def _known(self, key: str) -> OwnFigureRecord | None:
        return next((figure for figure in self.all() if figure.key == key and key), None)

    def _ledger(self, figure: OwnFigureRecord) -> OwnLedgerRecord:
        """Return the ledger that holds such figures of the area, a new one where there is none."""
        for ledger in self._areas.ledgers():
            if ledger.holds_figures and (ledger.area, ledger.kept_by_office) == (
                figure.area,
                figure.for_office,
            ):
                return ledger
        label = self._areas.homes().get(figure.area)
        if label is None:
            raise wrong("area", "请选择指标属于哪个工作领域")
        name = f"{label}{'本级' if figure.for_office else '自定'}指标"
        return OwnLedgerRecord(
            name, figure.area, (), _HELP, kept_by_office=figure.for_office, holds_figures=True
        )


def _of_other_area(area: str) -> Callable[[FigureSpec], bool]:
    return lambda spec: spec.home != area


def _column(figure: OwnFigureRecord) -> OwnColumnRecord:
    if figure.kind not in NUMBERS:
        raise wrong("kind", "指标只能是整数或金额")
    return OwnColumnRecord(
        figure.label,
        figure.kind,
        figure.counter,
        (),
        is_figure=True,
        definition=figure.definition,
        within=figure.within,
        over_periods=figure.over_periods,
        retired_from=figure.retired_from,
        key=figure.key,
        part_of=figure.part_of,
    )


def figure_of(ledger: OwnLedgerRecord, column: OwnColumnRecord) -> OwnFigureRecord:
    """Return a column of a ledger that holds figures as the figure that it is."""
    return OwnFigureRecord(
        column.label,
        column.counter,
        ledger.area,
        column.definition,
        column.kind,
        column.within,
        column.over_periods,
        for_office=ledger.kept_by_office,
        retired_from=column.retired_from,
        key=column.key,
        part_of=column.part_of,
    )
