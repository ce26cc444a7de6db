"""Cells of whole blocks: each text read by its column; a refusal is kept beside it, not raised."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.core.errors import InvalidValue
from desktop_app.core.readers import Options, Reader, Reading, reader_for
from desktop_app.core.specs import FieldSpec

ESTIMATED = "estimated"
"""The flag that every row of a ledger has, and that an estimated number sets."""
MARKED = "这一行会标为“估计”"
NO_MARK = "这里不能标“估计”"
"""What follows the note of an estimate: with such a flag beside it, and without."""


CellReader = Callable[[str], Reading]


def cell_reader(field: FieldSpec, options: Options) -> CellReader:
    """Return the reader of a column; a text that comes again is read once.

    options: with the quarter (readers.options_in), so that days may lack their year.
    """
    return _Readings(field, reader_for(field, options)).__getitem__


class _Readings(dict[str, Reading]):
    """Texts that were read already, and how the others are read."""

    def __init__(self, field: FieldSpec, read: Reader) -> None:
        super().__init__()
        self._label = field.label
        self._read = read

    def __missing__(self, text: str) -> Reading:
        try:
            found = self._read(text)
        except InvalidValue as reason:
            found = Reading(None, "", f"“{self._label}”{reason}")
        self[text] = found
        return found
