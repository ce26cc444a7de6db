"""What is read of a face in bulk is what reportlab reads number by number."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from report_samples import FONT_FOLDER
from reportlab.pdfbase import ttfonts

from desktop_app.report.fonts.characters import read_faces_quickly

READ = ("charToGlyph", "charWidths", "defaultWidth", "hmetrics", "glyphPos")
FACES = sorted(FONT_FOLDER.glob("*.ttf"))


def facts(face: ttfonts.TTFontFace) -> dict[str, object]:
    return {name: getattr(face, name) for name in READ}


def both_ways(source: bytes) -> tuple[dict[str, object], dict[str, object]]:
    read_faces_quickly()
    quick = ttfonts.TTFontFace(BytesIO(source))
    patched = ttfonts.TTFontFile.extractInfo
    ttfonts.TTFontFile.extractInfo = patched.__wrapped__
    try:
        slow = ttfonts.TTFontFace(BytesIO(source))
    finally:
        ttfonts.TTFontFile.extractInfo = patched
    return facts(quick), facts(slow)


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_a_bundled_face_is_read_the_same(path: Path):
    quick, slow = both_ways(path.read_bytes())
    assert quick == slow
    assert len(quick["charToGlyph"]) > 10


def test_other_units_are_read_the_same():
    font = TTFont(FONT_FOLDER / "PageNumber.ttf")
    font["head"].unitsPerEm = 2048
    quick, slow = both_ways(saved(font))
    assert quick == slow


def test_a_rare_kind_of_character_map_is_left_to_reportlab():
    font = TTFont(FONT_FOLDER / "PageNumber.ttf")
    trimmed = CmapSubtable.newSubtable(6)
    trimmed.platformID, trimmed.platEncID, trimmed.language = 3, 1, 0
    trimmed.cmap = {ord("0") + at: f"{name}" for at, name in enumerate(font.getGlyphOrder()[1:3])}
    font["cmap"].tables = [trimmed]
    quick, slow = both_ways(saved(font))
    assert quick == slow


def saved(font: TTFont) -> bytes:
    data = BytesIO()
    font.save(data)
    return data.getvalue()
