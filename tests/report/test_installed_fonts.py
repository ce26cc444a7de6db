"""Fonts of the office's computer: found by the names inside them, tried, preferred, embedded."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from ctypes import create_string_buffer
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable, reorderFontTables
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from report_samples import FONT_FOLDER

from desktop_app import paths
from desktop_app.core.errors import FontDamaged
from desktop_app.report.document import Document, FontUse, Paragraph, Run, Title
from desktop_app.report.fonts import FontSet
from desktop_app.report.fonts.candidates import PREFERRED, SPARE, by_key
from desktop_app.report.fonts.installed import find_installed
from desktop_app.report.official_style import FontRole
from desktop_app.report.pdf import render_pdf

TEXT = "青石镇党委按照“先议后办、办后必评”的要求开展活动——凡是群众问得多的……都列入清单。祎年　"
NOWHERE = "\ue005"  # a private character that no font has
OWN_FANGSONG = FontUse("程序自带仿宋 (Jibao FangSong)", FontRole.FANGSONG, installed=False)

Make = Callable[..., Path]


def document(text: str = TEXT) -> Document:
    return Document(Title((Run("关于党建工作的报告"),)), (Paragraph((Run(text),)),))


def subset(file: str, text: str) -> bytes:
    """A bundled face with no more than a text's characters."""
    with TTFont(FONT_FOLDER / file) as font:
        subsetter = Subsetter()
        subsetter.populate(text=text)
        subsetter.subset(font)
        data = BytesIO()
        font.save(data)
    return data.getvalue()


@pytest.fixture(scope="session")
def fangsong() -> bytes:
    """A face with every character of TEXT but 祎."""
    return subset("FangSong.ttf", TEXT)


@pytest.fixture(scope="session")
def latin() -> bytes:
    return subset("Latin.ttf", "0123456789 —%")


@pytest.fixture
def fonts_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "系统 字体"
    folder.mkdir()
    return folder


@pytest.fixture
def make(fonts_folder: Path, fangsong: bytes) -> Make:
    """Install a face: Windows' Chinese names, an English PostScript name, and what is asked for."""

    def install(
        name: str,
        postscript: str,
        *,
        file: str = "a.ttf",
        base: bytes = fangsong,
        change: Callable[[TTFont], None] = lambda _: None,
    ) -> Path:
        font = TTFont(BytesIO(base))
        rename(font, name, postscript)
        change(font)
        path = fonts_folder / file
        path.parent.mkdir(exist_ok=True)
        font.save(path)
        return path

    return install


def rename(font: TTFont, name: str, postscript: str) -> None:
    table = font["name"]
    table.names = []
    for identity in (1, 4):
        table.setName(name, identity, 3, 1, 0x804)
        table.setName(postscript, identity, 3, 1, 0x409)
    table.setName(postscript, 6, 3, 1, 0x409)


def licence(bits: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = bits

    return change


def drawing(char: str, like: str = "青") -> Callable[[TTFont], None]:
    """Give a face one more character, drawn like another."""

    def change(font: TTFont) -> None:
        for subtable in font["cmap"].tables:
            subtable.cmap[ord(char)] = subtable.cmap[ord(like)]

    return change


def without(*chars: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for subtable in font["cmap"].tables:
            for char in chars:
                subtable.cmap.pop(ord(char), None)

    return change


def both(*changes: Callable[[TTFont], None]) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for each in changes:
            each(font)

    return change


def base_name(fonts: FontSet, role: FontRole = FontRole.FANGSONG) -> str:
    return fonts.used([fonts.face(role)])[0].name


def settle(fonts: FontSet, text: str, role: FontRole = FontRole.FANGSONG) -> list[bool]:
    """Ask for a text until the base faces stay; returns what each refit said."""
    answers = []
    while not answers or answers[-1]:
        for char in text:
            fonts.glyph(char, role)
        answers.append(fonts.refit())
    return answers


def embedded(data: bytes) -> set[str]:
    """Names, without a subset's tag, of the fonts that text is drawn in; all are embedded."""
    found = set()
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(text)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
                name = create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
                found.add(name.value.decode().rpartition("+")[2])
    return found


# ── found by name ────────────────────────────────────────────────────────────────────────────────


def only(*records: tuple[int, int, int, int, bytes | str]) -> Callable[[TTFont], None]:
    """Keep a PostScript name that says nothing, and these (name, platform, encoding, language)."""

    def change(font: TTFont) -> None:
        table = font["name"]
        table.names = []
        table.setName("Unknown", 6, 3, 1, 0x409)
        for identity, platform, encoding, language, text in records:
            table.setName(text, identity, platform, encoding, language)

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(only((1, 3, 1, 0x804, "仿宋_GB2312")), id="Chinese family"),
        pytest.param(only((1, 3, 1, 0x409, "FangSong_GB2312")), id="English family"),
        pytest.param(only((4, 3, 1, 0x409, "fangsong gb2312")), id="full name, spelt freely"),
        pytest.param(only((6, 1, 0, 0, "FangSong_GB2312")), id="Macintosh PostScript name"),
        pytest.param(only((1, 1, 25, 33, "仿宋_GB2312".encode("gbk"))), id="Macintosh Chinese"),
        pytest.param(only((1, 1, 0, 0, "仿宋_GB2312".encode("gbk"))), id="GBK that says Roman"),
        pytest.param(only((1, 3, 3, 0x804, "仿宋_GB2312".encode("gbk"))), id="Windows PRC"),
        pytest.param(only((1, 0, 3, 0, "仿宋_GB2312")), id="Unicode platform"),
    ],
)
def test_a_face_is_known_by_any_name_inside_it(
    make: Make, fonts_folder: Path, change: Callable[[TTFont], None]
):
    path = make("", "", file="下载/X1~0.TTF", change=change)
    hit = find_installed([fonts_folder])["仿宋_GB2312"]
    assert (hit.file, hit.number, hit.reason) == (path, 0, "")


def test_the_name_of_a_file_says_nothing(make: Make, fonts_folder: Path):
    make("某某体", "SomeFace", file="仿宋_GB2312.ttf")
    assert find_installed([fonts_folder]) == {}


def test_a_bold_face_is_not_taken_for_its_family(make: Make, fonts_folder: Path):
    def bold(font: TTFont) -> None:
        rename(font, "Times New Roman Bold", "TimesNewRomanPS-BoldMT")
        font["name"].setName("Times New Roman", 1, 3, 1, 0x409)
        font["head"].macStyle = 1

    make("", "", change=bold)
    assert find_installed([fonts_folder]) == {}


def test_faces_of_a_collection_are_each_looked_at(fonts_folder: Path, fangsong: bytes):
    collection = TTCollection()
    for name, postscript in (("新宋体", "NSimSun"), ("仿宋", "FangSong")):
        font = TTFont(BytesIO(fangsong))
        rename(font, name, postscript)
        collection.fonts.append(font)
    collection.save(fonts_folder / "sim.ttc")
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert base_name(fonts) == "仿宋"
    rendered = render_pdf(document(), fonts)
    assert "FangSong" in embedded(rendered.data)  # its own name, without its place in the file


def test_candidates_share_no_name():
    every = {
        candidate
        for table in (PREFERRED, SPARE)
        for candidates in table.values()
        for candidate in candidates
    }
    assert len({candidate.name for candidate in every}) == len(every)
    assert set(by_key().values()) == every
    assert set(PREFERRED) == set(FontRole)


# ── the order of wishes ──────────────────────────────────────────────────────────────────────────


def test_the_office_s_first_wish_comes_before_other_installed_faces(make: Make, fonts_folder: Path):
    make("华文仿宋", "STFangsong", file="1.ttf")
    make("仿宋", "FangSong", file="2.ttf")
    assert base_name(FontSet(FONT_FOLDER, [fonts_folder])) == "仿宋"
    make("仿宋_GB2312", "FangSong_GB2312", file="3.ttf")
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert base_name(fonts) == "仿宋_GB2312"
    assert fonts.notes == ()


def test_without_folders_only_the_bundled_faces_draw(make: Make):
    make("仿宋", "FangSong")
    fonts = FontSet(FONT_FOLDER)
    assert fonts.used([fonts.face(FontRole.FANGSONG)]) == (OWN_FANGSONG,)


def test_of_twins_the_first_folder_s_counts(make: Make, fonts_folder: Path, tmp_path: Path):
    make("仿宋", "FangSong", file="b.ttf")
    first = make("仿宋", "FangSong", file="a.ttf")
    hits = find_installed([tmp_path / "nowhere", fonts_folder])
    assert [hit.file for hit in hits.values()] == [first]


def test_two_faces_of_one_postscript_name_are_never_both_used(make: Make, fonts_folder: Path):
    make("仿宋_GB2312", "FangSong", file="a.ttf")  # also by the English name of 仿宋
    make("仿宋", "FangSong", file="b.ttf")
    assert list(find_installed([fonts_folder])) == ["仿宋_GB2312"]


def test_digits_of_the_body_come_from_an_installed_times(make: Make, fonts_folder: Path, latin):
    make("仿宋", "FangSong", file="1.ttf", change=drawing("2"))
    make("Times New Roman", "TimesNewRomanPSMT", file="2.ttf", base=latin)
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    times = fonts.face(FontRole.LATIN)
    assert fonts.used([times]) == (FontUse("Times New Roman", FontRole.LATIN, installed=True),)
    assert fonts.glyph("2", FontRole.FANGSONG) == (times, pytest.approx(0.5))
    assert fonts.glyph("A", FontRole.KAITI)[0] == "Latin"  # which that one lacks


def test_installed_heiti_and_xiaobiaosong_bring_their_own_digits(
    make: Make, fonts_folder: Path, latin: bytes
):
    make("Times New Roman", "TimesNewRomanPSMT", file="1.ttf", base=latin)
    make("黑体", "SimHei", file="2.ttf", change=drawing("2"))
    make("方正小标宋简体", "FZXBSJW--GB1-0", file="3.ttf", change=drawing("2"))
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    for role in (FontRole.HEITI, FontRole.XIAOBIAOSONG):
        assert fonts.glyph("2", role)[0] == fonts.face(role)
        assert fonts.used([fonts.face(role)])[0].installed


# ── what cannot be used ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008, 0x0006, 0x000E])
def test_a_licence_to_embed_is_enough(make: Make, fonts_folder: Path, bits: int):
    make("仿宋", "FangSong", change=licence(bits))
    assert base_name(FontSet(FONT_FOLDER, [fonts_folder])) == "仿宋"


@pytest.mark.parametrize(
    ("bits", "reason"),
    [
        (0x0002, "字体不允许嵌入"),
        (0x0204, "字体只允许嵌入点阵"),
        (0x0108, "字体不允许只嵌入用到的字"),
    ],
)
def test_a_face_that_forbids_embedding_is_passed_over_with_a_word(
    make: Make, fonts_folder: Path, bits: int, reason: str
):
    make("方正小标宋简体", "FZXBSJW--GB1-0", change=licence(bits))
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    rendered = render_pdf(document(), fonts)
    assert "FZXBSJW--GB1-0" not in embedded(rendered.data)
    assert fonts.notes == (f"方正小标宋简体：{reason}，改用程序自带小标宋 (Jibao XiaoBiaoSong)。",)


def narrow(font: TTFont) -> None:
    font["hmtx"][font.getBestCmap()[ord("“")]] = (500, 0)


def variable(font: TTFont) -> None:
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [], []


def as_gbk(font: TTFont) -> None:
    """Add a character map in the order of GBK, which reportlab would read as Unicode."""
    subtable = CmapSubtable.newSubtable(4)
    subtable.platformID, subtable.platEncID, subtable.language = 3, 3, 0
    subtable.cmap = {0xB0A1: font.getGlyphOrder()[1]}
    font["cmap"].tables.append(subtable)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (narrow, "引号、破折号或省略号不是一个字宽"),
        (variable, "是可变字体，不能嵌入 PDF"),
        (as_gbk, "字符表不是 Unicode 编码或已损坏"),
    ],
)
def test_a_face_unfit_for_our_pages_is_passed_over_with_a_word(
    make: Make, fonts_folder: Path, change: Callable[[TTFont], None], reason: str
):
    make("仿宋", "FangSong", change=change)
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert settle(fonts, TEXT) == [False]
    assert fonts.notes == (f"仿宋：{reason}，改用{OWN_FANGSONG.name}。",)


def test_postscript_outlines_are_passed_over_with_a_word(make: Make, fonts_folder: Path):
    def cubic(font: TTFont) -> None:  # as far as a directory tells
        del font["glyf"], font["loca"]
        font.sfntVersion = "OTTO"

    make("仿宋", "FangSong", file="simfang.otf", change=cubic)
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    settle(fonts, TEXT)
    assert fonts.notes == (f"仿宋：不是 TrueType 轮廓，不能嵌入 PDF，改用{OWN_FANGSONG.name}。",)


def test_a_file_that_ends_too_early_is_passed_over_with_a_word(make: Make, fonts_folder: Path):
    path = make("仿宋", "FangSong")
    reordered = BytesIO()
    reorderFontTables(BytesIO(path.read_bytes()), reordered, ["name"])
    path.write_bytes(reordered.getvalue()[:-400])
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    settle(fonts, TEXT)
    assert fonts.notes == (f"仿宋：字体文件不完整，改用{OWN_FANGSONG.name}。",)


def test_files_that_are_no_fonts_are_passed_over(make: Make, fonts_folder: Path):
    whole = make("仿宋", "FangSong").read_bytes()
    hostile = {
        "empty": b"",
        "short": whole[:40],
        "text": "仿宋".encode() * 100,
        "collection of millions": b"ttcf\0\1\0\0\xff\xff\xff\xff",
        "tables of gigabytes": whole[:12] + b"name" + b"\0\0\0\0\0\0\0\1\xff\xff\xff\xff",
    }
    for name, data in hostile.items():
        (fonts_folder / f"{name}.ttf").write_bytes(data)
    (fonts_folder / "folder.ttf").mkdir()
    assert base_name(FontSet(FONT_FOLDER, [fonts_folder])) == "仿宋"


def test_a_face_that_fails_when_opened_is_passed_over_with_a_word(make: Make, fonts_folder: Path):
    path = make("仿宋", "FangSong")
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert find_installed([fonts_folder])["仿宋"].reason == ""
    zero(path, "hhea")
    settle(fonts, TEXT)
    assert fonts.notes == (f"仿宋：字体文件已损坏或格式特殊，改用{OWN_FANGSONG.name}。",)


def test_a_face_that_is_gone_when_opened_is_passed_over_with_a_word(make: Make, fonts_folder: Path):
    path = make("仿宋", "FangSong")
    make("华文仿宋", "STFangsong", file="b.ttf")
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert base_name(fonts) == "仿宋"
    again = FontSet(FONT_FOLDER, [fonts_folder])
    again.glyph("1", FontRole.LATIN)  # looks through the folders
    path.unlink()
    settle(again, TEXT)
    assert again.notes == ("仿宋：字体文件读不出来，改用华文仿宋。",)


def zero(path: Path, tag: str, start: int = 0, length: int | None = None) -> None:
    """Overwrite a table, or a part of it, as a bad disk would."""
    with TTFont(path, lazy=True) as font:
        entry = font.reader.tables[tag]
    data = bytearray(path.read_bytes())
    end = entry.length if length is None else start + length
    data[entry.offset + start : entry.offset + end] = b"\x7f" * (end - start)
    path.write_bytes(data)


def outline(path: Path, char: str) -> tuple[int, int]:
    """Where a character's outline lies in the glyf table: (start, length)."""
    with TTFont(path, lazy=True) as font:
        glyph = font.getGlyphID(font.getBestCmap()[ord(char)])
        start, end = font["loca"][glyph], font["loca"][glyph + 1]
    return start, end - start


def test_a_damaged_outline_costs_a_face_its_place(make: Make, fonts_folder: Path):
    path = make("仿宋", "FangSong")
    make("华文仿宋", "STFangsong", file="b.ttf")
    zero(path, "glyf", *outline(path, "单"))
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert settle(fonts, "青石镇") == [False]
    assert base_name(fonts) == "仿宋"
    assert settle(fonts, "清单") == [True, False]
    assert base_name(fonts) == "华文仿宋"
    assert fonts.notes == ("仿宋：字体文件已损坏，改用华文仿宋。",)
    fonts.begin()
    assert base_name(fonts) == "仿宋"  # as if nothing had been rendered before
    rendered = render_pdf(document(), fonts)
    with pypdfium2.PdfDocument(rendered.data) as pdf:
        assert "都列入清单" in pdf[0].get_textpage().get_text_range()


def test_no_damage_breaks_a_report(make: Make, fonts_folder: Path):
    path = make("仿宋", "FangSong")
    whole = path.read_bytes()
    chance = random.Random(9704)
    for _ in range(60):
        data = bytearray(whole)
        start = chance.randrange(len(data))
        data[start : start + 200] = chance.randbytes(len(data[start : start + 200]))
        path.write_bytes(data)
        fonts = FontSet(FONT_FOLDER, [fonts_folder])
        rendered = render_pdf(document(), fonts)
        assert embedded(rendered.data)


# ── one that has all the characters ──────────────────────────────────────────────────────────────


@pytest.fixture
def two(make: Make, fonts_folder: Path) -> FontSet:
    """仿宋_GB2312 without 祎, 仿宋 with it."""
    make("仿宋_GB2312", "FangSong_GB2312", file="1.ttf")
    make("仿宋", "FangSong", file="2.ttf", change=drawing("祎"))
    return FontSet(FONT_FOLDER, [fonts_folder])


def test_a_face_with_all_characters_becomes_the_base(two: FontSet):
    assert settle(two, "青石镇党委") == [False]
    assert base_name(two) == "仿宋_GB2312"
    assert settle(two, "祎年") == [True, False]
    assert base_name(two) == "仿宋"
    assert two.glyph("青", FontRole.FANGSONG)[0] == two.face(FontRole.FANGSONG)
    assert two.notes == ("仿宋_GB2312：没有“祎”，改用仿宋。",)


def test_each_document_starts_from_the_first_wish(two: FontSet):
    settle(two, "祎年")
    two.begin()
    assert base_name(two) == "仿宋_GB2312"
    assert two.notes == ()


def test_before_a_refit_characters_fall_back_one_by_one(two: FontSet):
    names = {char: two.used([two.glyph(char, FontRole.FANGSONG)[0]])[0].name for char in "年祎镕"}
    assert names == {
        "年": "仿宋_GB2312",
        "祎": "仿宋",
        "镕": "程序自带生僻字 (Jibao RareBody)",
    }


def test_what_no_installed_face_has_speaks_against_none(two: FontSet):
    assert settle(two, "青石镇镕" + NOWHERE) == [False]
    assert base_name(two) == "仿宋_GB2312"
    assert two.missing("镕" + NOWHERE) == [NOWHERE]
    settle(two, "祎")
    assert base_name(two) == "仿宋"


def test_where_each_lacks_something_the_first_stays(make: Make, fonts_folder: Path):
    make("仿宋_GB2312", "FangSong_GB2312", file="1.ttf")
    make("仿宋", "FangSong", file="2.ttf", change=both(drawing("祎"), without("单")))
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert settle(fonts, "单祎") == [False]
    assert base_name(fonts) == "仿宋_GB2312"
    assert fonts.notes == ()


def test_digits_do_not_decide_on_the_body_s_face(two: FontSet):
    assert settle(two, "2020") == [False]
    assert base_name(two) == "仿宋_GB2312"


def test_an_empty_outline_and_notdef_are_no_characters(make: Make, fonts_folder: Path):
    def gaps(font: TTFont) -> None:
        for subtable in font["cmap"].tables:
            subtable.cmap[ord("甲")] = font.getBestCmap()[ord("\u3000")]
            subtable.cmap[ord("乙")] = ".notdef"

    make("仿宋", "FangSong", change=gaps)
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert fonts.glyph("\u3000", FontRole.FANGSONG)[0] == fonts.face(FontRole.FANGSONG)
    for char in "甲乙":
        assert fonts.used([fonts.glyph(char, FontRole.FANGSONG)[0]]) == (OWN_FANGSONG,)


def test_other_installed_faces_draw_what_is_nowhere_else(make: Make, fonts_folder: Path):
    make("宋体", "SimSun", change=both(drawing(NOWHERE), narrow))
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    for role in (FontRole.FANGSONG, FontRole.KAITI, FontRole.HEITI, FontRole.XIAOBIAOSONG):
        assert fonts.missing(NOWHERE, role) == []
        assert fonts.used([fonts.glyph(NOWHERE, role)[0]])[0].name == "宋体"
    assert fonts.missing(NOWHERE, FontRole.PAGE_NUMBER) == [NOWHERE]


# ── measures ─────────────────────────────────────────────────────────────────────────────────────


def ascents(**pairs: tuple[int, int]) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = pairs["typo"]
        font["hhea"].ascent, font["hhea"].descent = pairs["hhea"]
        font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = pairs["win"]

    return change


@pytest.mark.parametrize(
    ("change", "ascent"),
    [
        (ascents(typo=(859, -141), hhea=(880, -120), win=(900, 300)), 0.859),
        (ascents(typo=(800, 0), hhea=(852, -148), win=(900, 300)), 0.852),
        (ascents(typo=(800, 0), hhea=(1000, -300), win=(870, 130)), 0.870),
        (ascents(typo=(-30000, 20000), hhea=(30000, -29000), win=(1, 1)), 0.88),
        (ascents(typo=(1056, -144), hhea=(1056, -144), win=(1056, 144)), 0.880),
    ],
)
def test_the_em_box_is_taken_from_the_face(
    make: Make, fonts_folder: Path, change: Callable[[TTFont], None], ascent: float
):
    make("仿宋", "FangSong", change=change)
    fonts = FontSet(FONT_FOLDER, [fonts_folder])
    assert fonts.ascent(FontRole.FANGSONG) == pytest.approx(ascent)
    assert fonts.ascent(FontRole.KAITI) == 0.88


def test_ink_is_the_box_of_the_outline(make: Make, fonts_folder: Path):
    make("仿宋", "FangSong")
    for fonts in (FontSet(FONT_FOLDER), FontSet(FONT_FOLDER, [fonts_folder])):
        with TTFont(FONT_FOLDER / "FangSong.ttf", lazy=True) as font:
            glyph = font["glyf"][font.getBestCmap()[ord("—")]]
            box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
        assert fonts.ink("—", FontRole.FANGSONG) == tuple(edge / 1000 for edge in box)
        assert fonts.ink("\u3000", FontRole.FANGSONG) == (0, 0, 0, 0)
        assert fonts.ink(NOWHERE, FontRole.FANGSONG) == (0, 0, 0, 0)


def test_warming_up_decides_nothing(two: FontSet):
    two.warm()
    assert base_name(two) == "仿宋_GB2312"
    assert two.refit() is False
    assert two.notes == ()


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def test_an_installed_face_is_embedded_under_its_own_name(two: FontSet, make: Make):
    data = render_pdf(document("青石镇党委都列入清单"), two).data
    assert "FangSong_GB2312" in embedded(data)
    assert b"/BaseFont /AAAAAA+FangSong_GB2312" in data
    assert "系统".encode() not in data
    assert b".ttf" not in data
    with pypdfium2.PdfDocument(data) as pdf:
        assert "青石镇党委都列入清单" in pdf[0].get_textpage().get_text_range()


def test_the_same_document_gives_the_same_bytes_whatever_came_before(
    two: FontSet, fonts_folder: Path
):
    first = render_pdf(document(), two).data
    render_pdf(document("青石镇"), two)
    assert render_pdf(document(), two).data == first
    assert render_pdf(document(), FontSet(FONT_FOLDER, [fonts_folder])).data == first


def test_the_place_of_a_font_leaves_no_trace(make: Make, fonts_folder: Path):
    here = make("仿宋", "FangSong", file="1.ttf")
    first = render_pdf(document(), FontSet(FONT_FOLDER, [fonts_folder])).data
    here.rename(fonts_folder / "另一个名字.TTF")
    assert render_pdf(document(), FontSet(FONT_FOLDER, [fonts_folder])).data == first


def test_a_font_replaced_while_the_program_runs_is_read_again(make: Make, fonts_folder: Path):
    make("仿宋", "FangSong")
    assert FontSet(FONT_FOLDER, [fonts_folder]).missing(NOWHERE) == [NOWHERE]
    make("仿宋", "FangSong", change=drawing(NOWHERE))
    assert FontSet(FONT_FOLDER, [fonts_folder]).missing(NOWHERE) == []


# ── the program's own ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The program's fonts, as links that a test may replace."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for path in FONT_FOLDER.glob("*.*"):
        if path.is_file():
            (folder / path.name).symlink_to(path)
    return folder


@pytest.mark.parametrize("name", ["fonts.json", "FangSong.ttf"])
@pytest.mark.parametrize("data", [None, b"", b"{}", b"\x00\x01\x00\x00" * 200])
def test_a_damaged_font_of_the_program_is_told_in_one_sentence(
    own: Path, name: str, data: bytes | None
):
    (own / name).unlink()
    if data is not None:
        (own / name).write_bytes(data)
    fonts = FontSet(own)
    fonts.warm()
    with pytest.raises(FontDamaged) as refusal:
        render_pdf(document(), fonts)
    assert str(refusal.value) == (
        f"程序自带的字体“{name}”缺失或已损坏，请用安装包重新安装或解压程序。"
    )


def test_half_a_font_of_the_program_is_told_in_one_sentence(own: Path):
    whole = (own / "FangSong.ttf").read_bytes()
    (own / "FangSong.ttf").unlink()
    (own / "FangSong.ttf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FontDamaged, match=r"“FangSong\.ttf”"):
        render_pdf(document(), FontSet(own))


# ── where systems keep fonts ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("platform", "folders"),
    [
        ("win32", ["Windows/Fonts", "own/Microsoft/Windows/Fonts"]),
        ("darwin", ["home/Library/Fonts"]),
        ("linux", ["home/.local/share/fonts", "home/.fonts"]),
    ],
)
def test_the_system_s_folders_of_fonts_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, folders: list[str]
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    expected = [tmp_path / folder for folder in folders]

    def ours() -> list[Path]:
        return [path for path in paths.installed_font_folders() if tmp_path in path.parents]

    assert ours() == []
    for folder in expected:
        folder.mkdir(parents=True)
    assert ours() == expected
