"""The directory of a font file: names, tables and a few facts, read without reading the outlines.

A system has some 500 font files of up to 20 MB, and most are of no interest: this reads the
kilobyte that tells. (fontTools takes several times as long, and as long again to be imported.)
Layout: ISO/IEC 14496-22 (OpenType) 4, TrueType collections in 4.6.3, name in 5.2.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, unpack, unpack_from
from struct import error as StructError  # noqa: N812 - the module calls it by a plain word
from typing import BinaryIO

_TABLE = Struct(">4s4xII")  # tag, checksum (unread), offset, length
_NAME = Struct(">6H")  # platform, encoding, language, name, length, offset
_NAMES_READ = frozenset({1, 4, 6})  # family, full name, PostScript name
_MOST_FACES = 256  # in a collection; damaged files count in millions
_LONGEST = 1 << 26  # bytes of a table; damaged files ask for gigabytes
_BOLD_OR_ITALIC = 0x3

FAMILY = 1
POSTSCRIPT = 6


class BadFont(Exception):
    """The bytes are not those of a font, or end too early."""


class Directory:
    """The tables of one face of a file."""

    def __init__(self, file: BinaryIO, start: int, index: int) -> None:
        """Read the table directory that begins at byte `start`. Raises BadFont."""
        self.index = index
        self._file = file
        count = unpack_from(">H", _bytes(file, start, 12), 4)[0]
        entries = _bytes(file, start + 12, count * _TABLE.size)
        self._tables: dict[bytes, tuple[int, int]] = {
            tag: (at, length) for tag, at, length in _TABLE.iter_unpack(entries)
        }

    def __contains__(self, tag: bytes) -> bool:
        return tag in self._tables

    def table(self, tag: bytes) -> bytes:
        """Return a whole table. Raises BadFont where it is missing or cut off."""
        if tag not in self._tables:
            raise BadFont(tag)
        return _bytes(self._file, *self._tables[tag])

    def ends_at(self, *tags: bytes) -> int:
        """Return the byte after the last of these tables. Raises BadFont where one is missing."""
        if missing := [tag for tag in tags if tag not in self._tables]:
            raise BadFont(missing[0])
        return max(sum(self._tables[tag]) for tag in tags)

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield (name ID, text) of all families, full names and PostScript names.

        Where the encoding is uncertain, each possible reading is yielded: old Chinese faces keep
        GBK bytes under Macintosh's Roman. A wrong reading is gibberish that matches nothing.
        """
        table = self.table(b"name")
        if len(table) < 6:
            raise BadFont("name")
        count, texts = unpack_from(">2H", table, 2)
        records = table[6 : 6 + count * _NAME.size]
        for platform, encoding, _, name, length, at in _NAME.iter_unpack(
            records[: len(records) // _NAME.size * _NAME.size]
        ):
            if name in _NAMES_READ:
                raw = table[texts + at : texts + at + length]
                for codec in _codecs(platform, encoding):
                    yield name, raw.decode(codec, "replace")

    def is_upright_regular(self) -> bool:
        """Whether a family's name alone means this face: its bold and italic carry it as well."""
        try:
            style = unpack_from(">H", self.table(b"head"), 44)[0]
        except (BadFont, StructError):
            return True  # cut off, which is to be told under the family's name
        return not int(style) & _BOLD_OR_ITALIC

    def fs_type(self) -> int:
        """Return the embedding permissions (OS/2 fsType); 0, all granted, where none are stated."""
        if b"OS/2" not in self:
            return 0
        table = self.table(b"OS/2")
        if len(table) < 10:
            raise BadFont("OS/2")
        return int(unpack_from(">H", table, 8)[0])


def directories(file: BinaryIO) -> list[Directory]:
    """Read the directories of all faces of a file. Raises BadFont."""
    header = _bytes(file, 0, 12)
    if header[:4] != b"ttcf":
        return [Directory(file, 0, 0)]
    count = unpack_from(">I", header, 8)[0]
    if count > _MOST_FACES:
        raise BadFont("ttcf")
    starts = unpack(f">{count}I", _bytes(file, 12, count * 4))
    return [Directory(file, start, index) for index, start in enumerate(starts)]


def _bytes(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    found = file.read(min(length, _LONGEST))
    if len(found) < length:
        raise BadFont("cut off")
    return found


def _codecs(platform: int, encoding: int) -> tuple[str, ...]:
    if platform == 1:  # Macintosh: 0 Roman, 25 simplified Chinese
        return ("gbk", "mac_roman") if encoding == 0 else ("gbk",)
    if (platform, encoding) == (3, 3):  # Windows: PRC
        return ("utf_16_be", "gbk")
    return ("utf_16_be",)
