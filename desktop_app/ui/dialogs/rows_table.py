"""The rows behind a figure: unit, day, what they hold, who wrote them and when."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.core.records import RowRecord
from desktop_app.core.specs import FieldSpec
from desktop_app.services.assembly import Services
from desktop_app.services.figures.problems import ListedRows
from desktop_app.services.figures.trace import LedgerRows
from desktop_app.services.log.last_hands import Hand, last_hands
from desktop_app.ui.dialogs.chosen_rows import ChosenRows
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.tables.wording import cell_text

MOST_ROWS = 1000
"""More rows than these are not read by eye; the ledger itself shows them all."""

RECTIFICATION = "rectification"
"""What stands before the uid of a problem or measure, where a ledger's row has the ledger."""

_WHO_AND_WHEN = ("登记人", "登记时间")
_DAY = "date"


class RowsTable(ChosenRows):
    """The rows of one ledger; each leads to "ledger key/row uid"."""

    def __init__(
        self,
        services: Services,
        found: LedgerRows,
        *,
        with_unit: bool,
        hands: Mapping[str, Hand] | None = None,
    ) -> None:
        """with_unit: the rows belong to units, not to the township as a whole.

        hands: uid → who wrote a row last, where that is known already, as of a frozen report.
        """
        rows = found.rows[:MOST_ROWS]
        if hands is None:
            hands = last_hands(services.catalogue, found.spec.key, [row.uid for row in rows])
        first, others = _shown(found)
        start = ["填报单位"] if with_unit else []
        lines = [
            [
                *([row.unit] if with_unit else []),
                *_cells(row, first),
                *_hand(hands.get(row.uid)),
                *_cells(row, others),
            ]
            for row in rows
        ]
        headings = [
            *start,
            *(field.heading for field in first),
            *_WHO_AND_WHEN,
            *(field.heading for field in others),
        ]
        places = (
            *enumerate(first, len(start)),
            *enumerate(others, len(start) + len(first) + len(_WHO_AND_WHEN)),
        )
        right = frozenset(place for place, field in places if field.is_number)
        super().__init__(headings, lines, [f"{found.spec.key}/{row.uid}" for row in rows], right)
        self.setToolTip("双击一行或按回车，到台账里查看")
        self.setAccessibleName(f"{found.spec.label}的记录")


class ProblemsTable(ChosenRows):
    """Problems or measures; each leads to "rectification/uid"."""

    def __init__(self, found: ListedRows) -> None:
        """found: what a figure counts or names."""
        lines = [[*row.cells, *_hand(row.hand)] for row in found.rows]
        keys = [f"{RECTIFICATION}/{row.uid}" for row in found.rows]
        super().__init__([*found.headings, *_WHO_AND_WHEN], lines, keys)
        self.setToolTip("双击一行或按回车，到“问题与措施”里查看")
        self.setAccessibleName(found.label)


def _shown(found: LedgerRows) -> tuple[list[FieldSpec], list[FieldSpec]]:
    """Return the day and what the figure looks at, and the other columns that hold something."""
    fields = [
        field
        for field in found.spec.fields
        if field.name == _DAY
        or (
            field.name != "counted"
            and any(row.values[field.name] not in (None, False) for row in found.rows)
        )
    ]
    first = (_DAY, *found.columns)
    return (
        sorted(
            (field for field in fields if field.name in first),
            key=lambda field: first.index(field.name),
        ),
        [field for field in fields if field.name not in first],
    )


def _cells(row: RowRecord, fields: list[FieldSpec]) -> list[str]:
    return [cell_text(row.values[field.name], field).replace("\n", " ") for field in fields]


def _hand(hand: Hand | None) -> tuple[str, str]:
    return (hand.who, moment_text(hand.at)) if hand else ("", "")
