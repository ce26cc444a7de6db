"""A block of text from outside as rows of cells: from WPS, Excel, LibreOffice, or from a chat.

Worksheets put their cells on the clipboard with tabs between them; a cell that holds a tab, a line
break or a quote stands in quotes. Lists typed into a chat have other marks between their columns,
and which ones is a guess: `Block.mark` says so, and who pastes such a block is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.core.errors import Refusal

MOST_CELLS = 200_000
"""More than this was not meant to be pasted: a whole column of a worksheet, or another file."""

_LINE_END = re.compile(r"\r\n|\r|\n")
# A quoted cell must be followed by what ends a cell; else its quotes are the clerk's own words,
# as in "重温誓词"活动. The csv module drops those, or swallows the rest of the block.
_CELL = re.compile(
    r'(?:"(?P<quoted>(?:[^"]|"")*)"(?=[\t\r\n]|\Z)|(?P<plain>[^\t\r\n]*))(?P<end>\t|\r\n|\r|\n|\Z)'
)
_GROUPED = re.compile(r"[\d０-９]{1,3}(?:[,，][\d０-９]{3})+(?:[.．][\d０-９]+)?\D{0,3}")
_NUMBER_LIKE = re.compile(r"[约近]?[\d０-９零〇一二两三四五六七八九十百千万]")
_DIGIT = re.compile(r"[\d０-９]")
_RULE = re.compile(r"[|｜:+\-\s]+")
_MARKS = (
    ("竖线", "|｜", re.compile(r"\s*[|｜]\s*")),
    ("空格", " \u3000\u00a0", re.compile(r"[\u3000]+|[ \u00a0]{2,}")),
    ("分号", ";；", re.compile(r"\s*[;；:：]\s*")),  # 张村：38；40
    ("逗号", ",，", re.compile(r"\s*[,，:：]\s*")),
    ("顿号", "、", re.compile(r"\s*[、:：]\s*")),
    ("冒号", ":：", re.compile(r"\s*[:：]\s*")),
)
_ONE_SPACE = ("空格", re.compile(r"[ \u3000\u00a0]+"))  # only behind a name: 1 234 is one number


class Block(NamedTuple):
    """Rows of cells, as long as each row is; mark: what was taken to part columns, "" for tabs."""

    rows: list[list[str]]
    mark: str = ""


def read_block(text: str) -> Block:
    """Part a clipboard's text into rows and cells; an empty text has no rows.

    Raises Refusal for more than MOST_CELLS.
    """
    text = text.removeprefix("\ufeff").rstrip("\0")
    if not text:
        return Block([])
    if "\t" in text or '"' in text:
        rows = _quoted_rows(text) if '"' in text else _plain_rows(text)
        return _within_bounds(Block(_without_blank_end(rows)))
    lines = [line for (line,) in _without_blank_end([[line] for line in _lines(text)])]
    return _within_bounds(_parted(lines))


def _lines(text: str) -> list[str]:
    """Split at line ends alone; the last one ends the block rather than starting a row."""
    lines = text.split("\n") if "\r" not in text else _LINE_END.split(text)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def _plain_rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(text)]


def _quoted_rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    position = 0
    while True:
        match = _CELL.match(text, position)
        assert match is not None, "the plain branch matches anywhere"
        quoted = match["quoted"]
        rows[-1].append(match["plain"] if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if not match["end"]:
            return rows
        if match["end"] != "\t":
            if position == len(text):
                return rows
            rows.append([])


def _without_blank_end(rows: list[list[str]]) -> list[list[str]]:
    """Drop blank rows at the end; a block that is blank throughout keeps its first."""
    last = len(rows)
    while last > 1 and not any(cell.strip() for cell in rows[last - 1]):
        last -= 1
    return rows[:last]


def _within_bounds(block: Block) -> Block:
    count = sum(map(len, block.rows))
    if count > MOST_CELLS:
        raise Refusal(
            f"一次最多粘贴{MOST_CELLS:,}格，这次有{count:,}格；请只复制需要的部分，分几次粘贴。"
        )
    return block


def _parted(lines: list[str]) -> Block:
    """Part lines without tabs by the first mark that gives each the same columns, one of numbers.

    Without such a mark each line is one cell.
    """
    whole = Block([[line] for line in lines])
    filled = [line.strip() for line in lines if line.strip() and not _is_rule(line)]
    if not filled or all(_GROUPED.fullmatch(line) for line in filled):
        return whole
    for name, own, mark in _MARKS:
        if not any(character in filled[0] for character in own):
            continue
        rows = [mark.split(line.strip("|｜ ") if name == "竖线" else line) for line in filled]
        if _is_table(rows):
            return Block(rows, name)
    name, mark = _ONE_SPACE
    rows = [mark.split(line) for line in filled]
    if _is_table(rows) and not any(_DIGIT.match(row[0]) for row in rows):
        return Block(rows, name)
    return whole


def _is_rule(line: str) -> bool:
    """Whether a line is the rule under the header of a table drawn with bars."""
    return "-" in line and "|" in line and _RULE.fullmatch(line) is not None


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    width = len(rows[0])
    if width < 2 or any(len(row) != width for row in rows):
        return False
    body = rows[1:] if len(rows) > 1 else rows  # the first may be the header
    return any(
        all(not row[column] or _NUMBER_LIKE.match(row[column]) for row in body)
        and any(row[column] for row in body)
        for column in range(width)
    )
