"""The manual's page of keys, from the list that the window's own keys are held against."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.services.manual import ManualPage
from desktop_app.ui.dialogs.shortcuts import key_text
from desktop_app.ui.frame.key_list import Place

KEYS = "keys"
"""Key of the page."""


def key_page(places: Sequence[Place], group: str) -> ManualPage:
    """Return a page with all keys by the place where they work."""
    parts = ["# 快捷键", "不用鼠标也能做完全部工作。按 Ctrl+F1 打开快捷键一览，可以查找和打印。"]
    for place in places:
        parts.append(f"## {place.name}")
        rows = [f"| **{_cell(key_text(key.keys))}** | {_cell(key.what)} |" for key in place.keys]
        parts.append("\n".join(["| 按键 | 用途 |", "|---|---|", *rows]))
    return ManualPage(KEYS, group, "\n\n".join(parts))


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "｜").replace("[", "\\[")
