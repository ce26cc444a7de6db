"""A folder of installed fonts, and the hand that installs them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from font_making import TEXT, Make, rename, subset
from fontTools.ttLib import TTFont


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
