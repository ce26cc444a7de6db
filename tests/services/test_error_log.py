"""The log of errors: what it holds, what it never holds, and how it stays small."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from township import ROOT, Town

from db.models.organization import ThemePartyDay
from desktop_app.services.program.error_log import FILE_NAME, FOLDER, ErrorLog, sentence_of

SECRET = "王小明的秘密"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ErrorLog]:
    made = ErrorLog()
    made.keep_in(tmp_path)
    yield made
    made.close()


def text(folder: Path) -> str:
    return (folder / FOLDER / FILE_NAME).read_text("utf-8")


def parse(typed: str) -> None:
    try:
        int(typed + "x")
    except ValueError as cause:
        raise KeyError(typed) from cause


def fault(typed: str) -> Exception:
    """An error as peewee raises it: its message quotes what was typed."""
    try:
        parse(typed)
    except KeyError as error:
        return error
    raise AssertionError


def test_an_error_leaves_its_kinds_and_places_but_nothing_that_was_typed(
    log: ErrorLog, tmp_path: Path, town: Town
):
    assert log.note("window", fault(SECRET))
    try:
        with town.services.writer.step(SECRET) as step:
            step.insert(ThemePartyDay, unit=99999, period="2020Q1", theme=object())
    except Exception as error:  # noqa: BLE001 - whichever peewee raises
        log.note("window", error)
    try:
        Path(tmp_path, SECRET).read_text("utf-8")
    except OSError as error:
        log.note("window", error)
    logging.getLogger("dangjian").error("%s failed", SECRET)
    logging.getLogger("dangjian").warning("a report for %(who)s", {"who": SECRET})
    found = text(tmp_path)
    assert SECRET not in found
    assert "builtins.KeyError\n" in found
    assert "because of builtins.ValueError\n" in found
    assert "desktop_app.services.log.changes:" in found
    assert "builtins.FileNotFoundError ENOENT" in found
    assert "… failed" in found


def test_the_same_error_a_thousand_times_is_a_few_lines(log: ErrorLog, tmp_path: Path):
    told = [log.note("painting", fault(str(number))) for number in range(1000)]
    assert told.count(True) == 1
    assert told[0]
    found = text(tmp_path)
    assert found.count("builtins.KeyError") == 3
    assert "painting: 1000 times KeyError" in found
    assert len(found) < 3000


def test_the_log_is_cut_into_few_files(log: ErrorLog, tmp_path: Path):
    line = "a sentence of ours " * 500
    for _number in range(400):
        logging.getLogger("dangjian").error(line)
    files = [path for path in (tmp_path / FOLDER).iterdir() if path.name.startswith(FILE_NAME)]
    assert len(files) == 4
    assert sum(path.stat().st_size for path in files) < 2_100_000


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path):
    (tmp_path / FOLDER).write_text("a file where the folder should be", "utf-8")
    log = ErrorLog()
    log.keep_in(tmp_path)
    assert log.note("window", fault(SECRET))
    log.close()


def test_memory_that_is_short_is_told_as_such():
    assert "内存不够" in sentence_of(MemoryError())
    assert "已有数据不受影响" in sentence_of(KeyError(SECRET))


def test_what_our_code_logs_is_a_constant_sentence():
    """A sentence put together from values would carry them into the log."""
    wrong = [
        f"{path.name}:{call.lineno} {ast.unparse(call)}"
        for path in (*ROOT.glob("desktop_app/**/*.py"), *ROOT.glob("db/**/*.py"), ROOT / "main.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and re.fullmatch(r"_logger\.(?!add|remove)\w+|ERRORS\.note", ast.unparse(call.func))
        and not isinstance(call.args[0], ast.Constant)
        # A door that is passed on is a constant where it comes from, a verb is one of a fixed list.
        and ast.unparse(call.args[0]) not in ("door", "options.verb or 'window'")
    ]
    assert wrong == []
