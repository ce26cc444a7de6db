"""What was typed and could not be saved: who holds such, and where in a widget one is."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class HoldsTyping(Protocol):
    """A grid, a form or a list that keeps what it could not save."""

    def has_unsaved(self) -> bool:
        """Whether something that was typed here is saved nowhere."""
        ...


def holds_unsaved(widget: QWidget) -> bool:
    """Whether something within a widget holds what could not be saved."""
    return any(
        part.has_unsaved() for part in widget.findChildren(QWidget) if isinstance(part, HoldsTyping)
    )
