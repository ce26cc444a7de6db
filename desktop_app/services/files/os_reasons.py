"""What the operating system says when a file cannot be used, in the words of the office."""

from __future__ import annotations

import errno

from db.troubles import Trouble, trouble_of

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EACCES: "没有权限，或正被其他程序（如WPS、Word）打开",
    errno.EPERM: "没有权限，或正被其他程序（如WPS、Word）打开",
    errno.EBUSY: "正被其他程序打开",
    errno.EROFS: "所在的磁盘只能读、不能写",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名的文件已经存在",
    errno.EIO: "磁盘读写出错",
    errno.EINVAL: "文件名中有不能用的字符",
}

_TROUBLES = {
    Trouble.FULL: "磁盘空间不足",
    Trouble.LOCKED: "正被其他程序占用",
    Trouble.READ_ONLY: "没有写入权限",
    Trouble.GONE: "没有权限、文件夹不存在，或U盘被拔出",
    Trouble.DAMAGED: "文件已损坏",
}


def folder_reason_of(error: OSError) -> str:
    """Return the reason for a folder, which no other program opens as it does a file."""
    is_refused = error.errno in {errno.EACCES, errno.EPERM}
    return "没有写入权限" if is_refused else reason_of(error)


def reason_of(error: BaseException) -> str:
    """Return the reason in Chinese, for what the system or SQLite said."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, "系统不允许")
    trouble = trouble_of(error)
    return "读写出错" if trouble is None else _TROUBLES[trouble]
