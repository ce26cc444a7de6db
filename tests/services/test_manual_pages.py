"""The manual holds what the program says: its words, its keys, its figures; and is found in."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from township import ROOT, Town

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import TargetRefused
from desktop_app.services.assembly import Services
from desktop_app.services.manual import Manual
from desktop_app.services.manual.declared import FIGURES, figure_section
from desktop_app.services.manual.sheet import render_sheet, write_sheet
from desktop_app.services.own.records import OwnFigureRecord

VISITS = OwnFigureRecord("慰问老党员", "人次", "organization", "上门慰问的人次")
FOLDER = ROOT / "resources" / "manual"
WRITTEN = sorted(FOLDER.glob("*.md"))
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]*)\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]*)\)")
_KEY = re.compile(r"(?:Ctrl|Alt|Shift)(?:\+\S+)+|F\d+|Tab|Delete")
COMPUTER_WORDS = re.compile(
    "数据库|线程|进程|JSON|接口|字段|缓存|服务器|SQL|编码|字符串|参数|日志|路径|目录|上传|下载"
)


@pytest.fixture(scope="module")
def manual() -> Manual:
    """The manual as it comes with the program."""
    return Manual(FOLDER, Catalogue(ALL_AREAS))


@cache
def said_by_the_program() -> str:
    """Every text that stands in the program's own modules."""
    texts = set()
    for module in ROOT.glob("desktop_app/**/*.py"):
        if "manual" not in module.parts:
            for node in ast.walk(ast.parse(module.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
    return "\n".join(texts)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_what_a_page_prints_bold_stands_on_the_screen(page: Path):
    words = [word for word in _BOLD.findall(page.read_text("utf-8")) if not _KEY.fullmatch(word)]

    assert [word for word in words if word not in said_by_the_program()] == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_a_page_speaks_without_computer_words(page: Path):
    assert COMPUTER_WORDS.findall(page.read_text("utf-8")) == []


def test_the_contents_name_every_page_once(manual: Manual):
    keys = [page.key for page in manual.pages]

    assert len(keys) == len(set(keys))
    assert {path.stem for path in WRITTEN} <= set(keys)


def test_every_link_leads_somewhere(manual: Manual):
    places = {(page.key, "") for page in manual.pages}
    places |= {(page.key, section.title) for page in manual.pages for section in page.sections}
    leading = [
        (target.partition("#")[0] or page.key, target.partition("#")[2])
        for page in manual.pages
        for target in _LINK.findall(page.text)
    ]

    assert leading
    assert [place for place in leading if place not in places | {("keys", "")}] == []


def test_every_picture_is_there_and_small(manual: Manual):
    named = {name for page in manual.pages for name in _PICTURE.findall(page.text)}
    taken = {f"pictures/{path.name}": path for path in FOLDER.glob("pictures/*.png")}

    assert named == set(taken)
    assert sum(path.stat().st_size for path in taken.values()) < 3_000_000
    for path in taken.values():
        with Image.open(path) as picture:
            assert picture.mode == "P"


def test_every_page_of_the_window_is_explained(manual: Manual):
    for page in ("workbench", "rectification", "report", "summary", "upper_forms", "settings"):
        assert manual.fitting(page) == page
    for page in ("backups", "change_log", "recycle_bin"):
        assert manual.fitting(page) == "backups"
    assert manual.page(manual.fitting("organization")).title == "基层党建"
    assert manual.fitting("unheard_of") == manual.first


def test_every_figure_has_its_definition(manual: Manual):
    text = manual.page(FIGURES).text
    for figure in Catalogue(ALL_AREAS).figures.values():
        assert f"### {figure_section(figure)}\n\n{figure.definition.rstrip('。')}" in text


def test_a_figure_of_the_office_s_own_is_explained_too(town: Town):
    town.services.own_figures.save(VISITS)

    manual = Manual(FOLDER, town.services.catalogue)

    assert FIGURES in [found.section.page for found in manual.search("慰问老党员")]
    assert "上门慰问的人次" in manual.page(FIGURES).text


@pytest.mark.parametrize(
    ("typed", "page", "title"),
    [
        ("怎么把村里报来的数粘进去", "workbench", "怎么把村里报来的数粘进去"),
        ("村里发来的表格怎么粘贴", "pasting", None),
        ("零报告", "ledgers", "没有的怎么办：零报告"),
        ("lbg", "ledgers", "没有的怎么办：零报告"),
        ("忘了密码怎么办", "privacy", "忘记密码"),
        ("报告怎么打印", "report", None),
        ("电脑坏了数据怎么找回来", "backups", None),
        ("捐款比例", "questions", None),
        ("u盘", "questions", None),
    ],
)
def test_a_question_finds_its_page_near_the_top(
    manual: Manual, typed: str, page: str, title: str | None
):
    found = [(one.section.page, one.section.title) for one in manual.search(typed)][:4]

    assert page in [key for key, _title in found]
    assert title is None or (page, title) in found


@pytest.mark.parametrize("typed", ["", "  ", "恐龙化石", "怎么办呢"])
def test_what_is_not_there_is_not_found(manual: Manual, typed: str):
    assert manual.search(typed) == []


def test_an_excerpt_shows_what_was_found_without_marks(manual: Manual):
    found = next(one for one in manual.search("到现在一共多少") if one.section.page == "workbench")

    assert "到现在一共多少" in found.excerpt
    assert "**" not in found.excerpt


def test_the_sheet_is_one_page(services: Services, tmp_path: Path):
    rendered = write_sheet(services.reports, FOLDER, tmp_path / "速查.pdf")

    assert rendered.pages == 1
    assert rendered.notes == ()
    assert (tmp_path / "速查.pdf").read_bytes() == rendered.data


def test_the_sheet_names_what_there_is(services: Services):
    text = render_sheet(services.reports, FOLDER, ".txt").data.decode("utf-8-sig")

    assert [
        word for word in re.findall("“([^”]+)”", text) if word not in said_by_the_program()
    ] == []


def test_the_sheet_replaces_no_file_unasked(services: Services, tmp_path: Path):
    target = tmp_path / "速查.pdf"
    target.write_bytes(b"mine")

    with pytest.raises(TargetRefused):
        write_sheet(services.reports, FOLDER, target)

    assert target.read_bytes() == b"mine"
