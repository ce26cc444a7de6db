"""Files out: written beside the target, synced, then moved into place."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.os_reasons import reason_of

_PART_PREFIX, _PART_SUFFIX = ".党建季报-", ".part"
_LEFT_OVER_SECONDS = 600.0
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.6, 0.65)
"""Seconds between tries while another program holds the target: 2 s, as long as a scanner looks."""


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that exists already (unless force), is a folder, or lies nowhere."""
    try:
        if not target.name or target.is_dir():
            raise TargetRefused(f"“{target}”是一个文件夹，请写上文件名。")
        if not target.parent.is_dir():
            raise TargetRefused(f"文件夹“{target.parent}”不存在，请先建好或换一个位置。")
        if target.exists() and not force:
            raise TargetRefused(f"文件“{target}”已经存在，请换一个文件名，或加上 --force 覆盖。")
    except OSError as error:
        raise TargetRefused(f"“{target}”不能用（{reason_of(error)}），请换一个位置。") from error


def write_file(target: Path, data: bytes, *, force: bool = False, numbered: bool = False) -> Path:
    """Write a whole file or nothing and return where it is.

    An existing one stays whole until the new one is on disk. numbered: where the existing one
    stays open in another program, write “报告(2).pdf” beside it instead of refusing; the caller
    tells the user. Raises TargetRefused with the reason (exists, folder, no permission, disk full).
    """
    check_target(target, force=force)
    _clear_left_overs(target.parent)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(_PART_SUFFIX, _PART_PREFIX, target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(Path(temporary), target)
        written = _move(Path(temporary), target, numbered=numbered)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        raise TargetRefused(
            f"无法写入“{target}”（{reason_of(error)}），请处理后再试，或换一个位置。"
        ) from error
    _sync_folder(target.parent)
    return written


def moved_sentence(target: Path, written: Path) -> str:
    """Say that a file got another name than the one asked for; "" where it did not."""
    if written == target:
        return ""
    return f"“{target.name}”正被其他程序打开，没有动它，新的文件另存为“{written.name}”。"


def _move(part: Path, target: Path, *, numbered: bool) -> Path:
    """Put the part in the target's place as soon as whoever holds the target lets it go."""
    for wait in _WAITS:
        try:
            return part.replace(target)
        except OSError as error:
            if not _is_held(error):
                raise
            time.sleep(wait)
    if not numbered:
        return part.replace(target)
    return part.replace(_free_name(target))


def _is_held(error: OSError) -> bool:
    """Whether another program has the file open: on Windows winerror 5 and 32 are both EACCES."""
    return error.errno in (errno.EACCES, errno.EBUSY)


def _free_name(target: Path) -> Path:
    """Return the name with the lowest number from (2) on that no file has."""
    names = (target.with_name(f"{target.stem}({n}){target.suffix}") for n in count(2))
    return next(name for name in names if not name.exists())


def _clear_left_overs(folder: Path) -> None:
    """Remove what a crash left here; a younger part may be another program's at work.

    An age below zero counts as well: the clock was set back.
    """
    for part in folder.glob(f"{_PART_PREFIX}*{_PART_SUFFIX}"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _LEFT_OVER_SECONDS:
                part.unlink()


def _sync_folder(folder: Path) -> None:
    """Wait until the new name is on disk too, where the system can do so for a folder."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some shares refuse it; the content is safe by then
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _give_usual_rights(path: Path, target: Path) -> None:
    """Give the file the rights of the one it replaces, else of a new one; mkstemp's are private."""
    if target.exists():
        shutil.copymode(target, path)
        return
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
