"""What the page asks of a tab."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Tab(QWidget):
    """Base of the tabs of 设置."""

    title = ""

    def reload(self) -> None:
        """Read what the tab shows."""
        raise NotImplementedError

    def commit(self) -> None:
        """Save what is still being typed."""
