"""Habits of the house that no linter knows."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_AREAS = {"__init__", "catalogue", "declare", "own"}  # what areas are made of and looked up with
AREA_FILES = sorted({path.stem for path in ROOT.glob("desktop_app/areas/*.py")} - NOT_AREAS)
GENERATED = {"__pycache__", "build", "dist", "screenshots"}


@pytest.mark.parametrize("name", AREA_FILES)
def test_every_area_file_is_registered(name: str):
    from desktop_app.areas import ALL_AREAS  # noqa: PLC0415 - a broken area fails here, not above

    registered = {id(area) for area in ALL_AREAS}
    defined = vars(import_module(f"desktop_app.areas.{name}")).values()

    assert registered & set(map(id, defined)), (
        f"areas/{name}.py defines no area of ALL_AREAS: add it there (or the file to NOT_AREAS)"
    )


def test_all_areas_lists_each_file_once():
    from desktop_app.areas import ALL_AREAS  # noqa: PLC0415 - as above

    assert len(ALL_AREAS) == len({area.spec.key for area in ALL_AREAS}) == len(AREA_FILES)


def test_every_package_is_named_for_the_packager():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = {
        ".".join(init.parent.relative_to(ROOT).parts)
        for folder in ("db", "desktop_app")
        for init in ROOT.glob(f"{folder}/**/__init__.py")
    }
    assert set(named["packages"]) == found


# ── the window ───────────────────────────────────────────────────────────────────────────────────

QUERIES = {"select", "save", "create"}
# Whose methods of those names are no queries: Qt's own, and the services, whose business it is.
NO_MODELS = re.compile(r"painter$|cursor$|selection|service", re.IGNORECASE)


def query_calls(source: str) -> list[str]:
    """What a source calls as one would call a model: `.select(`, `.save(`, `.create(`."""
    return [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in QUERIES
        and not NO_MODELS.search(ast.unparse(node.func.value))
    ]


def test_widgets_hold_no_query():
    modules = sorted(ROOT.glob("desktop_app/ui/**/*.py"))

    assert {
        str(module.relative_to(ROOT)): calls
        for module in modules
        if (calls := query_calls(module.read_text("utf-8")))
    } == {}


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("Unit.select().where(Unit.name == name)", ["Unit.select"]),
        ("row.save()", ["row.save"]),
        ("Period.create(code='2020Q1')", ["Period.create"]),
        ("painter.save()", []),
        ("self.selectionModel().select(index, flag)", []),
        ("self._services.ledger.save(row)", []),
    ],
)
def test_a_query_is_told_from_a_namesake(source: str, calls: list[str]):
    assert query_calls(source) == calls


# ── every committed text ─────────────────────────────────────────────────────────────────────────

FORBIDDEN = {
    "an absolute path of one machine": re.compile(
        r"(?<![\w.~/)}])/(?:work|home|root|Users)/\w|[A-Za-z]:[\\/]+Users[\\/]"
    ),
    "the host of a package registry": re.compile(
        r"\b(?:pypi|pythonhosted|npmjs|mirrors|deb\.debian|security\.debian)\.\w"
    ),
}


def is_ours(folder: str) -> bool:
    """Whether a folder of that name holds files that we wrote: hidden ones belong to tools."""
    return folder not in GENERATED and not folder.startswith(".")


def text_files() -> Iterator[tuple[Path, str]]:
    """Every text file that is not generated, with its content."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name == ".ci" or is_ours(name)]
        for name in names:
            path = Path(folder, name)
            if name == ".git":  # of a second checkout: says where the first one lies
                continue
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                yield path.relative_to(ROOT), text


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_text_holds(fault: str):
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in text_files()
        if FORBIDDEN[fault].search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[fault].search(line)
    ]

    assert found == []
