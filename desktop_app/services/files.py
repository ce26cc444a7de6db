"""Files out: written beside the target, synced, then moved into place."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.services.os_reasons import reason_of


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


def write_file(target: Path, data: bytes, *, force: bool = False) -> None:
    """Write a whole file or nothing; an existing one stays whole until the new one is on disk.

    Raises TargetRefused with the reason (exists, folder, no permission, disk full).
    """
    check_target(target, force=force)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(Path(temporary), target)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise TargetRefused(
            f"无法写入“{target}”（{reason_of(error)}），请处理后再试，或换一个位置。"
        ) from error


def _give_usual_rights(path: Path, target: Path) -> None:
    """Give the file the rights of the one it replaces, else of a new one; mkstemp's are private."""
    if target.exists():
        shutil.copymode(target, path)
        return
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
