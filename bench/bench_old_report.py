"""How long reading an old report of 5,000 characters and proposing for its blanks takes.

`python bench/bench_old_report.py` prints the fastest and the median of some runs; the limit of the
brief is 0.5 s for both together, from the file on the disk.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from docx import Document  # noqa: E402 - the checkout comes first

from desktop_app.services.old_reports.service import propose_file  # noqa: E402

RUNS = 7
CHARACTERS = 5_000
_SENTENCE = (
    "各村党支部按时开展主题党日活动X次，参加党员X人次，帮助X名困难群众，发放学习资料X份；"
    "受理问题线索X件，谈话提醒X人次，规模以上企业复工率达X%，党员捐款X万元。"
)


def main() -> None:
    """Write a report as .txt and .docx and measure both."""
    lines = ["青石镇2020年第一季度党建工作总结"]
    while sum(map(len, lines)) < CHARACTERS:
        lines += [f"一、第{len(lines)}部分工作", _SENTENCE * 3]
    with tempfile.TemporaryDirectory() as folder:
        text, word = Path(folder) / "旧报告.txt", Path(folder) / "旧报告.docx"
        text.write_text("\n".join(lines), "utf-8")
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(word))
        for path in (text, word):
            _measure(path)


def _measure(path: Path) -> None:
    times = []
    blanks = 0
    for _run in range(RUNS):
        start = time.perf_counter()
        blanks = len(propose_file(path, ROOT / "resources" / "wording").proposals)
        times.append(time.perf_counter() - start)
    print(
        f"{path.suffix}: {blanks} blanks, fastest {min(times):.3f} s, "
        f"median {statistics.median(times):.3f} s (limit 0.5 s)"
    )


if __name__ == "__main__":
    main()
