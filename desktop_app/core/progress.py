"""How long work tells how far it is, and how it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.core.errors import Refusal

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what is being done); total 0 where that is unknown.

Raises Cancelled when the user has enough: whoever works lets it pass, so that nothing stays.
"""


class Cancelled(Refusal):
    """The user stopped the work; nothing of it was written."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("已取消，什么也没有写入。")


def nothing(_done: int, _total: int, _text: str) -> None:
    """Tell nobody; for work that nobody waits for."""
