"""Finding the candidates among the fonts of a system, and which of them a PDF may carry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.report.fonts.candidates import Candidate, by_key, key_of
from desktop_app.report.fonts.sfnt import FAMILY, POSTSCRIPT, BadFont, Directory, directories

_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
_NEEDED = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post")

CUT_OFF = "字体文件不完整"

# OS/2 fsType. Of several usage bits the most generous holds (OpenType up to version 2 of OS/2).
_USAGE, _RESTRICTED = 0x000E, 0x0002
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200


class Hit(NamedTuple):
    """A candidate that is installed.

    candidate: its name. number: its place in the file, 0 but in collections. reason: why a PDF
    cannot carry it, as half a Chinese sentence; "" where it can, as far as its directory tells.
    """

    candidate: str
    file: Path
    number: int
    reason: str


def find_installed(folders: Sequence[Path]) -> dict[str, Hit]:
    """Look for every candidate in folders and those below them; returns hits by candidate's name.

    Of several files with one candidate the first usable one counts, in the order of the folders
    and of the files' paths. Two faces of one PostScript name never both count: a PDF could not
    tell them apart. What is no font, or cannot be read, is passed over.
    """
    wanted = by_key()
    hits: dict[str, Hit] = {}
    taken: set[str] = set()
    for file in _font_files(folders):
        for face in _faces(file, wanted):
            if not face.reason:
                if not taken.isdisjoint(face.postscript):
                    continue
                taken |= face.postscript
            name = face.candidate
            if name not in hits or (hits[name].reason and not face.reason):
                hits[name] = Hit(name, file, face.number, face.reason)
    return hits


class _Face(NamedTuple):
    candidate: str
    postscript: set[str]
    number: int
    reason: str


def _faces(file: Path, wanted: dict[str, Candidate]) -> list[_Face]:
    """Return the faces of a file that are candidates, each as the best that its names say."""
    found = []
    try:
        with file.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            for directory in directories(opened):
                names = list(directory.names())
                meant = {
                    wanted[key]
                    for name, text in names
                    if (key := key_of(text)) in wanted
                    and (name != FAMILY or directory.is_upright_regular())
                }
                if meant:
                    postscript = {key_of(text) for name, text in names if name == POSTSCRIPT}
                    best = next(each.name for each in wanted.values() if each in meant)
                    reason = _reason(directory, size)
                    found.append(_Face(best, postscript, directory.index, reason))
    except (OSError, BadFont):
        return found
    return found


def _reason(directory: Directory, size: int) -> str:
    """Return why a PDF cannot carry a face, or ""."""
    if b"glyf" not in directory:
        return "不是 TrueType 轮廓，不能嵌入 PDF"
    if b"fvar" in directory:
        return "是可变字体，不能嵌入 PDF"
    try:
        if directory.ends_at(*_NEEDED) > size:
            return CUT_OFF
        return _forbidden(directory.fs_type())
    except BadFont:
        return CUT_OFF


def _forbidden(fs_type: int) -> str:
    """Return what the licence bits of a face forbid, or ""."""
    if fs_type & _USAGE == _RESTRICTED:
        return "字体不允许嵌入"
    if fs_type & _BITMAPS_ONLY:
        return "字体只允许嵌入点阵"
    if fs_type & _NO_SUBSETTING:
        return "字体不允许只嵌入用到的字"
    return ""


def _font_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the font files in and below folders, sorted within each; unreadable ones are empty."""
    for folder in folders:
        yield from sorted(
            Path(inside, name)
            for inside, _, names in os.walk(folder)
            for name in names
            if name.lower().endswith(_SUFFIXES)
        )
