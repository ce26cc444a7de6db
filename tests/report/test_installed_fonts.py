"""Fonts of the office's computer: found by the names inside them, the office's wishes first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from font_making import (
    OWN_FANGSONG,
    Make,
    base_name,
    document,
    drawing,
    embedded,
    rename,
)
from fontTools.ttLib import TTCollection, TTFont
from report_samples import FONT_FOLDER

from desktop_app import paths
from desktop_app.report.document import FontUse
from desktop_app.report.fonts import FontSet
from desktop_app.report.fonts.candidates import PREFERRED, SPARE, by_key
from desktop_app.report.fonts.installed import find_installed
from desktop_app.report.official_style import FontRole
from desktop_app.report.pdf import render_pdf


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
