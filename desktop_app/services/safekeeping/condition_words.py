"""What is the matter with a data folder, in the words of the office."""

from __future__ import annotations

from pathlib import Path

from db.errors import (
    EmptyFile,
    ForeignFile,
    NewerSchema,
    NoRoom,
    NoScratchRoom,
    StoreError,
    UpgradeFailed,
)
from db.places import Place
from db.troubles import Trouble, trouble_of
from desktop_app.services.safekeeping.condition import (
    REMEDIES,
    Condition,
    Kind,
    Remedy,
    Unopened,
)
from desktop_app.services.safekeeping.room import free_words, has_no_room

_MB = 1024 * 1024


def condition(
    kind: Kind, folder: Path, title: str, sentence: str, other_place: Path | None = None
) -> Condition:
    """Put a condition together; what can be done about it follows from its kind."""
    return Condition(kind, folder, title, sentence, REMEDIES[kind], other_place)


def no_scratch_room(cause: NoScratchRoom, folder: Path) -> Condition:
    """The disk of temporary files, not that of the data, has no room."""
    return condition(
        Kind.NO_ROOM,
        folder,
        "放临时文件的磁盘空间不够",
        f"打开“{folder}”里的数据以前要复制一份来检查，约需{cause.needed // _MB + 1} MB空间，"
        f"放临时文件的“{cause.path}”只剩{cause.free // _MB} MB。请在那里腾出空间后再试；"
        "数据没有改动。",
    )


def of_cause(cause: StoreError, folder: Path) -> Condition:
    """Put a cause that the database named into words."""
    match cause:
        case EmptyFile(path=path):
            return condition(
                Kind.EMPTY,
                folder,
                "数据文件是空的",
                f"数据文件“{path}”是空的，里面一个字也没有，可能上次没有保存完整。"
                "请用备份恢复；程序没有改动它。",
            )
        case ForeignFile(path=path):
            return condition(
                Kind.FOREIGN,
                folder,
                "这个文件不是党建季报的数据",
                f"“{path}”不是党建季报的数据库，可能被别的文件覆盖了。"
                "请用备份恢复，或选择正确的文件；程序没有改动它。",
            )
        case NewerSchema(path=path, found=found, known=known):
            return condition(
                Kind.NEWER,
                folder,
                "数据是新版程序写的",
                f"“{path}”是较新版本的程序写的（数据版本{found}，本程序只认识到{known}），"
                "请换用新版程序打开；程序没有改动它。",
            )
        case NoRoom(path=path, needed=needed, free=free):
            return condition(
                Kind.NO_ROOM,
                folder,
                "磁盘空间不够",
                f"新版程序第一次打开“{path}”要先更新数据，需要约{needed // _MB + 1} MB空间，"
                f"磁盘上只剩{free // _MB} MB。请腾出空间后再试；程序没有改动它。",
            )
        case UpgradeFailed(path=path):
            return condition(
                Kind.NOT_UPGRADED,
                folder,
                "数据没有更新成功",
                f"新版程序第一次打开“{path}”要先更新数据，这一步没有成功，原来的数据没有改动。"
                "请再试一次；还是不行，请联系维护人员。",
            )
        case _:
            return damaged(cause.path, folder)


def not_backed_up(folder: Path, sentence: str) -> Condition:
    """The backup that goes before an upgrade failed. sentence: why."""
    return condition(
        Kind.NO_ROOM,
        folder,
        "更新数据以前的备份没有成功",
        f"新版程序第一次打开“{folder}”里的数据，要先备份再更新；{sentence}",
    )


def damaged(path: Path, folder: Path) -> Condition:
    """A database that cannot be relied on."""
    return condition(
        Kind.DAMAGED,
        folder,
        "数据文件已损坏",
        f"数据文件“{path}”已损坏，可能是突然断电、磁盘故障或U盘没有安全弹出造成的。"
        "请用最近的完好备份恢复；损坏的文件会另外留着，程序没有改动它。",
    )


def missing(path: Path, folder: Path, *, has_backups: bool, other: Path | None = None) -> Condition:
    """No database where there was one. other: another file here that may hold the data."""
    advice = "请找到它，或选择另外保存的一份"
    if has_backups:
        advice = "还有备份，可以恢复"
    elif other is not None:
        advice = f"这里有“{other.name}”，如果就是它，请点“选择其他文件”选它"
    found = condition(
        Kind.MISSING,
        folder,
        "数据文件不见了",
        f"“{folder}”里的数据文件“{path.name}”不见了，但这里有过数据，"
        f"可能被移走、改名或删除；{advice}。程序没有新建空的数据。",
    )
    if has_backups:
        return found
    rest = tuple(one for one in found.remedies if one is not Remedy.RESTORE)
    return Condition(found.kind, folder, found.title, found.sentence, (Remedy.RETRY, *rest))


def mispaired(path: Path, folder: Path) -> Condition:
    """A database beside another one's WAL or journal."""
    return condition(
        Kind.MISPAIRED,
        folder,
        "数据文件旁边有另一份数据的记录",
        f"“{path}”旁边留着另一份数据没写完的记录，多半是有人直接复制、替换过数据文件。"
        "照这样打开会把数据弄坏，所以程序没有打开，也没有改动它们。",
    )


def held(folder: Path, holder: str) -> Condition:
    """Another program works on the folder. holder: who, as one says it, "" where unknown."""
    who = f"（{holder}）" if holder else ""
    return condition(
        Kind.HELD,
        folder,
        "数据正在被使用",
        f"另一个党建季报程序正在使用“{folder}”里的数据{who}。"
        "请先关闭它再试；只想看一看，可以只读打开。",
    )


def read_only(folder: Path, what: str) -> Condition:
    """Nothing can be written there. what: the file or folder that refuses."""
    return condition(
        Kind.READ_ONLY,
        folder,
        "这里只能看，不能保存",
        f"{what}没有写入权限，或所在的磁盘、U盘是只读的，填写的内容存不进去。"
        "可以只读打开查看和打印；要填写，请解除只读或请管理员给予权限后再试。",
    )


def unusable(folder: Path, reason: str) -> Condition:
    """The folder cannot be used. reason: why, in a few words."""
    return condition(
        Kind.UNUSABLE,
        folder,
        "数据文件夹不能用",
        f"无法使用数据文件夹“{folder}”（{reason}），请处理后再试，或换一个文件夹放数据。",
    )


def full(folder: Path) -> Condition:
    """The disk has no room for what opening itself writes."""
    return condition(
        Kind.NO_ROOM,
        folder,
        "磁盘已满",
        f"“{folder}”所在的磁盘已满{free_words(folder)}，数据打不开。"
        "请删除或移走一些文件后再试；等不及可以先只读打开看一看。",
    )


def folder_gone(folder: Path) -> Condition:
    """A folder that was worked on is not there."""
    return condition(
        Kind.FOLDER_GONE,
        folder,
        "找不到上次的数据文件夹",
        f"上次的数据在“{folder}”，现在这个文件夹不在了：U盘或移动硬盘可能没有接好，"
        "也可能被移走或改名。请接好后再试；程序没有新建空的数据。",
    )


def elsewhere(folder: Path, other: Path) -> Condition:
    """Nothing is here; what was worked on last lies elsewhere."""
    return condition(
        Kind.ELSEWHERE,
        folder,
        "上次的数据在另一个文件夹",
        f"“{folder}”里还没有数据，上次使用的数据在“{other}”。请选择从哪里开始。",
        other,
    )


def of_trouble(error: BaseException, database: Path) -> Unopened:
    """Return the refusal for what SQLite could not do while opening."""
    folder = database.parent
    match trouble_of(error):
        case Trouble.FULL:
            return Unopened(full(folder))
        case Trouble.READ_ONLY | Trouble.GONE if has_no_room(folder):
            return Unopened(full(folder))  # SQLite names what it could not make, not why
        case Trouble.READ_ONLY | Trouble.GONE:
            return Unopened(read_only(folder, f"数据文件“{database}”"))
        case Trouble.LOCKED:
            return Unopened(held(folder, ""))
        case _:
            return Unopened(damaged(database, folder))


def reading_notice(folder: Path) -> str:
    """What a user should know while the database is open for reading alone."""
    return (
        f"只读打开：可以查看、打印和导出“{folder}”里的数据，填写和修改都不会保存。"
        "要填写，请关闭程序、解除只读或关闭另一个程序后重新打开。"
    )


def careful_notice(folder: Path, place: Place) -> str:
    """What a user should know while the data lie where they are less safe than on a local disk."""
    match place:
        case Place.NETWORK:
            where, risk = "网络上的共享文件夹", "网络一断就保存不了，也不要在两台电脑上同时打开"
        case Place.SYNCED:
            where, risk = "网盘、云盘的同步文件夹", "同步时文件可能被占用，不要在两台电脑上同时打开"
        case Place.LOCAL:
            where, risk = "一个不支持平常保存方式的磁盘上的", "保存会慢一些"
    return (
        f"数据放在{where}“{folder}”，程序改用了更稳妥、稍慢的保存方式；{risk}。"
        "最好把数据文件夹放到这台电脑自己的硬盘上，再用备份功能存一份到别处。"
    )
