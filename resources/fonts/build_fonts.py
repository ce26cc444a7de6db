"""Build the bundled printing fonts from Debian packages.

reportlab embeds TrueType outlines only, while the free Chinese faces are CFF; each face is
therefore redrawn here, once, as a small TrueType font of our own name. What a build does to a face:

* it keeps only the characters an official document can need: GB 2312, the 8105 characters of the
  通用规范汉字表 (property kTGH of Unihan, from the package unicode-data) as far as the face has
  them, and the symbols listed below; the characters of the table that Fandol lacks go into two
  small fonts of their own;
* it turns cubic curves into quadratic ones that stay within 1/1000 em;
* it puts every Chinese face on one em box, 880 above the baseline and 120 below: Fandol's glyphs
  sit 80 units too low for the metrics Fandol declares, LXGW's 25, so that a rare character inside
  a word would otherwise stand visibly higher than its neighbours;
* it redraws the few symbols a face draws wrongly (see ``Redraw``);
* it leaves out hints, layout tables and glyph names, which reportlab does not use.

Run it with Python and fontTools on Debian 12::

    python build_fonts.py                 # downloads the packages with apt-get
    python build_fonts.py --debs FOLDER   # takes the .deb files from a folder

The same packages and the same fontTools give the same bytes. Licences: see README.md beside
this file.
"""

import argparse
import bz2
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.timeTools import timestampFromString
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

MODIFIED_ON = "2026-11-23"
"""Date of the last change of this recipe: GPL-3.0 5(a) asks for it in every modified font."""

HEAD_TIMESTAMP = timestampFromString("Mon Nov 23 00:00:00 2026")
"""The same date for ``head``, which would otherwise carry the time of the build."""

MAX_CURVE_ERROR = 1.0
"""Largest distance, in font units, between a cubic curve and its quadratic replacement."""

EM_ASCENT, EM_DESCENT = 880, -120
"""The em box all Chinese faces share, per 1000 em."""

Ranges = tuple[tuple[int, int], ...]
Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top of an outline, in font units."""
GlyphSet = Mapping[str, Any]
"""Drawable glyphs by name; fontTools has a private class of its own for each outline format."""

SYMBOL_RANGES: Ranges = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00AC),
    (0x00AE, 0x017F),  # Latin letters, without the soft hyphen
    (0x01CD, 0x01DC),
    (0x01F9, 0x01F9),
    (0x0251, 0x0261),  # the remaining letters of pinyin
    (0x02C7, 0x02CB),
    (0x02D9, 0x02D9),
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x2010, 0x2027),
    (0x2030, 0x203B),  # general punctuation
    (0x20AC, 0x20AC),
    (0x2103, 0x2122),
    (0x2150, 0x218F),  # letterlike symbols, fractions, Roman numerals
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2312, 0x2312),  # arrows, mathematics
    (0x2460, 0x24FF),
    (0x2500, 0x26FF),
    (0x2713, 0x2717),  # enclosed numbers, boxes, shapes, ticks
    (0x3000, 0x3029),
    (0x3036, 0x303F),
    (0x3041, 0x3096),
    (0x309B, 0x312F),  # CJK punctuation, kana, bopomofo, without combining marks
    (0x3220, 0x3243),
    (0x3280, 0x32B0),
    (0x3371, 0x33DF),  # enclosed ideographs, square units
    (0xFE30, 0xFE44),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),  # compatibility and full-width forms
)
"""Symbols a text face keeps where it has them; Han come from GB 2312 and the 8105 table."""

SYMBOLS_BEYOND_FANDOL = "²³―−™⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〜✓㎎㎏㎜㎝㎞㎡㎥"
"""Symbols of office texts that Fandol lacks.

They join the two rare-character fonts, whose weight suits Fandol better than that of HeiTi.ttf.
"""

UNUSABLE_IN_FANDOL = "™"
"""Drawn by Fandol as a speck far above the line; left out, so that fallback finds a proper one."""

EM_BOX_RANGES: Ranges = (
    (0x00B7, 0x00B7),
    (0x2013, 0x2026),
    (0x203B, 0x203B),
    (0x2190, 0x2199),
    (0x2460, 0x2487),
    (0x24EA, 0x24FF),
    (0x2500, 0x2642),
    (0x3000, 0x9FFF),
    (0xF900, 0xFE4F),
    (0xFF01, 0xFF02),
    (0xFF07, 0xFF0A),
    (0xFF0C, 0xFF0C),
    (0xFF0E, 0xFF0E),
    (0xFF1A, 0xFF1B),
    (0xFF1F, 0xFF1F),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF5E),
    (0xFFE3, 0xFFE3),
    (0x20000, 0x3FFFF),
)
"""Characters placed by the em box and lifted with it.

Letters, digits and the signs set among digits stay on the baseline.
"""


@dataclass(frozen=True, slots=True)
class Redraw:
    """One character drawn anew, one em wide, from an outline of the same face.

    ``span`` and ``height`` are the left and right, lower and upper edges to fill, in font units
    before any lift. Without ``span`` the outline keeps its width and is centred, without
    ``height`` it keeps its vertical extent.
    """

    char: str
    source: str
    span: tuple[int, int] | None = None
    height: tuple[int, int] | None = None

    def transform(self, bounds: Bounds) -> Transform:
        """Return the affine map that puts an outline of these bounds in its place."""
        left, bottom, right, top = bounds
        scale_x, scale_y, shift_x, shift_y = 1.0, 1.0, 500 - (left + right) / 2, 0.0
        if self.span:
            scale_x = (self.span[1] - self.span[0]) / (right - left)
            shift_x = self.span[0] - scale_x * left
        if self.height:
            scale_y = (self.height[1] - self.height[0]) / (top - bottom)
            shift_y = self.height[0] - scale_y * bottom
        return Transform(scale_x, 0, 0, scale_y, shift_x, shift_y)


FANDOL_REDRAWS = (
    Redraw("￥", "¥"),  # Fandol draws a dollar sign here
    # Too short, and in three faces raised like an accent.
    Redraw("～", "～", span=(90, 910), height=(237, 367)),
    Redraw("＿", "＿", span=(0, 1000)),  # blanks to fill in must join
    Redraw("—", "—", span=(0, 1000)),  # the two halves of a dash must join
    # Not quite one em wide in one face or another.
    Redraw("‰", "‰", span=(40, 960)),
    Redraw("℃", "℃"),
    Redraw("←", "←", span=(40, 960)),
    Redraw("→", "→", span=(40, 960)),
)
FANGSONG_REDRAWS = (
    *(redraw for redraw in FANDOL_REDRAWS if redraw.char != "—"),
    # The original is twice as thick as the strokes of the text.
    Redraw("—", "—", span=(0, 1000), height=(282, 318)),
)


@dataclass(frozen=True, slots=True)
class Licence:
    """Where a face's licence text goes and how it is introduced."""

    name: str
    file: str
    notice: str
    url: str


FANDOL = Licence(
    "GPL-3.0 with font exception",
    "licences/Fandol.txt",
    f"""\
FangSong.ttf, KaiTi.ttf, XiaoBiaoSong.ttf and PageNumber.ttf are modified versions of the Fandol
fonts, Copyright (c) 2012-2013, the Fandol team (Clerk Ma, Jie Su), changed on {MODIFIED_ON}:
reduced to fewer characters, converted from CFF to TrueType outlines, moved on the em box, a few
symbols redrawn, renamed. They are licensed, like the originals, under the GNU General Public
License, version 3, with the font exception; both follow.

Font exception, extended to these modified fonts:

  As a special exception, if you create a document which uses this font, and embed this font or
  unaltered portions of this font into the document, this font does not by itself cause the
  resulting document to be covered by the GNU General Public License. This exception does not
  however invalidate any other reasons why the document might be covered by the GNU General Public
  License. If you modify this font, you may extend this exception to your version of the font, but
  you are not obligated to do so. If you do not wish to do so, delete this exception statement from
  your version.

Source: the unmodified fonts are in the Debian source package texlive-lang (binary package
texlive-lang-chinese; fonts.json names the version), and build_fonts.py makes these fonts from them.
Whoever passes these fonts on without both must offer both, in writing and for at least three years.
""",
    "http://www.gnu.org/licenses/gpl-3.0.html",
)
NOTO = Licence(
    "OFL-1.1",
    "licences/Noto-CJK.txt",
    """\
HeiTi.ttf and RareTitle.ttf are modified versions (fewer characters, TrueType outlines, a dash
widened, renamed) of Noto Sans CJK SC Medium, Copyright 2014-2021 Adobe (http://www.adobe.com/), and
Noto Serif CJK SC SemiBold, Copyright 2017-2022 Adobe (http://www.adobe.com/), with Reserved Font
Name 'Source'. Noto is a trademark of Google Inc.
""",
    "http://scripts.sil.org/OFL",
)
LXGW = Licence(
    "OFL-1.1",
    "licences/LXGW-WenKai.txt",
    """\
RareBody.ttf is a modified version (fewer characters, moved on the em box, renamed) of LXGW WenKai
Light, Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font Names
"霞鹜" and "LXGW"; Copyright 2020 The Klee Project Authors
(https://github.com/fontworks-fonts/Klee).
""",
    "https://scripts.sil.org/OFL",
)
LIBERATION = Licence(
    "OFL-1.1",
    "licences/Liberation.txt",
    """\
Latin.ttf is a modified version (fewer characters, no hints, renamed) of Liberation Serif,
Digitized data copyright (c) 2010 Google Corporation with Reserved Font Arimo, Tinos and Cousine.
Copyright (c) 2012 Red Hat, Inc. with Reserved Font Name Liberation.
""",
    "http://scripts.sil.org/OFL",
)
LICENCES = (FANDOL, NOTO, LXGW, LIBERATION)

OFL_PACKAGE = "fonts-lxgw-wenkai"
"""Package whose copyright file gives the OFL; the copy in fonts-liberation2 has damaged dashes."""
UNIHAN_PACKAGE = "unicode-data"
FANDOL_PACKAGE = "texlive-lang-chinese"
FANDOL_FOLDER = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FANDOL_DOCS = "usr/share/doc/texlive-doc/fonts/fandol"
NOTO_FOLDER = "usr/share/fonts/opentype/noto"
NOTO_SC = 2
"""Index of the simplified Chinese face in Noto's collections."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one font of the bundle is made.

    ``repertoire`` names a set of ``repertoires()``; ``number`` is the face's index in a
    collection, -1 for a plain font file; ``lift`` moves the characters of EM_BOX_RANGES up, in
    font units.
    """

    role: str
    file: str
    family: str
    package: str
    path: str
    licence: Licence
    repertoire: str
    number: int = -1
    lift: int = 0
    redraws: tuple[Redraw, ...] = ()


def _fandol(
    role: str,
    file: str,
    family: str,
    face: str,
    repertoire: str,
    lift: int,
    redraws: tuple[Redraw, ...],
) -> Recipe:
    path = f"{FANDOL_FOLDER}/{face}.otf"
    return Recipe(
        role, file, family, FANDOL_PACKAGE, path, FANDOL, repertoire, lift=lift, redraws=redraws
    )


RECIPES = (
    _fandol(
        "fangsong",
        "FangSong.ttf",
        "Jibao FangSong",
        "FandolFang-Regular",
        "fandol",
        80,
        FANGSONG_REDRAWS,
    ),
    _fandol("kaiti", "KaiTi.ttf", "Jibao KaiTi", "FandolKai-Regular", "fandol", 80, FANDOL_REDRAWS),
    Recipe(
        "heiti",
        "HeiTi.ttf",
        "Jibao HeiTi",
        "fonts-noto-cjk-extra",
        f"{NOTO_FOLDER}/NotoSansCJK-Medium.ttc",
        NOTO,
        "text",
        number=NOTO_SC,
        redraws=(Redraw("—", "—", span=(0, 1000)),),  # 0.9 em wide
    ),
    _fandol(
        "xiaobiaosong",
        "XiaoBiaoSong.ttf",
        "Jibao XiaoBiaoSong",
        "FandolSong-Bold",
        "fandol",
        80,
        FANDOL_REDRAWS,
    ),
    # Not lifted: here the dash belongs to the digits beside it.
    _fandol(
        "page_number",
        "PageNumber.ttf",
        "Jibao PageNumber",
        "FandolSong-Regular",
        "page_number",
        0,
        (),
    ),
    Recipe(
        "latin",
        "Latin.ttf",
        "Jibao Latin",
        "fonts-liberation2",
        "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
        LIBERATION,
        "latin",
    ),
    Recipe(
        "rare_body",
        "RareBody.ttf",
        "Jibao RareBody",
        "fonts-lxgw-wenkai",
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
        LXGW,
        "rare",
        lift=25,
    ),
    Recipe(
        "rare_title",
        "RareTitle.ttf",
        "Jibao RareTitle",
        "fonts-noto-cjk-extra",
        f"{NOTO_FOLDER}/NotoSerifCJK-SemiBold.ttc",
        NOTO,
        "rare",
        number=NOTO_SC,
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked Debian package."""

    name: str
    version: str
    root: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of fonts.json; ``ascent`` and ``descent`` are what reportlab reads, per 1000 em."""

    file: str
    family: str
    source_package: str
    source_version: str
    source_file: str
    licence: str
    licence_file: str
    glyphs: int
    characters: int
    ascent: int
    descent: int
    fs_type: int
    sha256: str


class BuildError(Exception):
    """A package or a character the build needs is not there."""


def unpack(names: Iterable[str], folder: Path, debs: Path | None) -> dict[str, Package]:
    """Unpack the named packages below ``folder``, taking them from ``debs`` or else from apt.

    Raises BuildError if ``debs`` does not hold exactly one file for each package.
    """
    names = sorted(set(names))
    if debs is None:
        debs = folder / "debs"
        debs.mkdir()
        subprocess.run(["apt-get", "download", *names], cwd=debs, check=True)
    packages = {}
    for name in names:
        files = sorted(debs.glob(f"{name}_*.deb"))
        if len(files) != 1:
            raise BuildError(f"{len(files)} files for {name} in {debs}, expected one")
        root = folder / name
        subprocess.run(["dpkg-deb", "-x", files[0], root], check=True)
        version = subprocess.run(
            ["dpkg-deb", "-f", files[0], "Version"], check=True, capture_output=True, text=True
        ).stdout.strip()
        packages[name] = Package(name, version, root)
    return packages


def standard_characters(unihan: Package) -> frozenset[int]:
    """Return the 8105 code points of the 通用规范汉字表 (2013): Unihan's property kTGH.

    Raises BuildError if there are more or fewer.
    """
    path = unihan.root / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        fields = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        found = frozenset(int(field[0].removeprefix("U+"), 16) for field in fields)
    if len(found) != 8105:
        raise BuildError(f"{len(found)} characters with kTGH in {path.name}, expected 8105")
    return found


def gb2312_characters() -> frozenset[int]:
    """Return the code points of GB 2312-80: 6763 Han characters and its symbols."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


def in_ranges(code: int, ranges: Ranges) -> bool:
    """Tell whether a code point lies in one of the ranges, both ends included."""
    return any(first <= code <= last for first, last in ranges)


def repertoires(fonts: Mapping[str, TTFont], standard: frozenset[int]) -> dict[str, frozenset[int]]:
    """Return the sets the recipes name, from the source fonts by role and the 8105 characters."""
    symbols = frozenset(code for first, last in SYMBOL_RANGES for code in range(first, last + 1))
    text = gb2312_characters() | standard | symbols
    fandol = text - frozenset(map(ord, UNUSABLE_IN_FANDOL))
    in_every_fandol = fandol.intersection(
        *(fonts[recipe.role].getBestCmap() for recipe in RECIPES if recipe.repertoire == "fandol")
    )
    return {
        "text": text,
        "fandol": fandol,
        "rare": (standard | frozenset(map(ord, SYMBOLS_BEYOND_FANDOL))) - in_every_fandol,
        "page_number": frozenset(map(ord, " 0123456789—")),
        "latin": frozenset((*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100))),
    }


def draw(outlines: GlyphSet, name: str, move: Transform, *, cubic: bool) -> Glyph:
    """Return the named outline as a moved TrueType glyph without components."""
    pen = TTGlyphPen(None)
    # TrueType fills to the right of a contour, PostScript to the left.
    quadratic = Cu2QuPen(pen, MAX_CURVE_ERROR, reverse_direction=cubic)
    outlines[name].draw(DecomposingFilterPen(TransformPen(quadratic, move), outlines))
    return pen.glyph()


def bounds_of(outlines: GlyphSet, name: str) -> Bounds:
    """Return the bounds of the named outline.

    Raises BuildError if the glyph is empty.
    """
    pen = BoundsPen(outlines)
    outlines[name].draw(pen)
    if pen.bounds is None:
        raise BuildError(f"glyph {name} is empty")
    left, bottom, right, top = pen.bounds
    return left, bottom, right, top


def convert(source: TTFont, recipe: Recipe, wanted: frozenset[int]) -> TTFont:
    """Return a new TrueType font with those of the wanted characters the source font has."""
    outlines = source.getGlyphSet()
    source_cmap: dict[int, str] = source.getBestCmap()
    cubic = "glyf" not in source
    units = source["head"].unitsPerEm
    redraws = {ord(redraw.char): redraw for redraw in recipe.redraws}

    glyphs = {".notdef": draw(outlines, ".notdef", Identity, cubic=cubic)}
    advances = {".notdef": outlines[".notdef"].width}
    cmap: dict[int, str] = {}
    for code in sorted(wanted & source_cmap.keys()):
        name = source_cmap[code]
        lift = recipe.lift if in_ranges(code, EM_BOX_RANGES) else 0
        move = Identity.translate(0, lift)
        width = outlines[name].width
        # A glyph two characters share may be placed in two ways: the name says how.
        new_name = f"{name}.{lift}"
        if redraw := redraws.get(code):
            name = source_cmap[ord(redraw.source)]
            move = move.transform(redraw.transform(bounds_of(outlines, name)))
            width = units
            new_name = f"redrawn.{code:04X}"
        cmap[code] = new_name
        if new_name not in glyphs:
            glyphs[new_name] = draw(outlines, name, move, cubic=cubic)
            advances[new_name] = width

    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {
            name: (width, table[name].xMin if table[name].numberOfContours else 0)
            for name, width in advances.items()
        }
    )
    describe(builder, source, recipe)
    return builder.font


def describe(builder: FontBuilder, source: TTFont, recipe: Recipe) -> None:
    """Give the font, whose outlines are set up, its metrics, names and permissions."""
    ascent, descent = EM_ASCENT, EM_DESCENT
    if recipe.role == "latin":
        ascent, descent = source["hhea"].ascent, source["hhea"].descent
    glyphs = builder.font["glyf"].glyphs.values()
    outlines, source_cmap = source.getGlyphSet(), source.getBestCmap()
    builder.setupHead(
        unitsPerEm=source["head"].unitsPerEm,
        fontRevision=1.0,
        created=HEAD_TIMESTAMP,
        modified=HEAD_TIMESTAMP,
    )
    builder.setupHorizontalHeader(ascent=ascent, descent=descent, lineGap=0)
    builder.setupNameTable(
        {
            "copyright": source["name"].getDebugName(0).replace("\n", "; "),
            "familyName": recipe.family,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{recipe.family} {MODIFIED_ON}",
            "fullName": recipe.family,
            "version": "Version 1.000",
            "psName": recipe.family.replace(" ", "") + "-Regular",
            "description": f"Modified on {MODIFIED_ON}",
            "licenseDescription": recipe.licence.name,
            "licenseInfoURL": recipe.licence.url,
        },
        mac=False,
    )
    builder.setupOS2(
        # Each family has one style; from 600 on reportlab asks viewers for artificial bold.
        usWeightClass=400,
        fsType=source["OS/2"].fsType,
        sTypoAscender=ascent,
        sTypoDescender=descent,
        sTypoLineGap=0,
        usWinAscent=max(ascent, *(glyph.yMax for glyph in glyphs if glyph.numberOfContours)),
        usWinDescent=-min(descent, *(glyph.yMin for glyph in glyphs if glyph.numberOfContours)),
        sCapHeight=round(bounds_of(outlines, source_cmap[ord("H")])[3]),
        sxHeight=round(bounds_of(outlines, source_cmap[ord("x")])[3]),
        fsSelection=0x40,
        achVendID="JIBA",
    )
    builder.setupPost(keepGlyphNames=False)


def ofl_text(package: Package) -> str:
    """Return the SIL Open Font License 1.1 from a machine-readable Debian copyright file."""
    text = (package.root / "usr/share/doc" / package.name / "copyright").read_text(encoding="utf-8")
    _, _, paragraph = text.partition("\nLicense: OFL-1.1\n -")
    body = []
    for line in f" -{paragraph}".splitlines():
        if not line.startswith(" "):
            break
        body.append("" if line == " ." else line[1:])
    return "\n".join(body) + "\n"


def write_licences(packages: Mapping[str, Package], out: Path) -> None:
    """Write one text for each licence: our notice, then the words of the package."""
    ofl = ofl_text(packages[OFL_PACKAGE])
    docs = packages[FANDOL_PACKAGE].root / FANDOL_DOCS
    readme = (docs / "README").read_text(encoding="utf-8")
    gpl = gzip.decompress((docs / "COPYING.gz").read_bytes()).decode("utf-8")
    rule = "\n" + "-" * 80 + "\n"
    for licence in LICENCES:
        parts = (f"Fandol's own README:\n\n{readme}", gpl) if licence is FANDOL else (ofl,)
        path = out / licence.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(rule.join((licence.notice, *parts)), encoding="utf-8", newline="\n")


def build(packages: Mapping[str, Package], out: Path) -> None:
    """Write all fonts, fonts.json and the licence texts into ``out``."""
    sources = {
        recipe.role: TTFont(
            packages[recipe.package].root / recipe.path, fontNumber=recipe.number, lazy=True
        )
        for recipe in RECIPES
    }
    wanted = repertoires(sources, standard_characters(packages[UNIHAN_PACKAGE]))
    manifest = {}
    for recipe in RECIPES:
        font = convert(sources[recipe.role], recipe, wanted[recipe.repertoire])
        path = out / recipe.file
        font.save(path)
        scale = 1000 / font["head"].unitsPerEm
        entry = Entry(
            file=recipe.file,
            family=recipe.family,
            source_package=recipe.package,
            source_version=packages[recipe.package].version,
            source_file=recipe.path.rpartition("/")[2],
            licence=recipe.licence.name,
            licence_file=recipe.licence.file,
            glyphs=font["maxp"].numGlyphs,
            characters=len(font.getBestCmap()),
            ascent=round(font["OS/2"].sTypoAscender * scale),
            descent=round(font["OS/2"].sTypoDescender * scale),
            fs_type=font["OS/2"].fsType,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        manifest[recipe.role] = asdict(entry)
        print(f"{recipe.file}: {entry.glyphs} glyphs, {path.stat().st_size:,} bytes", flush=True)
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (out / "fonts.json").write_text(text, encoding="utf-8", newline="\n")
    write_licences(packages, out)


def main() -> int:
    """Read the command line and build; return the exit status."""
    parser = argparse.ArgumentParser(description="Build the printing fonts from Debian packages.")
    parser.add_argument(
        "--debs", type=Path, help="folder with the .deb files (default: download them with apt-get)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(__file__).parent,
        help="folder to write to (default: this one)",
    )
    options = parser.parse_args()
    names = [UNIHAN_PACKAGE, *(recipe.package for recipe in RECIPES)]
    with tempfile.TemporaryDirectory() as folder:
        try:
            build(unpack(names, Path(folder), options.debs), options.out)
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
