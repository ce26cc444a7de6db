"""Documents of every shape out of one seed, filled with invented prose."""

from __future__ import annotations

import random

from prose import Prose

from desktop_app.report.document import (
    Attachment,
    Block,
    Column,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)

_NUMBERS = "一二三四五六七八九十"
_TITLES = (
    "青石镇2020年党建工作总结",
    "青石镇党委关于2020年第一季度党建工作开展情况的报告",
    "青石镇2020年第一季度党建工作总结及第二季度工作计划",
)
_COLUMNS = (
    Column("序号", 0.6, "center"),
    Column("单位", 1.5),
    Column("人数", 1, "right"),
    Column("主要做法", 3),
)


def long_document(characters: int) -> Document:
    """A report of at least so many characters of prose, under headings."""
    prose = Prose(7)
    blocks: list[Block] = []
    written = 0
    while written < characters:
        number = _NUMBERS[len(blocks) // 6 % 10]
        blocks.append(Heading(1, f"{number}、", (Run("推动基层党建提质增效"),)))
        for level in (0, 2, 0, 0, 0):
            text = prose.paragraph(220)
            written += len(text)
            head = (Run("（一）抓实组织生活。"),) if level else ()
            blocks.append(Paragraph((Run(text),), head, level))
    signature = Signature("中共青石镇委员会", "2020年4月8日")
    return Document(Title((Run(_TITLES[0]),)), tuple(blocks), signature)


def random_document(seed: int) -> Document:
    """A document with any of the elements, in any measure."""
    chance, prose = random.Random(seed), Prose(seed)

    def sometimes(share: float) -> bool:
        return chance.random() < share

    count = chance.randint(0, 2)
    labels = ["附件"] if count == 1 else [f"附件{number + 1}" for number in range(count)]
    return Document(
        Title((Run(chance.choice(_TITLES)),), "（送审稿）" if sometimes(0.5) else ""),
        tuple(_blocks(chance, prose)),
        Signature("中共青石镇委员会", "2020年4月8日" if sometimes(0.7) else None, sometimes(0.5)),
        tuple(
            Attachment(label, "青石镇各村党员情况表", (_table(chance, prose),), sometimes(0.5))
            for label in labels
        ),
        letterhead=Letterhead(
            "中共青石镇委员会文件", "青党发〔2020〕18号", ("王建国", "李明")[: chance.randint(0, 2)]
        )
        if sometimes(0.4)
        else None,
        recipients="中共云岭县委员会" if sometimes(0.5) else "",
        imprint=Imprint("县委办公室，县委组织部", "青石镇党政综合办公室", "2020年4月8日")
        if sometimes(0.4)
        else None,
    )


def _blocks(chance: random.Random, prose: Prose) -> list[Block]:
    blocks: list[Block] = []
    for chapter in range(chance.randint(2, 6)):
        blocks.append(Heading(1, f"{_NUMBERS[chapter]}、", (Run("推动基层党建提质增效"),)))
        for part in range(chance.randint(1, 6)):
            if chance.random() < 0.3:
                blocks.append(Heading(2, f"（{_NUMBERS[part]}）", (Run("抓实组织生活"),)))
            blocks.append(Paragraph((Run(prose.paragraph(chance.randint(1, 400))),)))
        if chance.random() < 0.3:
            blocks.append(_table(chance, prose))
    return blocks


def _table(chance: random.Random, prose: Prose) -> Table:
    columns = _COLUMNS[: chance.randint(2, 4)]
    rows = [
        (
            (Run(str(number)),),
            (Run(f"第{number}网格青石村"),),
            (Run(str(chance.randint(1, 9999)), figure="members"),),
            (Run(prose.paragraph(chance.randint(1, 80))),),
        )[: len(columns)]
        for number in range(1, chance.randint(2, 30))
    ]
    return Table(columns, tuple(rows))
