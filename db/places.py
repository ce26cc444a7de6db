"""On what kind of place a folder lies: SQLite's WAL wants a disk of this very computer."""

from __future__ import annotations

import sys
from enum import Enum, auto
from pathlib import Path, PurePath


class Place(Enum):
    """What a folder lies on."""

    LOCAL = auto()
    NETWORK = auto()
    """Another computer's disk: memory cannot be shared there, and locks are not to be trusted."""
    SYNCED = auto()
    """A folder that a client copies to a cloud: it takes the files one by one, at any moment."""


_NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p"}
_LOCAL_FUSE = {"fuse.ntfs-3g", "fuse.exfat", "fuse.ecryptfs", "fuse.gocryptfs", "fuse.encfs"}
_SYNC_FOLDERS = (
    *("onedrive", "dropbox", "google drive", "icloud", "nextcloud", "owncloud", "seafile"),
    *("坚果云", "nutstore", "百度网盘同步", "baidunetdisk", "baidusyncdisk", "百度云同步盘"),
    *("wps云盘", "wpsdrive", "wps网盘", "金山快盘", "腾讯微云", "微云同步", "天翼云", "阿里云盘"),
)
_DRIVE_REMOTE = 4  # of GetDriveType, fileapi.h


def place_of(folder: Path) -> Place:
    """Return the kind of place; a folder that does not exist lies where its parents do."""
    absolute = folder.absolute()
    if is_share(str(absolute)) or _is_network(absolute):
        return Place.NETWORK
    return Place.SYNCED if is_synced(absolute) else Place.LOCAL


def is_share(path: str) -> bool:
    r"""Whether a path names another computer, as \\server\share does."""
    return path.replace("\\", "/").startswith("//")


def is_synced(folder: PurePath) -> bool:
    """Whether a folder's path goes through the folder of a known cloud client."""
    return any(part.lower().startswith(_SYNC_FOLDERS) for part in folder.parts)


def network_system(folder: Path, mounts: str) -> bool:
    """Whether a folder is mounted over a network; mounts: Linux's /proc/self/mounts."""
    best, found = "", ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point, system = _plain(words[1]), words[2]
        is_over = point == "/" or str(folder) == point or str(folder).startswith(f"{point}/")
        if is_over and len(point) >= len(best):
            best, found = point, system
    return found in _NETWORK_SYSTEMS or (found.startswith("fuse.") and found not in _LOCAL_FUSE)


def _plain(point: str) -> str:
    """Return a mount point with its spaces, which the list writes as an octal number."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of use on Windows alone

        return ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        return network_system(folder.resolve(), mounts)
    except OSError:
        return False
