"""What the READMEs and the other documents promise is there: commands, verbs, files, links."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from township import ROOT

READMES = (ROOT / "README.md", ROOT / "README.zh.md")
DOCUMENTS = sorted(
    [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "bench" / "README.md", *ROOT.glob("docs/*.md")]
)
_LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
_CODE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@cache
def help_of(*command: str) -> str:
    """What a command says of itself."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_links_lead_to_files(document: Path):
    targets = [link for link in _LINK.findall(document.read_text("utf-8")) if "://" not in link]

    assert [link for link in targets if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_both_readmes_give_the_two_commands_first(readme: Path):
    first = _CODE.findall(readme.read_text("utf-8"))[0].splitlines()

    assert [line.partition("#")[0].strip() for line in first] == [
        "python3 dev.py run",
        "python3 dev.py test",
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_commands_of_dev_py_exist(document: Path):
    known = set(re.findall(r"^  (\w+)", help_of("dev.py"), re.MULTILINE))
    named = set(re.findall(r"\bdev\.py ([a-z]+)", document.read_text("utf-8")))

    assert len(known) > 5
    assert named <= known


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_table_of_verbs_is_that_of_the_program(readme: Path):
    shown = {
        verb
        for line in readme.read_text("utf-8").splitlines()
        if line.startswith("| `")
        for verb in re.findall(r"`([a-z]+) ?[^`]*`", line.split(" | ")[0])
    }
    known = set(re.findall(r"^ {4}([a-z]+) +\S", help_of("main.py", "--help"), re.MULTILINE))

    assert known
    assert shown == known


def test_the_twins_say_the_same():
    english, chinese = (readme.read_text("utf-8") for readme in READMES)

    def shape(text: str) -> list[int]:
        return [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]

    def code(text: str) -> list[str]:
        return re.findall(r"```python\n(.*?)```", text, re.DOTALL)

    def links(text: str) -> set[str]:
        return set(_LINK.findall(text)) - {readme.name for readme in READMES}

    assert shape(english) == shape(chinese)
    assert code(english) == code(chinese)
    assert links(english) == links(chinese)


def test_pictures_are_three_and_small():
    pictures = {path.name: path for path in ROOT.glob("docs/pictures/*.png")}
    shown = set(re.findall(r"docs/pictures/([\w.]+)", READMES[0].read_text("utf-8")))

    assert shown == set(pictures)
    assert len(shown) == 3
    for path in pictures.values():
        assert path.stat().st_size < 200_000
        with Image.open(path) as picture:
            assert picture.mode == "P"


def test_every_benchmark_is_described():
    described = set(re.findall(r"`(bench_\w+\.py)`", (ROOT / "bench/README.md").read_text("utf-8")))

    assert described == {path.name for path in ROOT.glob("bench/bench_*.py")}
