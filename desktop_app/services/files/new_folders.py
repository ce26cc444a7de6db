"""A folder that is wanted for files and is not there yet: made, and gone again if they fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.os_reasons import reason_of


@contextmanager
def wanted_folder(folder: Path) -> Iterator[bool]:
    """Make a folder where it lacks and yield whether that was so.

    One level alone: a slip further up in the path is not to grow into a tree of folders. What ends
    the work inside takes the new folder away again, while nothing lies in it. Raises TargetRefused
    where it cannot be made.
    """
    is_new = not folder.exists()
    if is_new:
        try:
            folder.mkdir()
        except FileNotFoundError as error:
            raise TargetRefused(f"文件夹“{folder.parent}”不存在，请先建好或换一个位置。") from error
        except OSError as error:
            raise TargetRefused(
                f"建不了文件夹“{folder}”（{reason_of(error)}），请换一个位置。"
            ) from error
    try:
        yield is_new
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise
