"""What was typed into rows and could not be kept, until one comes back to it or gives it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from desktop_app.core.records import RowRecord
from desktop_app.ui import theme

Typed = Mapping[str, tuple[object, str]]
"""Field → what its editor held, and why it was not kept."""


@dataclass(frozen=True, slots=True)
class Unkept:
    """record: the row as it was then."""

    record: RowRecord
    typed: Typed


class Waiting:
    """Rows with something unkept, by uid; a row that is not kept at all yet has the uid ""."""

    def __init__(self) -> None:
        """No row waits."""
        self._rows: dict[str, Unkept] = {}

    def __bool__(self) -> bool:
        """Whether any row waits."""
        return bool(self._rows)

    def put(self, record: RowRecord, typed: Typed) -> None:
        """Let a row wait; without anything unkept it need not."""
        self._rows.pop(record.uid, None)
        if typed:
            self._rows[record.uid] = Unkept(record, typed)

    def take(self, record: RowRecord) -> Typed:
        """Return what was typed into a row, which waits no longer."""
        found = self._rows.pop(record.uid, None)
        return found.typed if found else {}

    def in_reach(self, place_of: Callable[[str], int | None]) -> list[Unkept]:
        """Return the rows that wait and that a table can show. place_of: a uid's row there."""
        return [row for uid, row in self._rows.items() if not uid or place_of(uid) is not None]


class UnkeptNote(QFrame):
    """Says that rows wait to be mended. back_wanted, drop_wanted: what to do about the first."""

    back_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self) -> None:
        """Hidden until there is such a row."""
        super().__init__()
        theme.set_role(self, "banner", "warning")
        self._words = QLabel(wordWrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for text, signal in (("回去填完", self.back_wanted), ("不要了", self.drop_wanted)):
            button = QToolButton()
            button.setText(text)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addLayout(buttons)
        self.hide()

    def show_rows(self, waiting: list[Unkept]) -> None:
        """Name the first of the rows that wait; none hides the note."""
        self.setVisible(bool(waiting))
        if not waiting:
            return
        first = waiting[0]
        owner = first.record.unit or "有一行"
        texts = "、".join(f"“{raw or ''}”" for raw, _reason in first.typed.values())
        more = f"，另有{len(waiting) - 1}行也是" if len(waiting) > 1 else ""
        self._words.setText(f"{owner}刚才填的{texts}没有存上{more}。")
        self._words.setToolTip("；".join(reason for _raw, reason in first.typed.values()))
