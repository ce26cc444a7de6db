"""Which column of a block goes where: in the order of the table, or by the labels of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from typing import NamedTuple

from desktop_app.core.errors import Refusal
from desktop_app.core.pasted_block import MOST_CELLS, Block
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.pasting.plan import PasteColumn

UNIT_LABEL = "填报单位"

_UNIT_LABELS = frozenset({"填报单位", "单位", "单位名称", "村", "村名", "村社区", "社区", "行政村"})
_COUNTED_ROWS = frozenset({"序号", "编号"})  # no fact of the row; every worksheet has it
_ASIDE = re.compile(r"[（(\[【].*?[)）\]】]|[\s:：*]")
_STARTS_AS_NUMBER = re.compile(r"\s*[0-9０-９]")


class Headed(NamedTuple):
    """A block with its columns known; first: line of the block that `rows` begin with, from 1."""

    columns: tuple[PasteColumn, ...]
    rows: Sequence[Sequence[str]]
    first: int = 1

    @property
    def has_header(self) -> bool:
        """Whether the first line of the block named the columns."""
        return self.first > 1


def place_columns(
    block: Block,
    wanted: Sequence[PasteColumn],
    known: Sequence[PasteColumn],
    selected: tuple[int, int] = (1, 1),
) -> Headed:
    """Say what each column of a block is.

    wanted: the columns from the cursor on; known: all that a header may name. selected: rows and
    columns of the selection, which a smaller block is repeated over.
    """
    header = _read_header(block.rows, known)
    if header is not None:
        kept = [at for at, column in enumerate(header) if column.heading not in _COUNTED_ROWS]
        below = [[row[at] for at in kept if at < len(row)] for row in block.rows[1:]]
        return Headed(tuple(header[at] for at in kept), below, 2)
    rows = _repeated(block.rows, selected)
    width = max(map(len, rows), default=0)
    while width > len(wanted) and all(
        len(row) < width or not row[width - 1].strip() for row in rows
    ):
        width -= 1
    outside = [PasteColumn("", f"第{place + 1}列") for place in range(len(wanted), width)]
    return Headed((*wanted[:width], *outside), rows)


def plain_label(text: str) -> str:
    """Return a heading without its counter and spaces: 参加（人次） → 参加."""
    return _ASIDE.sub("", text) or text.strip()


def _read_header(
    rows: Sequence[Sequence[str]], known: Sequence[PasteColumn]
) -> tuple[PasteColumn, ...] | None:
    """Return the columns that a first row of labels names; None where it holds values."""
    if len(rows) < 2:
        return None
    filled = [cell for cell in rows[0] if cell.strip()]
    names = _by_label(known)
    matched = sum(1 for cell in filled if plain_label(cell) in names)
    if not matched or 2 * matched < len(filled) or any(map(_STARTS_AS_NUMBER.match, filled)):
        return None
    columns: list[PasteColumn] = []
    for place, cell in enumerate(rows[0]):
        found = names.get(plain_label(cell))
        is_unit_corner = found is None and not cell.strip() and place == 0
        if is_unit_corner and UNIT_LABEL in names:
            found = names[UNIT_LABEL]
        if found is None or found in columns:
            found = PasteColumn("", cell.strip() or f"第{place + 1}列")
        columns.append(found)
    return tuple(columns)


def _by_label(known: Sequence[PasteColumn]) -> Mapping[str, PasteColumn]:
    """Return the columns by every label that may stand over them."""
    found: dict[str, PasteColumn] = {}
    for column in known:
        labels = _UNIT_LABELS if column.name == UNIT else {plain_label(column.heading)}
        found |= dict.fromkeys(labels, column)
    return found


def _repeated(rows: Sequence[Sequence[str]], selected: tuple[int, int]) -> Sequence[Sequence[str]]:
    """Repeat a block over a selection that is a multiple of it, as worksheets do."""
    if not rows or selected == (1, 1):
        return rows
    height, width = len(rows), len(rows[0])
    if selected[0] % height or selected[1] % width or any(len(row) != width for row in rows):
        return rows
    if selected[0] * selected[1] > MOST_CELLS:
        raise Refusal(f"一次最多填{MOST_CELLS:,}格，选中的太多了；请少选一些再粘贴。")
    wide = [list(islice(cycle(row), selected[1])) for row in rows]
    return list(islice(cycle(wide), selected[0]))
