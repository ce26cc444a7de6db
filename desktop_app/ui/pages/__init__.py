"""The window's pages: one generic page an area, and those made by hand.

A page's module is loaded when the page is first opened, so that the window is there sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from desktop_app.ui.context import Context

if TYPE_CHECKING:
    from desktop_app.ui.pages.page import Page

HAND_MADE = {
    "workbench": "WorkbenchPage",
    "rectification": "RectificationPage",
    "report": "ReportPage",
    "summary": "SummaryPage",
    "upper_forms": "UpperFormsPage",
    "settings": "SettingsPage",
    "recycle_bin": "RecycleBinPage",
    "backups": "BackupsPage",
    "change_log": "ChangeLogPage",
}
"""Key → class in `<key>_page.py`; an area whose key stands here gets its page from there."""


def load_pages() -> None:
    """Load the modules of all pages; may be called in a worker, for no widget is made."""
    for key in (*HAND_MADE, "area"):
        import_module(f"{__name__}.{key}_page")


def page_of(key: str, context: Context) -> Page:
    """Make the page of a key: a hand-made one, else the generic page of the area."""
    if key in HAND_MADE:
        module = import_module(f"{__name__}.{key}_page")
        made: Page = getattr(module, HAND_MADE[key])(context)
        return made
    from desktop_app.ui.pages.area_page import AreaPage  # noqa: PLC0415 - as the others

    return AreaPage(context, key)
