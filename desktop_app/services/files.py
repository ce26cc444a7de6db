"""Files out: written beside the target, synced, then moved into place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from desktop_app.core.errors import TargetRefused


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that exists already (unless force), is a folder, or lies nowhere."""
    if target.is_dir():
        raise TargetRefused(f"“{target}”是一个文件夹，请写上文件名。")
    if not target.parent.is_dir():
        raise TargetRefused(f"文件夹“{target.parent}”不存在，请先建好或换一个位置。")
    if target.exists() and not force:
        raise TargetRefused(f"文件“{target}”已经存在，请换一个文件名，或加上 --force 覆盖。")


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
        if not target.exists():
            _open_to_all(Path(temporary))
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise TargetRefused(
            f"无法写入“{target}”（{error.strerror or error}），请检查权限和磁盘空间，或换一个位置。"
        ) from error


def _open_to_all(path: Path) -> None:
    """Give the file the rights an ordinary new file has; mkstemp makes it private."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
