"""Which of several faces draws a character, how it is measured, and what is embedded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from font_making import (
    NOWHERE,
    OWN_FANGSONG,
    Make,
    base_name,
    both,
    document,
    drawing,
    embedded,
    narrow,
    settle,
    without,
)
from fontTools.ttLib import TTFont
from report_samples import FONT_FOLDER

from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import FontRole
from desktop_app.report.pdf import render_pdf


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
