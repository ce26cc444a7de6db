"""A list of villages as it is pasted or typed, taken apart into names with numbers behind them.

Lists come out of Excel (columns with tabs), out of chats and documents (one a line, or one behind
the other with 、，, spaces between them), with numbering in front and households in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from desktop_app.core.pasted_block import read_block
from desktop_app.services.first_start.named_counts import (
    Count,
    count_of,
    counts_in,
    put_in,
    spelled,
    within_brackets,
    without_counts,
)

_SERIAL = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    rf"^\s*(?:[（(](?:{_SERIAL})[)）]|(?:{_SERIAL})(?:[)）、．:：]|\.(?!\d))|[①-⑳]|[-•·●*◆■]+)\s*"
)
_SERIAL_COLUMN = re.compile(r"^\s*\d{1,3}\s+(?=\D)")
_KIND_IN_BRACKETS = re.compile(r"[（(](村|社区)[)）]$")
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]?")
_COUNTED = re.compile(r"(?<=[村区居部])\s*[:：]?\s*\d+\s*[户人名个]?$")
_AND = re.compile(r"(?<=[村区])(?:以及|和|及|与)(?=.{2})")
_COMMITTEE = re.compile(r"(?<=村)(?:村?民委员会|村?委会)$|(?<=社区)(?:居民委员会|居委会)$")
_MARKS = " \t　。.．,，;；、:："
_COLUMN_MARK = re.compile(r"[\s　,，;；:：|｜/／]+")
_NUMBER = re.compile(r"\d{1,6}[人名个]?")
_WITH_COUNTER = re.compile(
    r"(?:约|共|户数?|人口|党员|支部|电话)?\s*\d[\d.\-]*(?:户|余?人|名|个|亩|元|万元|岁|组|%|平方公里)?(?:党员|支部)?"
)
_BARE_SERIAL = re.compile(r"\s*\d{1,2}(?=[一-鿿])")  # 1东沟村: only where all lines begin so
_CIRCLED = re.compile(r"(?=[①-⑳])")
_UNIT_LIKE = re.compile(
    r"(?:村|社区|居|居委会|委会|支部|总支|党委|公司|厂|学校|小学|中学|医院|卫生院|合作社)$"
)
_HEADING = re.compile(
    r"(?:序号|编号|(?:所辖|下辖|行政|填报)?(?:村|社区|单位)?[（(、/]?(?:社区|居)?[)）]?(?:名称|名单|名)?)"
)
_TITLE = re.compile(r"(?:一览表|统计表|情况表|汇总表|花名册|名册|名单|情况|统计)$")
_TOTAL = re.compile(r"(?:总\s*计|合\s*计|小\s*计|共计|总数|备注|填表人|制表人).*")
_NAMED_COLUMN = re.compile(r"(?:村|社区|居|单位)[^党书组户口]*$|名\s*称")
_MEMBERS_COLUMN = re.compile(r"党员(?:总?人?数|总数)?(?:[（(].*)?$")
_BRANCHES_COLUMN = re.compile(r"(?:党?支部|党组织)(?:个?数|总数)(?:[（(].*)?$")


class Piece(NamedTuple):
    """A name as it was read. numbers: what stood behind it; doubtful: it may be none."""

    name: str
    numbers: tuple[int | None, ...] = ()
    doubtful: bool = False


def pieces_of(text: str) -> list[Piece]:
    """Return what a list names, in its order; headings, totals and numbers alone are no names.

    Raises Refusal for a block that was not meant to be pasted: a whole worksheet.
    """
    if "\t" in text.strip():
        return _of_table([[cell.strip() for cell in row] for row in read_block(text).rows])
    lines = [line for line in _CIRCLED.sub("\n", _halved(text)).splitlines() if line.strip()]
    if len(lines) > 1 and all(map(_BARE_SERIAL.match, lines)):
        lines = [_BARE_SERIAL.sub("", line) for line in lines]
    return [piece for line in lines for piece in _of_line(line)]


def tidy(text: str) -> str:
    """Return a name without numbering, brackets, households and 村民委员会."""
    name = _NUMBERING.sub("", text.strip(_MARKS))
    name = _KIND_IN_BRACKETS.sub(r"\1", name)
    name = _COUNTED.sub("", _BRACKETS.sub("", name)).strip(_MARKS)
    shorter = _COMMITTEE.sub("", name)
    return "".join(shorter.split()) if re.search(r"[一-鿿]", shorter) else shorter


def is_unit_like(name: str) -> bool:
    """Whether a name ends as those of villages, communities and branches do."""
    return bool(_UNIT_LIKE.search(name))


# ── a line ───────────────────────────────────────────────────────────────────────────────────────


def _of_line(line: str) -> list[Piece]:
    line = _SERIAL_COLUMN.sub("", _NUMBERING.sub("", line))
    line = _BRACKETS.sub(within_brackets, _KIND_IN_BRACKETS.sub(r"\1", line.strip()))
    line = spelled(line).strip(_MARKS)
    if not line or _is_no_name(line):
        return []
    groups = [part for part in _COLUMN_MARK.split(line) if part]
    if len(groups) > 1 and all(len(part) == 1 and not part.isdigit() for part in groups):
        groups = ["".join(groups)]  # 张　村: two characters set as wide as three
    found: list[Piece] = []
    for group in groups:
        if count := count_of(group):
            _add_count(found, count)
        elif _NUMBER.fullmatch(group):
            _add_number(found, int(group.rstrip("人名个")))
        elif not (_WITH_COUNTER.fullmatch(group) or _is_no_name(group)):
            found += _of_group(group)
    if any(is_unit_like(piece.name) for piece in found):
        return [
            piece if _is_sure(piece, line) else piece._replace(doubtful=True) for piece in found
        ]
    return found


def _add_number(found: list[Piece], number: int) -> None:
    """Keep a number with the village before it: between them may stand who leads it."""
    if found:
        at = _counted(found)
        found[at] = found[at]._replace(numbers=(*found[at].numbers, number))


def _add_count(found: list[Piece], count: Count) -> None:
    """Keep a number that says what it counts with the village before it."""
    if found:
        at = _counted(found)
        found[at] = found[at]._replace(numbers=put_in(found[at].numbers, count))


def _counted(found: Sequence[Piece]) -> int:
    """Return the place of the name that a number behind the names belongs to."""
    before = [at for at, piece in enumerate(found) if is_unit_like(piece.name)]
    return before[-1] if before else len(found) - 1


def _of_group(group: str) -> list[Piece]:
    """Part what stands without a space: 东沟村、西沟村和南沟村."""
    parts = (part for listed in group.split("、") for part in _AND.split(listed))
    names = (tidy(part) for part in parts)
    return [Piece(name) for name in names if name and not name.isdigit() and not _is_no_name(name)]


def _is_sure(piece: Piece, line: str) -> bool:
    """Whether a name beside villages is one too: beside a village may stand who leads it."""
    return is_unit_like(piece.name) or ("、" in line and not _COLUMN_MARK.search(line))


# ── a block of columns ───────────────────────────────────────────────────────────────────────────


def _of_table(rows: Sequence[Sequence[str]]) -> list[Piece]:
    """Read columns, and as lines what was typed above or below them."""
    width = max(map(len, rows), default=0)
    wide = [at for at, row in enumerate(rows) if len(row) > 1]
    full = {at: [*map(_halved, rows[at]), *[""] * (width - len(rows[at]))] for at in wide}
    head = next((at for at in wide[:5] if _is_head(full[at])), -1)
    heading = full.get(head, [""] * width)
    body = {at: [*map(without_counts, row)] for at, row in full.items() if at > head}
    names = _name_columns(heading, list(zip(*body.values(), strict=True)) or [()] * width)
    placed = [
        (rank, at, Piece(name, _numbers(full[at], heading, column, names)))
        for rank, column in enumerate(names)
        for at, row in body.items()
        if (name := tidy(row[column])) and not _is_no_name(row[column]) and not name.isdigit()
    ]
    typed = [
        (0, at, piece) for at in range(len(rows)) if at not in full for piece in _of_row(rows[at])
    ]
    return [piece for _rank, _at, piece in sorted(placed + typed, key=lambda one: one[:2])]


def _of_row(row: Sequence[str]) -> list[Piece]:
    return [piece for cell in row for piece in _of_line(_halved(cell))]


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row names columns: several short words, one of them for villages, no numbers."""
    named = [cell for cell in row if cell]
    words = [cell for cell in named if _HEADING.fullmatch(cell) or _NAMED_COLUMN.fullmatch(cell)]
    return len(named) > 1 and bool(words) and not any(cell.isdigit() for cell in named)


def _name_columns(heading: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
    """Return where the names stand: under their heading, else where they look like names.

    Lists that stand beside each other are several such columns; one that says the same again, such
    as the branch of each village, is none.
    """
    texts = [[tidy(cell) for cell in column if cell] for column in columns]
    worded = [at for at, names in enumerate(texts) if any(not name.isdigit() for name in names)]
    headed = [at for at in worded if heading[at] and _is_name_heading(heading[at])]
    if headed:
        return [at for at in headed if heading[at] == heading[headed[0]]]
    alike = [at for at in worded if _share(map(is_unit_like, texts[at])) >= 0.5]
    if not alike:
        return worded[:1]
    stems = {name[:2] for name in texts[alike[0]]}
    return [at for at in alike if at == alike[0] or _share(n[:2] in stems for n in texts[at]) < 0.5]


def _is_name_heading(cell: str) -> bool:
    is_other = re.search(r"党|书记|主任|电话|序号|编号|人数|户", cell)
    return not is_other and bool(_HEADING.fullmatch(cell) or _NAMED_COLUMN.search(cell))


def _numbers(
    row: Sequence[str], heading: Sequence[str], column: int, names: Sequence[int]
) -> tuple[int | None, ...]:
    """Return party members and branches: under their headings, else what stands behind the name."""
    if any(heading):
        return tuple(
            next((_whole(row[at]) for at, cell in enumerate(heading) if kind.search(cell)), None)
            for kind in (_MEMBERS_COLUMN, _BRANCHES_COLUMN)
        )
    counts = counts_in(" ".join(row[column:])) if len(names) == 1 else []
    if counts:
        return reduce(put_in, counts, ())
    behind = row[column + 1 : column + 3]
    if (
        len(names) > 1
        or len(row) > column + 3
        or not all(not c or _NUMBER.fullmatch(c) for c in behind)
    ):
        return ()
    return tuple(map(_whole, behind))


# ── both ─────────────────────────────────────────────────────────────────────────────────────────


def _is_no_name(text: str) -> bool:
    return bool(_HEADING.fullmatch(text) or _TOTAL.match(text) or _TITLE.search(text))


def _halved(text: str) -> str:
    """Return a text with its wide digits as plain ones."""
    return text.translate({0xFF10 + digit: str(digit) for digit in range(10)})


def _whole(cell: str) -> int | None:
    return int(cell.rstrip("人名个")) if _NUMBER.fullmatch(cell) else None


def _share(found: Iterable[bool]) -> float:
    answers = list(found)
    return sum(answers) / len(answers) if answers else 0.0
