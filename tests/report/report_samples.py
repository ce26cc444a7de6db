"""Documents that the renderers are tried on; every sentence is our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.report.document import (
    Attachment,
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
from desktop_app.report.fonts import FontSet

FONT_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FONTS = FontSet(FONT_FOLDER)

OPENING = (
    "今年以来，青石镇党委坚持每季度盘点一次党建工作，把台账建在平时、把数字核在村里。"
    "现将有关情况报告如下。"
)
BODY = (
    "各村党支部按照“先议后办、办后必评”的要求开展活动，镇党建办（联系电话：0571-8600 1234）"
    "逐月汇总、逐项核对。对老旧活动室改造、流动党员联络、党费收缴等事项——凡是群众问得多的，"
    "都列入当季清单，做到事事有回音……"
)
HOSTILE = (
    '请保留原样：<font color="red">红</font> & <img src=x onerror=alert(1)> &lt;b&gt; {figure} %s'
)
ADDRESS = "very-long-mailbox-name-of-the-township-party-office.2020@dangjian.qingshi.example.gov.cn"


def figures_paragraph() -> Paragraph:
    """A paragraph with figures, one blank and a run-in heading."""
    return Paragraph(
        runs=(
            Run("全镇召开支部党员大会"),
            Run("126", figure="organization.members_meeting"),
            Run("次，参加党员"),
            Run("3.2万", figure="organization.attendance"),
            Run("人次，覆盖率"),
            Run("98.6%", figure="organization.coverage"),
            Run("；走访困难群众"),
            Run("＿＿", figure="organization.visits", blank=True),
            Run("户，发放连心卡"),
            Run("4500", figure="organization.cards"),
            Run("张，比上年同期增加"),
            Run("12.5%", figure="organization.cards@yoy"),
            Run("。"),
        ),
        head=(Run("（一）抓实组织生活。"),),
        head_level=2,
        chapter="c1",
    )


def village_table(rows: int = 12) -> Table:
    """A table of so many villages."""
    columns = (
        Column("序号", 0.6, "center"),
        Column("村（社区）", 1.6),
        Column("党员数（人）", 1.0, "right"),
        Column("主要做法", 3.4),
    )
    cells = tuple(
        (
            (Run(str(number)),),
            (Run(f"第{number}网格青石村"),),
            (Run(str(30 + number), figure=f"village.{number}"),),
            (Run("每月5日集中学习，会后到户走访，把意见记在本子上、办在当月里。"),),
        )
        for number in range(1, rows + 1)
    )
    return Table(columns, cells)


def report(chapters: int = 4) -> Document:
    """A report with every kind of block; about `chapters` × 0.7 pages and two attachments."""
    blocks: list[Heading | Paragraph | Table] = [Paragraph((Run(OPENING),))]
    for number, name in zip(range(chapters), "一二三四五六七八九十", strict=False):
        blocks += [
            Heading(1, f"{name}、", (Run("把支部建在网格上，推动基层党建提质增效"),)),
            figures_paragraph(),
            Paragraph((Run(BODY),), head=(Run("（二）守牢活动阵地。"),), head_level=2),
            Heading(3, "1. ", (Run("用好党群服务中心"),)),
            Paragraph((Run(f"第{number + 1}批项目" + BODY * 2),)),
            Heading(4, "（1）", (Run("明确责任人和完成时限"),)),
            Paragraph((Run("一是压实责任；二是公开进度；三是按季销号。"),)),
        ]
    blocks.append(village_table())
    return Document(
        title=Title(
            (Run("青石镇党委关于2020年第一季度党建工作开展情况的报告"),), note="（送审稿）"
        ),
        blocks=tuple(blocks),
        signature=Signature("中共青石镇委员会", "2020年4月8日"),
        attachments=(
            Attachment("附件1", "青石镇各村党员情况表", (village_table(40),)),
            Attachment("附件2", "存在问题和整改措施清单", (Paragraph((Run(BODY),)),)),
        ),
        author="中共青石镇委员会",
        subject="2020年第一季度党建工作报告",
        notice="演示数据，非真实工作情况",
    )


def official_report(*, seal: bool = True) -> Document:
    """The same report with a red head, 主送机关, a table across the page, and 版记."""
    plain = report()
    wide, upright = plain.attachments
    assert plain.signature is not None
    return replace(
        plain,
        letterhead=Letterhead("中共青石镇委员会文件", "青党发〔2020〕18号", ("王建国",)),
        recipients="中共云岭县委员会",
        signature=replace(plain.signature, seal=seal),
        attachments=(replace(wide, across=True), upright),
        imprint=Imprint(
            "县委办公室，县委组织部，县纪委监委机关，县直机关工委，各村（社区）党组织，镇属各单位",
            "青石镇党政综合办公室",
            "2020年4月8日",
        ),
        notice="",
    )
