"""Writing many cells of the table of units at once."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.core.errors import FieldProblem, InvalidRow
from desktop_app.core.periods import Period
from desktop_app.services.log.changes import Writer
from desktop_app.services.office.unit_changes import UnitChanges


class UnitCells:
    """Takes cells of several units as one step."""

    def __init__(self, writer: Writer, changes: UnitChanges) -> None:
        """changes: how one fact of a unit is changed."""
        self._writer = writer
        self._changes = changes

    def write(
        self,
        period: Period,
        cells: Mapping[tuple[str, str], object],
        names: Mapping[str, str],
        step_name: str = "修改填报单位",
    ) -> None:
        """Write cells, (unit's uid, field) → what was typed; names: uid → name, for sentences.

        Raises InvalidRow with a sentence that names the first wrong cell; nothing is written then.
        """
        with self._writer.step(step_name):
            for (uid, field), raw in cells.items():
                try:
                    self._changes.change(period, uid, field, raw)
                except InvalidRow as refusal:
                    sentence = f"{names[uid]}的{refusal.problems[0].message}；其余的也没有改"
                    raise InvalidRow((FieldProblem(field, sentence),)) from None
