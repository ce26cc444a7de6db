"""Fonts that cannot be used are passed over with a word; the program's own must be whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from font_making import (
    OWN_FANGSONG,
    TEXT,
    Make,
    base_name,
    document,
    embedded,
    licence,
    narrow,
    settle,
)
from fontTools.ttLib import TTFont, newTable, reorderFontTables
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from report_samples import FONT_FOLDER

from desktop_app.core.errors import FontDamaged
from desktop_app.report.fonts import FontSet
from desktop_app.report.fonts.installed import find_installed
from desktop_app.report.official_style import FontRole
from desktop_app.report.pdf import render_pdf


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
