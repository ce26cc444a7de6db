"""One face, opened with reportlab and registered there for the whole process."""

from __future__ import annotations

from hashlib import blake2s
from io import BytesIO
from pathlib import Path
from struct import unpack_from
from threading import RLock

from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop_app.report.fonts.characters import read_faces_quickly
from desktop_app.report.fonts.sfnt import BadFont, directories
from desktop_app.report.fonts.soundness import cmap_is_sound, components, simple_outline_is_sound
from desktop_app.report.fonts.to_unicode import mend_astral_text

Glyph = tuple[str, float]
"""The name of a face as registered with reportlab, and a width in em."""

Box = tuple[float, float, float, float]
"""x_min, y_min, x_max, y_max in em, from a glyph's origin on the baseline."""

DAMAGED = "字体文件已损坏"
ODD = "字体文件已损坏或格式特殊"
NOT_UNICODE = "字符表不是 Unicode 编码或已损坏"
UNREADABLE = "字体文件读不出来"

_NOTHING: Box = (0.0, 0.0, 0.0, 0.0)
_EM_TOLERANCE = 0.02
_LOWEST_ASCENT, _USUAL_ASCENT = 0.7, 0.88  # Chinese faces: 0.8 to 0.9, most 0.86 or 0.88
_DEEPEST = 8  # composites of composites; a damaged one may hold itself
_FULL_WIDTH = "“”‘’—…"

_opened: dict[tuple[str, int, int, int], Face] = {}
_opening = RLock()


class FaceUnusable(Exception):
    """A file or glyph cannot be used; the text is the reason, half a Chinese sentence."""


class Face:
    """One face: what it has, how wide and how high that is, in em.

    ascent: how far the box of a Chinese character rises above the baseline.
    """

    def __init__(self, font: ttfonts.TTFont) -> None:
        """Take a font as reportlab parsed it. Raises FaceUnusable where .notdef is damaged."""
        self.name = str(font.fontName)
        self._face = font.face
        self._em = font.face.unitsPerEm
        self._glyf, self._glyf_length = font.face.get_table_pos("glyf")
        self._glyphs: dict[int, Glyph | None] = {}
        self.ascent = _em_top(font.face)
        self._check(0)  # in every subset

    def glyph(self, code: int) -> Glyph | None:
        """Return this face and a character's width, or None where it has no outline for it.

        Some faces map what they lack to .notdef or to an empty glyph: a white gap is no character.
        Raises FaceUnusable where the outline is damaged.
        """
        if code not in self._glyphs:
            self._glyphs[code] = self._look_up(code)
        return self._glyphs[code]

    def ink(self, code: int) -> Box:
        """Return the box that a character's outline fills; all zero where it has none."""
        entry = self._entry(self._face.charToGlyph.get(code, 0))
        if len(entry) < 10:
            return _NOTHING
        x_min, y_min, x_max, y_max = unpack_from(">4h", entry, 2)
        return x_min / self._em, y_min / self._em, x_max / self._em, y_max / self._em

    def has_full_width_marks(self) -> bool:
        """Whether quotes, dash and ellipsis, as far as it has them, are one em wide.

        Raises FaceUnusable where one is damaged.
        """
        widths = (self.glyph(ord(char)) for char in _FULL_WIDTH)
        return all(found is None or abs(found[1] - 1) <= _EM_TOLERANCE for found in widths)

    def _look_up(self, code: int) -> Glyph | None:
        glyph = self._face.charToGlyph.get(code, 0)
        if not 0 < glyph < self._face.numGlyphs:
            return None
        self._check(glyph)
        if not self._entry(glyph) and chr(code).isprintable() and not chr(code).isspace():
            return None
        return self.name, self._face.getCharWidth(code) / 1000

    def _entry(self, glyph: int) -> bytes:
        """Return a glyph's outline as it stands in the file. Raises FaceUnusable."""
        positions = self._face.glyphPos
        if glyph + 1 >= len(positions):
            raise FaceUnusable(DAMAGED)
        start, end = positions[glyph], min(positions[glyph + 1], self._glyf_length)
        if start > end:
            raise FaceUnusable(DAMAGED)
        return bytes(self._face.get_chunk(self._glyf + start, end - start))

    def _check(self, glyph: int, depth: int = 0) -> None:
        """Raise FaceUnusable where reportlab or a printer would stumble over an outline."""
        entry = self._entry(glyph)
        if not entry:
            return
        if len(entry) < 10 or depth > _DEEPEST:
            raise FaceUnusable(DAMAGED)
        if unpack_from(">h", entry)[0] >= 0:
            if not simple_outline_is_sound(entry):
                raise FaceUnusable(DAMAGED)
            return
        try:
            parts = components(entry)
        except ValueError as cut_off:
            raise FaceUnusable(DAMAGED) from cut_off
        for part in parts:
            self._check(part, depth + 1)


def _em_top(face: ttfonts.TTFontFace) -> float:
    """Return how far the box of a Chinese character rises above the baseline, in em.

    OpenType asks of a Chinese face that sTypoAscender and sTypoDescender describe this box, one em
    high (ISO/IEC 14496-22 5.2.8). Older faces state it in hhea or usWin alone: the first pair that
    is one em high is taken. With none, sTypo, or hhea where there is none, is scaled until it is.
    """
    hhea = unpack_from(">2h", face.get_table("hhea"), 4)
    pairs = [(hhea[0], -hhea[1])]
    if "OS/2" in face.table:
        metrics = face.get_table("OS/2")
        typo, win = unpack_from(">2h", metrics, 68), unpack_from(">2H", metrics, 74)
        pairs = [(typo[0], -typo[1]), *pairs, win]
    for above, below in pairs:
        if abs((above + below) / face.unitsPerEm - 1) <= _EM_TOLERANCE:
            return _credible(above / face.unitsPerEm)
    above, below = pairs[0]
    return _credible(above / max(above + below, 1))


def _credible(ascent: float) -> float:
    return ascent if _LOWEST_ASCENT <= ascent <= 1 else _USUAL_ASCENT


def open_face(file: Path, index: int = 0) -> Face:
    """Open one face of a file, once a process as long as the file does not change.

    It is registered under the stem of its file, and apart from that under a digest where another
    file has that stem. Neither the stem nor the path reaches a PDF. Raises FaceUnusable.
    """
    with _opening:
        try:
            state = file.stat()
            key = (str(file), index, state.st_size, state.st_mtime_ns)
            if key in _opened:
                return _opened[key]
            data = file.read_bytes()
        except OSError as refused:
            raise FaceUnusable(UNREADABLE) from refused
        name = file.stem if index == 0 else f"{file.stem}-{index}"
        if name in pdfmetrics.getRegisteredFontNames():
            name = f"{name}-{blake2s(repr(key).encode(), digest_size=8).hexdigest()}"
        _opened[key] = _registered(name, data, index)
        return _opened[key]


def _registered(name: str, data: bytes, index: int) -> Face:
    try:
        sound = cmap_is_sound(directories(BytesIO(data))[index].table(b"cmap"))
    except (BadFont, IndexError) as damaged:
        raise FaceUnusable(DAMAGED) from damaged
    if not sound:
        raise FaceUnusable(NOT_UNICODE)
    try:
        mend_astral_text()
        read_faces_quickly()
        # Without the whole of ASCII in every subset: ASCII has a face of its own.
        font = ttfonts.TTFont(name, BytesIO(data), subfontIndex=index, asciiReadable=0)
        font.face.subfontNameX = b""  # reportlab would add a collection's index to the face's name
        face = Face(font)
    except FaceUnusable:
        raise
    except Exception as damaged:  # reportlab trips over damage in as many ways as there are
        raise FaceUnusable(ODD) from damaged
    font.unregister()  # or an earlier face with this PostScript name would be taken in its place
    pdfmetrics.registerFont(font)
    return face
