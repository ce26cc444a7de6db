"""Reading a face's characters table by table: reportlab 5.1 reads them number by number.

Opening a Chinese face takes a third of the time so; the first preview and every export wait for it.
What is read is the same (a test compares); layouts are those of ISO/IEC 14496-22: cmap 5.2.1,
hmtx 5.2.5, loca 5.3.2.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from struct import error as StructError  # noqa: N812 - the module calls it by a plain word
from struct import iter_unpack, unpack_from
from typing import Any

from reportlab.pdfbase import ttfonts

_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0


def read_faces_quickly() -> None:
    """Let reportlab read faces with format 4 and 12 maps in bulk, all others as it always did."""
    original: Callable[..., None] = ttfonts.TTFontFile.extractInfo
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def quick(face: Any, charInfo: int = 1) -> None:  # noqa: ANN401, N803 - reportlab's own
        original(face, 0)
        if charInfo and not _read(face):
            original(face, charInfo)

    ttfonts.TTFontFile.extractInfo = quick


def _read(face: Any) -> bool:  # noqa: ANN401 - a TTFontFace
    """Set what `extractInfo(charInfo=1)` sets and PDFs need; say whether the tables were usual."""
    try:
        characters = _characters(face.get_table("cmap"))
        if characters is None:
            return False
        count = face.numGlyphs
        measured = unpack_from(">H", face.get_table("hhea"), 34)[0]
        widths = face.get_table("hmtx")
        metrics = list(iter_unpack(">2H", widths[: 4 * measured]))
        bearings = unpack_from(f">{count - measured}H", widths, 4 * measured)
        is_long = unpack_from(">H", face.get_table("head"), 50)[0]
        places = face.get_table("loca")
        positions = unpack_from(f">{count + 1}{'I' if is_long else 'H'}", places)
    except (StructError, IndexError):
        return False
    scale = 1000.0 / face.unitsPerEm
    whole = face.unitsPerEm == 1000
    advances = [advance if whole else advance * scale for advance, _ in metrics]
    last = advances[-1]
    advances += [last] * len(bearings)
    face.hmetrics = metrics + [(last, bearing) for bearing in bearings]
    face.defaultWidth = advances[0]
    face.charToGlyph = characters
    face.charWidths = {code: advances[glyph] for code, glyph in characters.items() if glyph < count}
    face.glyphPos = list(positions) if is_long else [place << 1 for place in positions]
    for there, missing in ((_SPACE, _NO_BREAK_SPACE), (_NO_BREAK_SPACE, _SPACE)):
        if there in characters:
            characters[missing] = characters[there]
            face.charWidths[missing] = face.charWidths[there]
            break
    return True


def _characters(table: bytes) -> dict[int, int] | None:
    """Return code → glyph of the subtable that reportlab takes; None for a rare format."""
    count = unpack_from(">H", table, 2)[0]
    subtables = [
        at
        for platform, encoding, at in iter_unpack(">2HI", table[4 : 4 + 8 * count])
        if platform == 3 or (platform == 0 and encoding != 5)
    ]
    if not subtables:
        return None
    subtable = table[subtables[-1] :]
    kind = unpack_from(">H", subtable)[0]
    return {4: _ranges, 12: _groups}.get(kind, _unusual)(subtable)


def _groups(subtable: bytes) -> dict[int, int] | None:
    count = unpack_from(">I", subtable, 12)[0]
    characters: dict[int, int] = {}
    for first, last, glyph in iter_unpack(">3I", subtable[16 : 16 + 12 * count]):
        codes = range(first, last + 1)
        characters.update(zip(codes, range(glyph, glyph + len(codes)), strict=True))
    return characters


def _ranges(subtable: bytes) -> dict[int, int] | None:
    length, _, doubled = unpack_from(">3H", subtable, 2)
    count = doubled // 2
    lasts = unpack_from(f">{count}H", subtable, 14)
    firsts = unpack_from(f">{count}H", subtable, 16 + doubled)
    deltas = unpack_from(f">{count}h", subtable, 16 + 2 * doubled)
    start = 16 + 3 * doubled  # where the offsets into the list of glyphs lie
    offsets = unpack_from(f">{count}H", subtable, start)
    listed = unpack_from(f">{(length - start) // 2}H", subtable, start)  # offsets, then glyphs
    characters: dict[int, int] = {}
    for at, (first, last, delta, offset) in enumerate(
        zip(firsts, lasts, deltas, offsets, strict=True)
    ):
        codes = range(first, last + 1)
        if offset:
            found = listed[at + offset // 2 :][: len(codes)]
            glyphs = [glyph and (glyph + delta) & 0xFFFF for glyph in found]
            glyphs += [0] * (len(codes) - len(glyphs))  # a list cut short, as reportlab takes it
            characters.update(zip(codes, glyphs, strict=True))
        else:
            characters.update({code: (code + delta) & 0xFFFF for code in codes})
    return characters


def _unusual(_subtable: bytes) -> dict[int, int] | None:
    return None
