"""A second place for the backups: a stick or another drive, caught up whenever it is there."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from db.connection import sync_folder
from desktop_app.core.errors import TargetRefused
from desktop_app.core.progress import Progress
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.safekeeping.catalogue import (
    NOTES_NAME,
    BackupList,
    BackupRecord,
    State,
)
from desktop_app.services.safekeeping.contents import is_sound
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.thinning import superfluous

FOLDER_NAME = "党建季报备份"
MARK_NAME = "党建季报备份位置（请勿删除）.txt"
_PLACE, _OWN_MARK, _COMPLETE = "second_place", "backup_mark", "second_place_complete"


@dataclass(frozen=True, slots=True)
class SecondState:
    """How the second place stands.

    folder: where, None where none was chosen. trouble: a sentence for the clerk, "" when all is
    well. complete_at: when it last held everything. is_same_disk: it lies where the data lies.
    renewed: how many copies were made again, since they had changed there.
    """

    folder: Path | None = None
    trouble: str = ""
    complete_at: datetime | None = None
    is_same_disk: bool = False
    renewed: int = 0


class SecondPlace:
    """Copies what 备份/ holds; foreign files there are never touched.

    The place is known by a mark in it, so that another stick under the same letter is recognised.
    """

    def __init__(self, data_folder: Path) -> None:
        """data_folder: whose backups are copied; the choice belongs to this PC."""
        self._data_folder = data_folder
        self._settings = LocalSettings(data_folder)

    @property
    def folder(self) -> Path | None:
        """Where the copies go, whether it is there now or not."""
        chosen = self._settings.get(_PLACE)
        return Path(chosen) if isinstance(chosen, str) else None

    def choose(self, folder: Path | None) -> Path | None:
        """Keep copies in a folder of their own below this one from now on; None: nowhere.

        A folder that was ours before is taken up again. Raises TargetRefused.
        """
        if folder is None:
            self._settings.set(_PLACE, None)
            self._settings.set(_COMPLETE, None)
            return None
        if folder.resolve().is_relative_to(self._data_folder.resolve()):
            raise TargetRefused(
                "这个文件夹就在数据文件夹里，数据坏了它也保不住；请选U盘或另一个盘上的文件夹。"
            )
        try:
            place = folder if self._is_ours(folder) else self._free_place(folder)
            place.mkdir(exist_ok=True)
            (place / MARK_NAME).write_text(
                f"这里是党建季报的第二备份位置，请不要删除或改动这个文件。\n{self._mark()}\n",
                "utf-8",
            )
        except OSError as error:
            raise TargetRefused(
                f"“{folder}”不能放备份（{reason_of(error)}），请处理后再试，或换一个位置。"
            ) from error
        self._settings.set(_PLACE, str(place))
        self._settings.set(_COMPLETE, None)
        return place

    def state(self) -> SecondState:
        """Say how it stands without writing anything."""
        folder = self.folder
        if folder is None:
            return SecondState()
        return SecondState(
            folder, self._absence(folder), self._complete_at(folder), self._same(folder)
        )

    def catch_up(
        self, records: Sequence[BackupRecord], now: datetime, spoiled: Collection[str] = ()
    ) -> SecondState:
        """Copy what is missing there, thin it out by the common rule, and say how it stands.

        records: the backups of 备份/. spoiled: names of copies to be made again. Nothing is
        raised: saving goes on whatever happens there.
        """
        folder = self.folder
        if folder is None or self._absence(folder):
            return self.state()
        try:
            trouble = self._bring_up(folder, records, now, spoiled)
        except OSError as error:
            trouble = _sentence(folder, error)
        if not trouble:
            with suppress(TargetRefused):  # of the place that was caught up: another may be chosen
                self._settings.set(_COMPLETE, {"folder": str(folder), "at": now.isoformat()})
        renewed = 0 if trouble else len(spoiled)
        return SecondState(folder, trouble, self._complete_at(folder), self._same(folder), renewed)

    def check(
        self, records: Sequence[BackupRecord], now: datetime, progress: Progress
    ) -> SecondState:
        """Read every copy there, make again those that changed, and say how it stands.

        What lies there alone is checked like a backup of 备份/. Raises Cancelled.
        """
        folder = self.folder
        if folder is None or self._absence(folder):
            return self.state()
        here = {one.path.name: one for one in records if one.state is State.SOUND}
        there = list(_records(folder).values())
        spoiled, lost = set(), 0
        for done, copy in enumerate(there):
            progress(done, len(there), f"正在检查第二备份位置的“{copy.path.name}”")
            if copy.path.name in here:
                if not _is_same(copy.path, here[copy.path.name].path):
                    spoiled.add(copy.path.name)
            elif not is_sound(copy.path):
                lost += 1
        state = self.catch_up(records, now, spoiled)
        return replace(state, trouble=state.trouble or _lost_words(folder, lost))

    def _bring_up(
        self,
        folder: Path,
        records: Sequence[BackupRecord],
        now: datetime,
        spoiled: Collection[str],
    ) -> str:
        """Copy, then thin; return the sentence of what went wrong, "" for nothing."""
        for half in folder.glob(".*.db.part"):
            half.unlink(missing_ok=True)
        sound = {one.path.name: one for one in records if _is_for_copying(one)}
        there = _records(folder)
        wanted = _kept(
            [*sound.values(), *(there[name] for name in there if name not in sound)], now
        )
        missing = [
            one
            for one in wanted
            if one.path.parent != folder
            and (
                one.path.name not in there
                or there[one.path.name].size != one.size
                or one.path.name in spoiled
            )
        ]
        for number, record in enumerate(missing):  # the newest first: it matters most
            try:
                _copy(record.path, folder / record.path.name)
            except OSError as error:
                return _sentence(folder, error, len(missing) - number)
        for record in superfluous(list(_records(folder).values()), now):
            record.path.unlink(missing_ok=True)
        return ""

    def _absence(self, folder: Path) -> str:
        """Return why nothing can be copied there now, "" when it can."""
        if self._is_ours(folder):
            return ""
        if _holds_other_things(folder):
            return (
                f"“{folder}”不是原来的第二备份位置，可能插的是另一个U盘；没有往里写，"
                "请插上原来的，或重新选择第二备份位置。"
            )
        return (
            f"第二备份位置“{folder}”现在找不到，可能U盘没有插上；数据照常保存，"
            "插上以后会自动补齐备份。"
        )

    def _is_ours(self, folder: Path) -> bool:
        mark = self._settings.get(_OWN_MARK)
        try:
            return (
                isinstance(mark, str)
                and mark in (folder / MARK_NAME).read_text("utf-8").splitlines()
            )
        except (OSError, ValueError):
            return False

    def _mark(self) -> str:
        """Return what names this PC's data; made when it is first asked for."""
        mark = self._settings.get(_OWN_MARK)
        if not isinstance(mark, str):
            mark = uuid4().hex
            self._settings.set(_OWN_MARK, mark)
        return mark

    def _free_place(self, folder: Path) -> Path:
        """Return the folder below that is ours, else a new name beside those of others."""
        names = (FOLDER_NAME if number == 1 else f"{FOLDER_NAME}{number}" for number in count(1))
        return next(
            folder / name
            for name in names
            if not (folder / name).exists() or self._is_ours(folder / name)
        )

    def _complete_at(self, folder: Path) -> datetime | None:
        kept = self._settings.get(_COMPLETE)
        if isinstance(kept, dict):
            kept = kept.get("at") if kept.get("folder") == str(folder) else None
        with suppress(ValueError, TypeError):
            return datetime.fromisoformat(kept)  # earlier versions kept the time alone
        return None

    def _same(self, folder: Path) -> bool:
        try:
            return folder.stat().st_dev == self._data_folder.stat().st_dev
        except OSError:
            return False


def _holds_other_things(folder: Path) -> bool:
    """Whether the stick is there, and is another one: where one is out, its folder stays, empty."""
    try:
        return folder.exists() or any(folder.parent.iterdir())
    except OSError:
        return False


def _is_for_copying(record: BackupRecord) -> bool:
    return record.kind is not Kind.OTHER and not record.is_damaged


def _records(folder: Path) -> dict[str, BackupRecord]:
    """Return what of ours lies in a folder, by name."""
    found = BackupList(folder, folder / NOTES_NAME).records()
    return {one.path.name: one for one in found if one.kind is not Kind.OTHER}


def _kept(records: Iterable[BackupRecord], now: datetime) -> list[BackupRecord]:
    """Return what the rule keeps, the newest first."""
    found = list(records)
    gone = {one.path for one in superfluous(found, now)}
    stay = [one for one in found if one.path not in gone]
    return sorted(stay, key=lambda one: one.age_order, reverse=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a whole file or nothing; what arrived is read again and compared."""
    part = target.with_name(f".{target.name}.part")
    try:
        with source.open("rb") as reader, part.open("wb") as writer:
            shutil.copyfileobj(reader, writer)
            writer.flush()
            os.fsync(writer.fileno())
        if _digest(part) != _digest(source):
            raise OSError(errno.EIO, "what arrived differs from what was sent")
        part.replace(target)
        with suppress(OSError):  # many a stick's file system cannot
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same; one that cannot be read does not."""
    try:
        return _digest(one) == _digest(other)
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lost_words(folder: Path, lost: int) -> str:
    if not lost:
        return ""
    return (
        f"第二备份位置“{folder}”里有{lost}份备份已损坏，这台电脑上也没有同样的一份；"
        "其余的完好，请检查U盘或换一个位置。"
    )


def _sentence(folder: Path, error: OSError, lacking: int = 0) -> str:
    much = f"，还缺{lacking}份备份" if lacking else ""
    return (
        f"第二备份位置“{folder}”写不进去（{reason_of(error)}）{much}；"
        "数据照常保存，请腾出空间或换一个位置。"
    )
