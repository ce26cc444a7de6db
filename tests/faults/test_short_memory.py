"""Too little memory for a report of a hundred pages: a sentence, no half file, nothing lost."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nursery import NEEDS_FORK, Nursery, tell
from sequences import Site
from township import Q1

pytestmark = [
    NEEDS_FORK,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS"),
]
PARAGRAPH = "各村党支部把集中学习、入户走访、志愿服务结合起来，做到计划到人、记录到天、结果到户。"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as opened:
        yield opened


@pytest.fixture
def long_report(tmp_path: Path) -> Path:
    """A data folder whose report has more than a hundred pages."""
    with closing(Site(tmp_path / "data")) as site:
        site.write_pair(0)
        for _ in range(4):
            uid = site.services.texts.add_chapter(Q1)
            body = "\n".join(PARAGRAPH * 6 for _ in range(78))
            site.services.texts.save_chapter(uid, body=body)
    return tmp_path / "data"


def test_a_report_of_a_hundred_pages_is_made_or_refused(
    nursery: Nursery, long_report: Path, tmp_path: Path
):
    target = tmp_path / "季报.pdf"
    target.write_bytes(b"the old report")
    verb = ("--data-dir", long_report, "export", Q1.code, "--to", target, "--force")
    outcomes = Counter[str]()
    for megabytes in (4, 24, 1000):
        life = nursery.run("narrow", megabytes, *verb)
        said = "".join(life.lines)
        assert "Traceback" not in said
        if life.status == 0:
            outcomes["made"] += 1
            assert target.read_bytes().startswith(b"%PDF")
            assert target.read_bytes().rstrip().endswith(b"%%EOF")
            target.write_bytes(b"the old report")
        else:
            outcomes["refused"] += 1
            assert life.status == 1, (megabytes, life)
            assert said.endswith("。"), (megabytes, life)
            assert target.read_bytes() == b"the old report"
    tell(f"reports of a hundred pages with little memory: {dict(outcomes)}")
    assert outcomes["made"] >= 1
    assert outcomes["refused"] >= 1
    assert not list(tmp_path.glob(".*.part"))
    with closing(Site(long_report)) as site:
        assert set(site.rows().values()) == {0}
