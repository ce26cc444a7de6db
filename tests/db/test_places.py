"""Kinds of places, by name and by what the system says of its mounts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db.places import Place, is_share, is_synced, network_system, place_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/共享 cifs rw 0 0
server:/home /mnt/a\\040b nfs4 rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0
me@server: /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /mnt/ntfs fuse.ntfs-3g rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/mnt/共享/党建", True),
        ("/mnt/共享文件", False),
        ("/mnt/a b", True),
        ("/media/stick/党建", False),
        ("/mnt/ssh/x", True),
        ("/mnt/ntfs/x", False),
        ("/var/lib", False),
    ],
)
def test_a_network_is_known_by_the_system_that_is_mounted(folder: str, network: bool):  # noqa: FBT001
    assert network_system(Path(folder), MOUNTS) is network


@pytest.mark.parametrize(
    ("path", "share"),
    [(r"\\server\党建", True), ("//server/a", True), (r"D:\党建", False), ("/a//b", False)],
)
def test_a_share_is_known_by_its_name(path: str, share: bool):  # noqa: FBT001
    assert is_share(path) is share


@pytest.mark.parametrize(
    ("folder", "synced"),
    [
        (PureWindowsPath(r"C:\OneDrive - 镇政府\党建"), True),
        (PureWindowsPath(r"D:\坚果云\我的坚果云"), True),
        (PureWindowsPath(r"D:\BaiduSyncdisk"), True),
        (PureWindowsPath(r"D:\WPS云盘\党建"), True),
        (PurePosixPath("/srv/Dropbox/党建"), True),
        (PureWindowsPath(r"D:\党建\云盘说明"), False),
    ],
)
def test_a_synced_folder_is_known_by_its_client(folder, synced: bool):  # noqa: FBT001
    assert is_synced(folder) is synced


def test_a_folder_that_does_not_exist_lies_where_its_parents_do(tmp_path: Path):
    assert place_of(tmp_path / "还没有" / "的") is Place.LOCAL
    assert place_of(tmp_path / "OneDrive" / "党建") is Place.SYNCED
