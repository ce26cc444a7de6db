"""How long it takes until the changes of a returned Word file are known.

`python bench/bench_returned_draft.py` writes a report of more than ten pages (190 sentences, a
figure in every second one), exports it, changes every tenth sentence as a leader would, and reads
it back through ReturnedDrafts.read: the child process, the comparison, the slots. Once with the
anchors that the export hid and once without them, as a file that was pasted into a new one has
none. The time of the child process alone (start, unzip, XML) is given beside it. Medians of several
rounds; the goal is one second for ten pages.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop_app.areas import ALL_AREAS  # noqa: E402 - the checkout comes first
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services import demo  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402
from desktop_app.services.program.workplace import Workplace  # noqa: E402
from desktop_app.services.returned_drafts.service import ReturnedDrafts, read_file  # noqa: E402

PERIOD = Period.parse("2020Q1")
GOAL = 1.0  # seconds
FIGURES = ("party_days", "party_day_attendance", "group_meetings", "education_sessions")
SENTENCES = 190
_EDITED = re.compile(r"每月(\d+)号(前[^<]*?)办好")


def write_report(services: Services) -> None:
    """Give the report chapters of our own with many sentences."""
    texts = services.texts
    for chapter in texts.report(PERIOD).chapters:
        texts.delete_chapter(chapter.uid)
    after = ""
    for number in range(10):
        lines = []
        for line in range(SENTENCES // 10):
            key = FIGURES[(number + line) % len(FIGURES)]
            figure = f"累计{{organization.{key}}}，" if line % 2 else ""
            lines.append(
                f"第{number}类第{line}项工作由包片干部牵头推进，{figure}"
                f"每月{number + line + 1}号前逐村核对、对账销号并办好。"
            )
        body = "\n".join("".join(lines[at : at + 4]) for at in range(0, len(lines), 4))
        after = texts.add_chapter(PERIOD, after, f"第{number}类工作")
        texts.save_chapter(after, body=body)


def edit(source: Path, target: Path, *, with_anchors: bool) -> None:
    """Change every tenth sentence in the file's XML."""
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                places = list(_EDITED.finditer(text))[::10]
                for match in reversed(places):
                    text = f"{text[: match.start()]}每月按时{match[2]}抓好{text[match.end() :]}"
                if not with_anchors:
                    text = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text)
                data = text.encode()
            elif not with_anchors and name == "docProps/custom.xml":
                data = re.sub(rb"<property .*</property>", b"", data)
            new.writestr(name, data)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of a piece of work."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = Workplace(folder / "data", ROOT / "db" / "migrations")
        place.open()
        services = assemble(place.store, Catalogue(ALL_AREAS), ROOT / "resources" / "fonts")
        demo.create(place, services)
        write_report(services)
        pages = services.reports.render(services.reports.document(PERIOD), ".pdf").pages
        source = folder / "report.docx"
        services.reports.export(PERIOD, source)
        drafts = ReturnedDrafts(services)
        for label, with_anchors in (("with anchors", True), ("without", False)):
            target = folder / f"{label}.docx"
            edit(source, target, with_anchors=with_anchors)
            found = drafts.read(target, PERIOD).comparison
            child = seconds(lambda path=target: read_file(path), rounds)  # type: ignore[misc]
            whole = seconds(lambda path=target: drafts.read(path, PERIOD), rounds)  # type: ignore[misc]
            print(
                f"{label}: {pages} pages, {len(found.changes)} changes, {found.alike} alike; "
                f"{whole * 1000:.0f} ms, of which the child {child * 1000:.0f} ms "
                f"(goal {GOAL * 1000:.0f} ms)"
            )
        place.close()


if __name__ == "__main__":
    main()
