"""A small disk of our own that can be full or read-only; needs root, else the tests are skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FILLER = "电影.mkv"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty disk of that size; skip the test where that is not allowed."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs Linux and root")
    folder.mkdir()
    size = f"size={megabytes}m"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip(f"this machine does not let us mount: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def make_read_only(disk: Path, *, read_only: bool = True) -> None:
    """Turn the write protection of a mounted disk on or off."""
    mode = "remount,ro" if read_only else "remount,rw"
    subprocess.run(["mount", "-o", mode, disk], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Leave no more than so many bytes free (to the page)."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with (disk / _FILLER).open("ab") as file:
        file.write(bytes(max(0, free - leave)))


def make_room(disk: Path) -> None:
    """Delete what filled the disk."""
    (disk / _FILLER).unlink()
