"""A backup before many rows come in at once."""

from __future__ import annotations

from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.kinds import Kind

MANY = 20
"""Rows or cells; fewer than these are undone as easily as they came."""


def keep_before_import(database: Path, rows: int) -> str:
    """Make a backup unless the rows are few or one holds the present state already.

    To be called before the step is opened. Returns why there is none, as a sentence for the
    clerk, "" when all is well: an import is one step that can be undone, so it goes on.
    """
    backups = BackupFolder(database)
    if rows < MANY or not backups.is_changed():
        return ""
    try:
        backups.make(kind=Kind.BEFORE_IMPORT)
    except TargetRefused as refusal:
        return f"导入以前的{refusal}"
    return ""
