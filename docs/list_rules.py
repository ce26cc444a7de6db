"""Write docs/rules.md: every rule of the checks with its id, gravity, example and source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app.report.checks.rule_notes import (  # noqa: E402 - the checkout comes first
    SEVERITIES,
    RuleNote,
    all_rules,
)
from desktop_app.report.proofreading.rule_lists import (  # noqa: E402 - likewise
    RuleBook,
    read_rules,
)

TARGET = ROOT / "docs" / "rules.md"
INTRODUCTION = """# 校核规则

由 `docs/list_rules.py` 从 `resources/checks/*.toml` 和程序里的规则生成，不要手改。

程度：标准写“应”的是错误，“一般”的是提醒，其余是建议。编号是固定的，
`check --json` 和 `proofread --json` 里的 `rule` 就是它。

本单位可以在“设置”的“校核规则”里停用一条规则、写自己的用词；
数据文件夹里的“校核规则”文件夹可以再放同样写法的 .toml 文件。
"""


def rules_page(book: RuleBook) -> str:
    """Return the page as Markdown."""
    return "\n".join([INTRODUCTION, *_tables(book), *_words(book), *_names(book)])


def _tables(book: RuleBook) -> Iterator[str]:
    for group, notes in groupby(all_rules(book), key=lambda note: note.group):
        yield f"## {group}\n"
        yield "| 编号 | 程度 | 内容 | 例如 | 依据 |"
        yield "|---|---|---|---|---|"
        yield from map(_row, notes)
        yield ""


def _row(note: RuleNote) -> str:
    cells = (f"`{note.id}`", SEVERITIES[note.severity], note.label, note.example, note.source)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _words(book: RuleBook) -> Iterator[str]:
    for terms in book.terms:
        yield f"## 词表 `{terms.id}`\n"
        yield "、".join(f"{wrong}（{right}）" for wrong, right in terms.words.items())
        yield ""


def _names(book: RuleBook) -> Iterator[str]:
    for names in book.names:
        yield f"## 起止 `{names.id}`\n"
        yield "| 写法 | 自 | 至 |"
        yield "|---|---|---|"
        for entry in names.entries:
            yield f"| {entry.text} | {entry.first} | {entry.until or ''} |"
        yield ""


if __name__ == "__main__":
    TARGET.write_text(rules_page(read_rules(ROOT / "resources" / "checks")), "utf-8")
