"""Words of forms: when, of whom, in which counter; and how like a figure's name a label is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop_app.core.records import FigureValue
from desktop_app.services.upper_forms.labels import tidy

TOTALS = frozenset({"合计", "总计", "总数", "全镇", "全乡", "全街道", "全镇合计", "本单位"})
NOT_FILLED = re.compile(
    r".*(备注|小计|说明|序号|增减|增长|增幅|同比|环比|比上|累计|全年|计划|目标|签字|签名|联系).*"
    r"|(填表|负责|联系|审核|经办|统计)人.*|.*电话.*"
)
"""Labels of what no figure of ours is."""

_TIMES = (
    ("yoy", re.compile(r"(上年|去年)(同期|同季)?(数|值)?|同期(数|值)?")),
    ("prev", re.compile(r"上(一)?(个)?(期|季|季度)(末)?(数|值)?")),
    (
        "",
        re.compile(
            r"本(报告)?(期|季|季度)(末|发生)?(数|值)?|第?[一二三四1-4]季度"
            r"|数量|数值|数据|填报数|完成数?|完成情况"
        ),
    ),
)
_COUNTERS = (
    *("万人次", "万元", "万小时", "人次", "户次", "小时", "场次", "人数", "次数", "个数", "万人"),
    *(
        "人",
        "名",
        "次",
        "场",
        "个",
        "件",
        "起",
        "期",
        "元",
        "家",
        "户",
        "支",
        "份",
        "对",
        "项",
        "%",
    ),
)
_IN_BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_LEADING = re.compile(
    r"^(其中:?|[一二三四五六七八九十]+[、.]|\d+[、.]|[(]?\d+[)]|累计|共|开展|召开|组织|举办|参加)+"
)
_ALIKE = (
    frozenset({"人", "名", "人数", "个", "支"}),
    frozenset({"次", "场", "次数", "场次", "期"}),
    frozenset({"个", "家", "份", "支", "件", "项", "个数"}),
    frozenset({"件", "起"}),
)
_TEN_THOUSAND = "万"
_QUANTITIES = ("数", "数量", "额", "率")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a label says about the number it asks for: its counter ("" for none), and 万."""

    stem: str
    counter: str = ""
    in_ten_thousands: bool = False


def time_of(label: str) -> str | None:
    """Return "", "prev" or "yoy" for a label that says when; None for any other."""
    text = _IN_BRACKETS.sub("", tidy(label))
    return next((at for at, pattern in _TIMES if pattern.fullmatch(text)), None)


def counter_of(label: str) -> str:
    """Return a counter where a label is nothing else, as in a column headed 单位."""
    text = tidy(label).strip("()")
    return text if text in _COUNTERS or text == "计量单位" else ""


def wish_of(text: str) -> Wish:
    """Take a label apart: 主题党日（次） and 开展主题党日次数 ask for 主题党日 in 次."""
    text = tidy(text).rstrip(":")
    counter = ""
    for content in _IN_BRACKETS.findall(text):
        counter = counter or counter_of(content.removeprefix("单位:"))
    stem = _LEADING.sub("", _IN_BRACKETS.sub("", text))
    ending = next((one for one in _COUNTERS if stem.endswith(one) and len(stem) > len(one)), "")
    if len(ending) > 1 and ending != "%":
        counter = counter or ending
        stem = stem.removesuffix(ending)
    elif stem.endswith("数") and len(stem) > 2:
        stem = stem.removesuffix("数")
    stem = re.sub(r"[^\w%]", "", stem)
    if not counter and stem.endswith(("率", "比例")):
        counter = "%"
    in_ten_thousands = counter.startswith(_TEN_THOUSAND)
    return Wish(stem, counter.removeprefix(_TEN_THOUSAND), in_ten_thousands)


def names_number(label: str) -> bool:
    """Whether a label says that a number belongs beside it: 党员总数, 主题党日（次）."""
    text = tidy(label).rstrip(":")
    return bool(counter_of(text) or wish_of(text).counter or text.endswith(_QUANTITIES))


def counters_agree(wanted: str, counter: str) -> bool:
    """Whether a number in one counter may stand where the other is asked for."""
    return (
        not wanted
        or wanted == counter
        or any(wanted in group and counter in group for group in _ALIKE)
    )


def likeness(wish: Wish, own: Wish, figure: FigureValue) -> float:
    """Return how well a figure answers a wish, from 0 to 1; 1 for the same name and counter.

    own: what the figure's own label would ask for.
    """
    if not wish.stem:
        return 0.0
    weight = 1.0 if counters_agree(wish.counter, figure.counter) else 0.6
    if own.stem == wish.stem:
        return weight
    pairs = _pairs(wish.stem)
    explained = sum(pair in own.stem or pair in figure.definition for pair in pairs)
    if not explained:
        return 0.0  # comparing letter by letter is slow, and would not be enough
    names = SequenceMatcher(None, wish.stem, own.stem, autojunk=False).ratio()
    return (0.5 * names + 0.45 * explained / len(pairs)) * weight


def _pairs(text: str) -> Sequence[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]
