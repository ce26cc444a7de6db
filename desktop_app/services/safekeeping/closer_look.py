"""The closer look at a database after an unclean exit, before anything is written to it."""

from __future__ import annotations

import shutil
from pathlib import Path

from db.connection import companions
from db.errors import DamagedFile
from db.scratch import scratch_folder
from db.soundness import quick_check
from desktop_app.services.safekeeping import condition_words as words
from desktop_app.services.safekeeping.condition import Unopened


def closer_look(database: Path) -> None:
    """Read the whole database; a missing one is no fault here.

    Raises DamagedFile, or Unopened where the file is sound but for what lies beside it: that is
    then the WAL or the journal of another one.
    """
    if not database.exists():
        return
    try:
        quick_check(database)
    except DamagedFile:
        if companions(database) and _is_sound_alone(database):
            raise Unopened(words.mispaired(database, database.parent)) from None
        raise


def _is_sound_alone(database: Path) -> bool:
    with scratch_folder(database) as folder:
        try:
            quick_check(Path(shutil.copy(database, folder)))
        except DamagedFile:
            return False
    return True
