"""诊断包: what a helper far away needs to know, and not one line of the clerk's data.

Versions, sizes, counts, the verdict on the database, and the log of errors, which holds no values
by itself. It must also work where the database cannot be opened: each part that fails says so.
"""

from __future__ import annotations

import importlib.metadata
import io
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from db import upgrade
from db.connection import check_integrity, companions, count_rows, read_only
from db.errors import StoreError
from desktop_app import __version__
from desktop_app.report.fonts.candidates import by_key, key_of
from desktop_app.report.fonts.installed import find_installed
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.program import error_log
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock

FACTS_NAME, README_NAME = "情况.txt", "说明.txt"
README = """这是党建季报的诊断包，用来请人查找程序的毛病。

里面有：程序和电脑系统的版本，数据文件的大小、格式版本和各表的行数，检查数据文件的结果，
版式设置，本机找到的公文字体，磁盘剩余空间，程序出错时记下的位置。

里面没有：任何填写的内容、单位和人员的名字、报告文字、密码。路径里的用户名已用 ~ 代替。
可以先用记事本打开看一遍，再交给维护人员。
"""

_LIBRARIES = (
    *("PySide6-Essentials", "peewee", "reportlab", "python-docx", "openpyxl"),
    *("python-calamine", "pypdfium2", "filelock"),
)
_MEBIBYTE = 1024 * 1024
_LARGEST_LOG = 1_000_000  # bytes of one log file that are taken along, from its end

Facts = Iterable[tuple[str, object]]


class Diagnosis:
    """Looks at a data folder, opened or not, and packs what it found."""

    def __init__(self, folder: Path, database: Path, font_folders: Sequence[Path] = ()) -> None:
        """font_folders: where this computer keeps fonts."""
        self._folder = folder
        self._database = database
        self._font_folders = font_folders

    def write(
        self,
        target: Path,
        *,
        force: bool = False,
        more: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Write the package; TargetRefused where that cannot be. Nothing else is written.

        more: further sections of facts, such as what the window knows of its screen.
        """
        check_target(target, force=force)
        parts = {README_NAME: README, FACTS_NAME: self._text(more or {}), **self._logs()}
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(name, shortened(text))
        write_file(target, buffer.getvalue(), force=force)

    def _text(self, more: Mapping[str, Mapping[str, str]]) -> str:
        sections: dict[str, Callable[[], Facts]] = {
            "程序": _program,
            "数据文件夹": self._place,
            "数据文件": self._file,
            "检查结果": self._verdict,
            "各表行数": lambda: count_rows(self._database).items(),
            "版式设置": self._page_setup,
            "本机设置": self._settings,
        }
        if self._font_folders:
            sections["字体"] = self._fonts
        lines = [f"诊断包　{datetime.now():%Y-%m-%d %H:%M}"]  # noqa: DTZ005 - as a clerk's clock shows it
        for title, find in sections.items():
            lines += ["", f"【{title}】", *_listed(find)]
        for title, facts in more.items():
            lines += ["", f"【{title}】", *_listed(facts.items)]
        return "\n".join(lines) + "\n"

    def _place(self) -> Facts:
        disk = shutil.disk_usage(self._folder)
        yield "位置", self._folder
        yield "磁盘剩余", f"{disk.free // _MEBIBYTE} MB，共 {disk.total // _MEBIBYTE} MB"
        backups = [path for path in self._folder.rglob("*.db") if path != self._database]
        yield "文件夹里的其他数据文件", len(backups)

    def _file(self) -> Facts:
        yield "大小", f"{self._database.stat().st_size} 字节"
        for path in companions(self._database):
            yield f"旁边的{path.name[len(self._database.name) :]}", f"{path.stat().st_size} 字节"
        yield "数据版本", upgrade.schema_version(self._database)
        with closing(read_only(self._database)) as connection:
            for pragma in ("journal_mode", "page_size", "page_count", "freelist_count"):
                yield pragma, connection.execute(f"PRAGMA {pragma}").fetchone()[0]

    def _verdict(self) -> Facts:
        check_integrity(self._database)
        yield "数据文件", "完好"

    def _page_setup(self) -> Facts:
        """Return how the page deviates from the standard: measures and choices, no texts."""
        with closing(read_only(self._database)) as connection:
            found = connection.execute("SELECT * FROM page_setup WHERE deleted_at IS NULL")
            names = [column[0] for column in found.description]
            rows = found.fetchall()
        for name, value in zip(names, rows[0] if rows else (), strict=False):
            if name not in ("id", "uid", "deleted_at"):
                yield name, "标准" if value is None else value

    def _settings(self) -> Facts:
        lock = StartLock(LocalSettings(self._folder))
        yield "密码锁", f"已设，{lock.minutes}分钟后锁定" if lock.is_set else "没有设"

    def _fonts(self) -> Facts:
        found = find_installed(self._font_folders)
        yield "找到的公文字体", "、".join(sorted(found)) or "没有"
        for hit in found.values():
            if hit.reason:
                yield hit.candidate, hit.reason

    def _logs(self) -> dict[str, str]:
        """Return the logs of this version on, which hold no values; those of earlier ones stay."""
        place = self._folder / error_log.FOLDER
        names = (error_log.FILE_NAME, error_log.CRASH_NAME)
        found = {}
        for path in sorted(place.glob("*")) if place.is_dir() else ():
            if path.name.startswith(names) and path.is_file():
                with path.open("rb") as file:
                    file.seek(max(path.stat().st_size - _LARGEST_LOG, 0))
                    text = file.read().decode("utf-8", "replace")
                found[f"{error_log.FOLDER}/{path.name}"] = text
        return found


def known_fonts(families: Iterable[str]) -> list[str]:
    """Return which fonts of official papers are among the families of a computer."""
    wanted = by_key()
    return sorted({wanted[key].name for family in families if (key := key_of(family)) in wanted})


def shortened(text: str) -> str:
    """Return a text without the account's name: ~ for the user's own folder."""
    home = Path.home()
    for name in sorted({str(home), str(home.resolve()), home.as_posix()}, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, "~").replace(name.replace("\\", "\\\\"), "~")
    return text


def _program() -> Facts:
    yield "党建季报", __version__
    yield "打包", "是" if getattr(sys, "frozen", False) else "否"
    yield "Python", sys.version.split()[0]
    yield "SQLite", sqlite3.sqlite_version
    yield "系统", f"{platform.system()} {platform.release()} {platform.version()}"
    yield "处理器", platform.machine()
    yield "编码", f"{sys.getfilesystemencoding()}，{sys.stdout.encoding if sys.stdout else '无'}"
    for name in _LIBRARIES:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield name, "版本不详"


def _listed(find: Callable[[], Facts]) -> Iterable[str]:
    """Yield the facts of a section; what cannot be found out says by which error."""
    try:
        for name, value in find():
            yield f"{name}：{value}"
    except StoreError as error:
        yield f"有问题：{type(error).__name__}"
    except Exception as error:  # noqa: BLE001 - whatever fails, the other sections still count
        yield f"查不到\n{error_log.described(error)}"
