"""What must hold before reportlab is let at a face: it believes whatever a file says.

A damaged character map would send it into loops of billions, a damaged outline would end up in the
PDF or break the export halfway. Layout: ISO/IEC 14496-22, cmap in 5.2.1, glyf in 5.3.4.
"""

from __future__ import annotations

from itertools import pairwise
from struct import error as StructError  # noqa: N812 - the module calls it by a plain word
from struct import iter_unpack, unpack_from

_REPEATED, _X_SHORT, _Y_SHORT, _X_SAME, _Y_SAME = 0x08, 0x02, 0x04, 0x10, 0x20
_COORDINATE_BYTES = bytes(  # of a point, by its flag
    (1 if flag & _X_SHORT else 0 if flag & _X_SAME else 2)
    + (1 if flag & _Y_SHORT else 0 if flag & _Y_SAME else 2)
    for flag in range(256)
)
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
_UNICODE = {(3, 1), (3, 10)}
_MOST_CHARACTERS = {4: 0x20000, 12: 0x110000}  # twice those of a 16-bit map, for sloppy ones


def cmap_is_sound(table: bytes) -> bool:
    """Whether reportlab will read this character map as Unicode, and in a reasonable time.

    It takes the last subtable that is for Windows, whichever encoding that has, or for Unicode.
    """
    try:
        count = unpack_from(">H", table, 2)[0]
        subtables = [
            entry
            for entry in iter_unpack(">2HI", table[4 : 4 + 8 * count])
            if entry[0] == 3 or (entry[0] == 0 and entry[1] != 5)
        ]
        if not subtables:
            return False
        platform, encoding, at = subtables[-1]
        return (platform == 0 or (platform, encoding) in _UNICODE) and _ends(table[at:])
    except StructError:
        return False


def _ends(subtable: bytes) -> bool:
    """Whether the ranges of a subtable hold no more characters than there are."""
    kind = unpack_from(">H", subtable)[0]
    if kind == 4:
        count = unpack_from(">H", subtable, 6)[0] // 2
        lasts = unpack_from(f">{count}H", subtable, 14)
        firsts = unpack_from(f">{count}H", subtable, 16 + 2 * count)
    elif kind == 12:
        count = unpack_from(">I", subtable, 12)[0]
        groups = subtable[16 : 16 + 12 * count]
        if len(groups) < 12 * count:
            return False
        firsts, lasts, _ = zip(*iter_unpack(">3I", groups), strict=True) if groups else ((),) * 3
    else:
        return False  # Mac, East Asian and mixed encodings: no face of ours needs them
    total = sum(max(last - first + 1, 0) for first, last in zip(firsts, lasts, strict=True))
    return total <= _MOST_CHARACTERS[kind] and max(lasts, default=0) <= 0x10FFFF


def simple_outline_is_sound(entry: bytes) -> bool:
    """Whether the contours of a glyph keep to its entry in the glyf table.

    The number of contours, the entry's first two bytes, must not be negative.
    """
    try:
        contours = unpack_from(">h", entry)[0]
        if contours == 0:
            return True
        ends = unpack_from(f">{contours}H", entry, 10)
        at: int = 10 + 2 * contours
        at += 2 + unpack_from(">H", entry, at)[0]
        if any(after < before for before, after in pairwise(ends)):
            return False
        points, coordinates = ends[-1] + 1, 0
        while points > 0:
            flag = entry[at]
            at += 1
            times = 1
            if flag & _REPEATED:
                times = min(entry[at] + 1, points)
                at += 1
            points -= times
            coordinates += times * _COORDINATE_BYTES[flag]
    except (StructError, IndexError):
        return False
    return at + coordinates <= len(entry)


def components(entry: bytes) -> list[int]:
    """Return the parts that a composite glyph's entry names. Raises ValueError if cut off."""
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        try:
            flags, glyph = unpack_from(">2H", entry, at)
        except StructError as short:
            raise ValueError("cut off") from short
        found.append(glyph)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    if at > len(entry):
        raise ValueError("cut off")
    return found
