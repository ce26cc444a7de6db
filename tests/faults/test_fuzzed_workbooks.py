"""Returned workbooks with parts mutated: refused in sentences or read, and never half written."""

from __future__ import annotations

import random
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from nursery import tell
from sequences import Site, workbook_with

from desktop_app.core.errors import Refusal
from desktop_app.services.workbook.service import WorkbookService
from desktop_app.services.workbook.summary import ImportSummary

WORDS = (b"inlineStr", b"s", b"str", b"b", b"e", b"n", b"1e999", b"-1", b"NaN", b"A1:XFD1048576")
TEXTS = (b"9" * 30, b"&#0;", b"&#xFFFE;", b"-", b"\xff", b"&undefined;")


def cut(part: bytes, luck: random.Random) -> bytes:
    return part[: luck.randrange(len(part) + 1)]


def repeat(part: bytes, luck: random.Random) -> bytes:
    at, length = luck.randrange(len(part) + 1), luck.randrange(200)
    return part[:at] + part[at : at + length] * 2 + part[at:]


def with_another(part: bytes, luck: random.Random, pattern: bytes, texts: Sequence[bytes]) -> bytes:
    """Put another text in the place of one of those that the pattern's group finds."""
    found = list(re.finditer(pattern, part))
    if not found:
        return part
    match = luck.choice(found)
    return part[: match.start(1)] + luck.choice(texts) + part[match.end(1) :]


def attribute(part: bytes, luck: random.Random) -> bytes:
    return with_another(part, luck, rb'"([^"]{0,40})"', WORDS)


def tag(part: bytes, luck: random.Random) -> bytes:
    return with_another(part, luck, rb"(<[^>]{1,200}>)", [b""])


def text(part: bytes, luck: random.Random) -> bytes:
    return with_another(part, luck, rb">([^<]{1,60})<", TEXTS)


def noise(part: bytes, luck: random.Random) -> bytes:
    changed = bytearray(part)
    for _ in range(luck.randint(1, 8) if part else 0):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


MUTATIONS = (cut, repeat, attribute, tag, text, noise)


def fuzzed(source: Path, target: Path, luck: random.Random) -> None:
    """Write a workbook with one or two of its parts mutated; the archive itself is whole."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        rows = [name for name, part in parts.items() if b"1000000" in part]
        chosen = {
            *luck.sample(list(parts), luck.randint(0, 1)),
            luck.choice([*rows, "[Content_Types].xml", "xl/workbook.xml"]),
        }
        for name, part in parts.items():
            if name in chosen and luck.random() < 0.05:
                continue
            new.writestr(name, luck.choice(MUTATIONS)(part, luck) if name in chosen else part)


def outcome_of(service: WorkbookService, path: Path) -> tuple[str, ImportSummary | None]:
    """Import a workbook; return the sentence where it is refused, else what came of it."""
    try:
        return "", service.read_all([path])
    except Refusal as refusal:
        return str(refusal), None


def fuzz(folder: Path, *, tries: int, seed: int) -> None:
    """Import so many mutated workbooks; each is refused or read, and each step is whole."""
    site = Site(folder / "data")
    try:
        good = workbook_with(site, folder / "好.xlsx", rows=5)
        luck, outcomes = random.Random(seed), Counter[str]()
        path = folder / "变.xlsx"
        service = WorkbookService(site.services)
        for number in range(tries):
            fuzzed(good, path, luck)
            before = site.rows()
            sentence, summary = outcome_of(service, path)
            if summary is None:
                outcomes["refused"] += 1
                assert re.search(r"[\u4e00-\u9fff]", sentence), (seed, number)
                assert "Traceback" not in sentence, (seed, number)
                assert site.rows() == before, (seed, number)
                continue
            outcomes["read"] += 1
            if summary.added or summary.changed:
                assert site.services.history.undo(), (seed, number)
            assert site.rows() == before, (seed, number)
        assert service.read_all([good]).added == 5
        tell(f"{tries} mutated workbooks: {dict(outcomes)}")
        assert outcomes["refused"] > tries / 5
    finally:
        site.close()


def test_mutated_workbooks_are_refused_or_read_as_a_whole(tmp_path: Path):
    fuzz(tmp_path, tries=25, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 14))
def test_many_mutated_workbooks(tmp_path: Path, seed: int):
    fuzz(tmp_path, tries=250, seed=seed)
