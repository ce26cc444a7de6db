"""The 方案 file: what one office worked out for itself, for another office to take over.

JSON, so that it can be read with any editor. It holds definitions and wording, never a figure's
value, a unit or a person. Keys are those of the database: what comes back is known again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.core.errors import InvalidValue, SourceRefused
from desktop_app.core.specs import PointStyle
from desktop_app.core.validation import clean_text
from desktop_app.services.own.records import OwnAreaRecord, OwnColumnRecord, OwnLedgerRecord

SUFFIX = ".djfa"
VERSION = 1
_MARK = "党建季报方案"
_LARGEST = 4 * 1024 * 1024
_MOST = 300
_DEEPEST = 4  # as of Chapter.level
_KEY = re.compile(r"(own_)?k[0-9a-f]{10}")
_LONGEST = 20_000
Record = TypeVar("Record")
Keyed = TypeVar("Keyed", OwnAreaRecord, OwnColumnRecord, OwnLedgerRecord)


@dataclass(frozen=True, slots=True)
class OptionTexts:
    """The content of one built-in option list."""

    key: str
    label: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter as it is written, with slots; fields as of a ChapterRecord."""

    title: str
    body: str
    key: str = ""
    level: int = 1
    point_style: str = PointStyle.CLAUSE.value
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything that a file holds."""

    areas: tuple[OwnAreaRecord, ...] = ()
    ledgers: tuple[OwnLedgerRecord, ...] = ()
    options: tuple[OptionTexts, ...] = ()
    chapters: tuple[ChapterText, ...] = ()


def scheme_bytes(scheme: Scheme) -> bytes:
    """Return a scheme as a file: the same scheme gives the same bytes."""
    content = {"program": _MARK, "version": VERSION, **asdict(scheme)}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_scheme(path: Path) -> Scheme:
    """Read a file; SourceRefused says why it is none, damaged or too new."""
    name = path.name
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceRefused(f"“{name}”太大，不是方案文件，请重新选择。")
        data = path.read_bytes()
    except OSError as error:
        raise SourceRefused(f"打不开“{name}”，请检查文件还在不在，或换一个位置再试。") from error
    if not data.strip():
        raise SourceRefused(f"“{name}”是空文件，里面什么也没有，请让对方重新导出一份。")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceRefused(
            f"“{name}”不是方案文件，或者已经损坏，请让对方重新导出一份。"
        ) from error
    if not isinstance(content, dict) or content.get("program") != _MARK:
        raise SourceRefused(
            f"“{name}”不是本程序导出的方案文件，请让对方在“设置”里点“导出方案…”重新导出一份。"
        )
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise SourceRefused(f"“{name}”是用更新版本的程序导出的，请先升级本程序再导入。")
    if version != VERSION:
        raise SourceRefused(f"“{name}”的内容不完整或被改动过，请让对方重新导出一份。")
    try:
        return Scheme(
            _list(content, "areas", _area),
            _list(content, "ledgers", _ledger),
            _list(content, "options", lambda found: _record(OptionTexts, found)),
            _list(content, "chapters", _chapter),
        )
    except _TooMany as error:
        raise SourceRefused(
            f"“{name}”里有{error}项内容，一个方案最多{_MOST}项，不像方案文件，没有读取。"
        ) from error
    except _Unreadable as error:
        raise SourceRefused(f"“{name}”的内容不完整或被改动过，请让对方重新导出一份。") from error


class _Unreadable(Exception):
    """Something in the file is not what it should be."""


class _TooMany(Exception):
    """A list in the file has more entries than any office works out; says how many."""


def _list(
    content: dict[str, Any], name: str, read: Callable[[object], Record]
) -> tuple[Record, ...]:
    found = content.get(name, [])
    if not isinstance(found, list):
        raise _Unreadable(name)
    if len(found) > _MOST:
        raise _TooMany(len(found))
    return tuple(read(one) for one in found)


def _area(found: object) -> OwnAreaRecord:
    return _with_key(_record(OwnAreaRecord, found))


def _ledger(found: object) -> OwnLedgerRecord:
    if not isinstance(found, dict):
        raise _Unreadable("ledger")
    columns = _list(found, "columns", lambda one: _with_key(_record(OwnColumnRecord, one)))
    return _with_key(_record(OwnLedgerRecord, {**found, "columns": columns}))


def _chapter(found: object) -> ChapterText:
    chapter = _record(ChapterText, found)
    if chapter.point_style not in list(PointStyle) or not 0 <= chapter.level <= _DEEPEST:
        raise _Unreadable("chapter")
    return chapter


def _with_key(record: Keyed) -> Keyed:
    """Let only our own keys through, which name tables and columns, and nothing without a name."""
    if not _KEY.fullmatch(record.key) or not record.label.strip():
        raise _Unreadable(record.key)
    return record


def _record(kind: type[Record], found: object) -> Record:
    """Return a record of that kind; every field has the type of its default, texts without one."""
    if not isinstance(found, dict):
        raise _Unreadable(kind.__name__)
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type] # all of them are dataclasses
        default = "" if field.default is MISSING else field.default
        value = found.get(field.name, None if field.default is MISSING else default)
        if isinstance(value, list):
            value = tuple(value)
        if type(value) is not type(default) or not _is_sound(value):
            raise _Unreadable(field.name)
        values[field.name] = value
    return kind(**values)


def _is_sound(value: object) -> bool:
    """Whether texts can be kept and printed, and lists hold nothing but texts or records."""
    if isinstance(value, tuple):
        return len(value) <= _MOST and not any(isinstance(one, list | dict | int) for one in value)
    if not isinstance(value, str):
        return True
    try:
        clean_text(value, lines=True)
    except InvalidValue:
        return False
    return len(value) <= _LONGEST
