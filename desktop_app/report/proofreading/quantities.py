"""Numbers and blanks as they stand in a text: counters, ratios, rounding words, named items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import regex

from desktop_app.core.records import Finding
from desktop_app.report.counters import same_measure
from desktop_app.report.proofreading.manuscript import TEXT, Line

BLANK = (
    r"(?:(?<!\p{Latin})(?!(?<=\d)[Xx]\d)[XxＸ]+(?![\p{Latin}光射线轴])|×{2,}|(?<!\d)×(?![\d”])"
    r"|[*＊]{2,}|[_＿]{2,}|〓+|(?<![一二三四五六七八九])[〇○]{2,})"
)
"""What clerks leave where a number or a name is still to come; not X光, Excel, 3×5米, 二〇〇八."""
_NO_COUNTER = regex.compile(
    rf"(?<=[\p{{Han}}])(?P<number>{BLANK}|\d{{1,6}}(?:\.\d+)?)(?P<many>万|亿)?(?=[。，；])"
)
_ORDINAL = regex.compile(
    r"(?:第|前|附件|附表|表|图|电话|拨打|热线|邮编|号码|代码|代号|编号|分机|尾号|版本|气温|比分|"
    r"得分|评分|总分|指数|十|零|QQ)$"
)
_RATIO = regex.compile(
    r"(?P<what>\p{Han}{0,6}(?:比例|率|占比|比重|覆盖面|达标面))"
    r"(?P<is>[^，。；（\d]{0,6})(?P<value>\d+(?:\.\d+)?)[%％]"
)
_GROWS = regex.compile(
    r"增长|增幅|上升|提高|同比|环比|增加|降低|下降|倍率|容积|利率|汇率|完成|产销|超额"
)
_ROUNDED = regex.compile(
    rf"(?:超过?|突破|近|约|将近|接近|不少于|达到?)\s*{BLANK}\s*(?:万|亿)?(?:个|余)?\p{{Han}}{{0,2}}|"
    rf"(?:超过?|近|约)\s*{BLANK}\s*[%％]|"
    rf"{BLANK}\s*(?:万|亿)?(?:个|余)?\p{{Han}}{{1,2}}(?:左右|以上|上下|余)"
)
_ROUNDING = regex.compile(r"超过?|突破|近|约|接近|左右|以上|上下|余")
_SO_MANY = regex.compile(
    rf"等(?P<count>{BLANK}|\d{{1,3}}|[两二三四五六七八九十]{{1,3}})(?P<counter>个|份|项|名|位|件|篇)"
)
_ITEM = regex.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”")
_NAMED = "\ue000"  # stands for a title or quotation while the list around it is looked at
_ISSUED = regex.compile(
    rf"(?:印发|下发|出台|制定|转发|制发|发布|制订|学习|开展)(?:了)?(?=[^{_NAMED}]{{0,8}}{_NAMED})"
)
_HAN_VALUE = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COUNTED = regex.compile(
    r"(?<![\d.第〔年月])(?P<number>\d+(?:\.\d+)?)"
    r"(?P<counter>万?(?:个)?(?:人次|户次|小时|人|名|次|件|起|场|期|户|家|项|份|元|%|％))"
)
_FACT = regex.compile(
    r"(?<![\d%％\p{Han}])(?P<before>\p{Han}{4,30})(?P<value>\d+(?:\.\d+)?)"
    r"(?P<counter>万?(?:人次|户次|小时|人|名|次|个|件|起|场|期|户|家|项|元))"
)
_SCOPE = regex.compile(
    r"^(?:全镇|全街道|全乡|我镇|我乡|我街道|\p{Han}{2,4}?(?:镇|街道|乡)(?=[现共有]))"
)
_LEADING = regex.compile(r"^(?:后?又|再|共|累计|先后|已|还|同时|现|有)+")
_TRAILING = regex.compile(r"(?:共计|合计|累计|达到|达|为|共|已|了)+$")
_LONGEST_SENTENCE = 1000  # characters that are looked at before a number
_LEAST = 5  # characters that say what is counted; fewer, where it is of the whole township
_PLANNED = regex.compile(r"力争|计划|目标|确保|拟|预计|争取|任务|打算|不少于|每")
_ACTED = regex.compile(r"^(?:开展|组织|举办|召开|进行|参加)")
_RUN_IN = regex.compile(
    r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．]|[一二三四五六七八九十]+、)[^。]*。"
)
_WHEN = regex.compile(r"(?:期间|前夕|前后|之际|以来|季度|半年|[年月日节中后前底末初])$")


def missing_counters(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a number or blank at the end of a clause without a measure word behind it."""
    for line in _texts(lines):
        for match in _NO_COUNTER.finditer(line.text):
            if line.is_figure(match.start()):
                continue
            before = line.text[max(0, match.start() - 4) : match.start()]
            if _ORDINAL.search(before) or (match["number"].isdigit() and _is_year(match["number"])):
                continue
            is_blank = not match["number"][0].isdigit()
            excerpt = line.text[max(0, match.start() - 8) : match.end() + 1]
            lacks = "万（亿）后面的单位" if match["many"] else "量词"
            yield line.finding(
                "quantities.counter",
                "error" if is_blank else "warning",
                f"“{excerpt}”：数字后面缺{lacks}",
                excerpt=excerpt,
            )


def ratios(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a share of more than 100 % that no bracket explains, or 超过100%."""
    for line in _texts(lines):
        for match in _RATIO.finditer(line.text):
            if line.is_figure(match.start("value")):
                continue
            value = float(match["value"])
            exceeds = value > 100 or (value == 100 and regex.search(r"超|突破", match["is"]))
            around = line.text[max(0, match.start() - 6) : match.end()]
            if not exceeds or _GROWS.search(around) or line.text[match.end() :].startswith("（"):
                continue
            yield line.finding(
                "quantities.ratio",
                "warning",
                f"“{match[0]}”：超过100%，请核对，或在后面用括号说明原因",
                excerpt=match[0],
            )


def rounded_blanks(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find 左右, 超过 … beside a blank: whether the word fits is known only with the number."""
    for line in _texts(lines):
        for match in _ROUNDED.finditer(line.text):
            word = _ROUNDING.search(match[0])
            if word is None or any(map(line.is_figure, range(*match.span()))):
                continue
            yield line.finding(
                "quantities.rounded_blank",
                "warning",
                f"“{match[0]}”：数还空着，就写了“{word[0]}”，填数以后请核对是否合适",
                excerpt=match[0],
            )


def blanks(lines: Sequence[Line]) -> Iterator[Finding]:
    """Tell once how many blanks are left in a text."""
    found = [
        match
        for line in lines
        for match in regex.finditer(BLANK, line.text)
        if not line.is_figure(match.start())
    ]
    if found:
        yield Finding("quantities.blank", "error", f"还有{len(found)}处空白没有填写", "全文")


def named_items(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find 《甲》《乙》等X个文件 where X is less than the names, or cannot be compared."""
    for line in _texts(lines):
        for match in _SO_MANY.finditer(line.text):
            named = _named_before(_right_before(line.text, match))
            if named < 2:
                continue
            count = _count(match["count"])
            if count is not None and count > named:
                continue
            told, severity = (
                ("总数还空着，请核对不少于所列的数", "hint")
                if count is None
                else ("所列的比总数还多，请核对", "error")
                if count < named
                else ("已经全部列出，不用“等”字", "hint")
            )
            excerpt = line.text[match.start() : match.end() + 2]
            yield line.finding(
                "quantities.named_items",
                severity,
                f"“{excerpt}”前面列了{named}个名称：{told}",
                excerpt=excerpt,
            )


def typed_numbers(lines: Sequence[Line], known: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Find numbers with a counter that were typed by hand and equal no figure.

    known: (number, counter) of all figures, as they may be printed; 99% says nothing of 99户.
    """
    counters: dict[str, set[str]] = defaultdict(set)
    for number, counter in known:
        counters[number].add(counter)
    for line in _texts(lines):
        for match in _COUNTED.finditer(line.text):
            written = match["counter"]
            if line.is_figure(match.start()) or any(
                same_measure(written, counter) for counter in counters.get(match["number"], ())
            ):
                continue
            yield line.finding(
                "quantities.typed",
                "hint",
                f"“{match[0]}”是直接写在文中的数，和任何一项指标都不相同，请核对",
                excerpt=match[0],
            )


def two_values(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find one fact with two values: the same clause before two numbers with one counter."""
    seen: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for line in _texts(lines):
        for match in _FACT.finditer(line.text):
            if words := _fact(line.text, match):
                seen[words, match["counter"]].setdefault(match["value"], line.where)
    for (words, counter), values in seen.items():
        if len(values) > 1:
            shown = "、".join(f"{value}{counter}" for value in values)
            yield Finding(
                "quantities.two_values",
                "warning",
                f"“{words}”后面的数前后不一致：{shown}",
                "、".join(dict.fromkeys(values.values())),
                excerpt=words.rpartition("，")[2],
            )


def _fact(text: str, match: regex.Match[str]) -> str:
    """Return what a number counts, with the time said before it; "" where it is only planned.

    A clause too short to say what is counted says it only of the whole township (全镇现有党员).
    """
    sentence = regex.split(r"[。；]", _right_before(text, match))[-1]
    if _PLANNED.search(sentence + match["before"]) or text.startswith("以上", match.end()):
        return ""
    narrowed = _SCOPE.sub("", match["before"])
    words = _TRAILING.sub("", _LEADING.sub("", narrowed))
    if len(words) < (2 if narrowed != match["before"] else _LEAST):
        return ""
    before = sentence.removesuffix("，").rpartition("，")[2]
    if _ACTED.match(words):
        who = _who(text, sentence)
        return f"{who}，{words}" if who else words
    return f"{before}，{words}" if _WHEN.search(before) else words


def _who(text: str, sentence: str) -> str:
    """Return what stands before a clause that says what was done and not by whom.

    The last clause of its sentence that is no fact itself, else the heading that runs in.
    """
    clauses = [one for one in sentence.split("，") if one and not regex.search(r"\d", one)]
    heading = _RUN_IN.match(text)
    return clauses[-1] if clauses else heading[0] if heading else ""


def _texts(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.kind == TEXT)


def _right_before(text: str, match: regex.Match[str]) -> str:
    """Return what stands before a number, no more than one sentence can be long."""
    return text[max(0, match.start() - _LONGEST_SENTENCE) : match.start()]


def _named_before(text: str) -> int:
    """Count the titles and quotations that are listed right before 等, behind the verb if any.

    A comma outside of them begins another list.
    """
    clause = regex.split(r"[。；：，]", _ITEM.sub(_NAMED, text))[-1]
    return _ISSUED.split(clause)[-1].count(_NAMED)


def _count(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return _HAN_VALUE.get(written) or (10 if written == "十" else None)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
