"""Asking for a restore: the window closes first, whoever started it restores and opens it anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

_PROPERTY = "restore_from"


def ask_for_restore(source: Path) -> None:
    """Close all windows, so that a backup can take the database's place.

    A window that stays, since it is busy, takes the request back; one that asks something first
    does so when the answer is no.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setProperty(_PROPERTY, str(source))
    app.closeAllWindows()
    is_asking = app.activeModalWidget() is not None
    if not is_asking and any(window.isVisible() for window in app.topLevelWidgets()):
        app.setProperty(_PROPERTY, None)


def take_request() -> Path | None:
    """Return what was asked for and forget it; None when the window was closed to end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    source = app.property(_PROPERTY)
    app.setProperty(_PROPERTY, None)
    return Path(source) if source else None
