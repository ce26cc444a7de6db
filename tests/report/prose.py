"""Invented report prose without end: numbers, quotes, brackets, document numbers, rare names."""

from __future__ import annotations

import random

_NAMES = (
    "王建国",
    "李桂兰",
    "张玥",
    "陈喆",
    "赵祎",
    "周镕",
    "刘堃",
    "吴昇",
    "郑犇",
    "孙𬱖",
    "欧阳海燕",
    "司马青",
)
_PLACES = (
    "青石村",
    "石浦社区",
    "云岭村",
    "柳河村",
    "东风社区",
    "上塘村",
    "下塘村",
    "镇卫生院",
    "便民服务中心",
)
_SUBJECTS = ("镇党委", "各村党支部", "镇党建办", "驻村工作队", "党员志愿者", "网格党小组", "镇纪委")
_DEEDS = (
    "坚持每月盘点一次台账",
    "把支部建在网格上",
    "逐户走访困难群众",
    "对照清单逐条销号",
    "组织党员集中学习",
    "协调解决企业用工",
    "开展廉政提醒谈话",
    "推动主题党日常态化",
    "规范党费收缴",
    "联系流动党员",
    "排查风险点位",
)
_TITLES = ("基层党建工作要点", "党员教育管理办法（试行）", "村级事务公开规定", "春季防控工作方案")
_CODES = ("青党发", "青办字", "云组通", "青纪")
_SAYINGS = ("先议后办、办后必评", "一户一策", "马上就办", "小事不出村")
_COUNTERS = ("人次", "名", "户", "个", "场", "次", "份", "小时", "件")
_WORDS = ("WiFi", "APP", "PPT", "GB/T 9704-2012", "dangjian@qingshi.gov.cn", "5G", "Excel")


class Prose:
    """Sentences out of one seed: the same seed gives the same text."""

    def __init__(self, seed: int) -> None:
        """Begin at a seed."""
        self._random = random.Random(seed)

    def paragraph(self, characters: int) -> str:
        """Return whole sentences of at least so many characters in all."""
        text = ""
        while len(text) < characters:
            text += self._sentence()
        return text

    def _sentence(self) -> str:
        clauses = [self._clause() for _ in range(self._random.randint(1, 5))]
        marks = self._random.choices("，；、：", weights=(8, 2, 1, 1), k=len(clauses) - 1)
        ends = self._random.choices(["。", "！", "？", "……"], weights=(20, 1, 1, 1))
        body = "".join(a + b for a, b in zip(clauses, [*marks, ends[0]], strict=True))
        return f"“{body}”" if self._random.random() < 0.04 else body

    def _clause(self) -> str:
        pick, small, number = self._random.choice, self._small(), self._number()
        who, deed, place, counter = map(pick, (_SUBJECTS, _DEEDS, _PLACES, _COUNTERS))
        names = "、".join(self._random.sample(_NAMES, self._random.randint(1, 4)))
        title, saying, word = pick(_TITLES), pick(_SAYINGS), pick(_WORDS)
        year, month = self._random.randint(2015, 2030), self._random.randint(1, 12)
        rate, amount = self._random.uniform(60, 100), self._random.uniform(0.5, 900)
        plain = (
            f"{who}{deed}{number}{counter}",
            f"{year}年{month}月以来，{who}在{place}{deed}",
            f"按照“{saying}”的要求{deed}",
            f"{who}{deed}，{place}{pick(_DEEDS)}",
        )
        rare = (
            f"印发《{title}》（{pick(_CODES)}〔{year}〕{small}号）",
            f"{names}等{small}名同志{deed}",
            f"覆盖率{rate:.1f}%，比上年同期提高{small}.5个百分点",
            f"{deed}——{place}（含“{saying}”示范点）{deed}",
            f"使用{word}报送数据{number}条",
            f"投入{amount:.2f}万元，惠及{number}{counter}",
            f"《{title}》《{pick(_TITLES)}》同步落实",
        )
        return pick(plain if self._random.random() < 0.55 else rare)

    def _number(self) -> str:
        return str(self._random.choice([self._small(), self._random.randint(100, 99_999_999)]))

    def _small(self) -> int:
        return self._random.randint(1, 99)
