"""Every rule by its id: what it looks for, how grave it is, and what it goes back to.

Rules that are data say it themselves, in their lists; those that count are described here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.report.proofreading.rule_lists import RuleBook

OWN_WORDS = "own.words"
"""Rule of the words that the office itself does not use."""

SEVERITIES = {"error": "错误", "warning": "提醒", "hint": "建议"}
"""What the standard demands, what it asks for in general, and what it allows (应, 一般, 可)."""

GROUPS = {
    "text": "正文和数据位",
    "arithmetic": "数字关系",
    "elements": "公文要素",
    "printing": "打印",
    "structure": "结构和层次",
    "quantities": "文中的数字",
    "sameness": "雷同和残留",
    "rectification": "问题和措施",
    "punctuation": "标点符号",
    "numerals": "数字用法",
    "wording": "用语和搭配",
    "terms": "易错词",
    "names": "任职、会议和活动",
    "own": "本单位的规定",
    "rules": "规则本身",
}
"""First part of a rule's id → what such rules are about, in the order in which they are listed."""

_GB9704 = "GB/T 9704-2012"
_HOUSE = "数据自相一致"
_ALONE = {"missing_glyph": "printing", "fonts": "printing"}


@dataclass(frozen=True, slots=True)
class RuleNote:
    """One rule. example: what it finds, "" where no short text shows it. fixed: cannot be off."""

    id: str
    severity: str
    label: str
    source: str
    example: str = ""
    fixed: bool = False

    @property
    def group(self) -> str:
        """What the rule is about, in the words of GROUPS; a list of the office's own is 本单位."""
        first = self.id.partition(".")[0]
        return GROUPS.get(_ALONE.get(first, first), GROUPS["own"])


COUNTING: tuple[RuleNote, ...] = (
    RuleNote("text.blank", "error", "数据位还没有数", _HOUSE, fixed=True),
    RuleNote("text.unknown_slot", "error", "数据位的指标不存在或已停用", _HOUSE, fixed=True),
    RuleNote("text.not_by_unit", "error", "不分单位的指标写了单位", _HOUSE, fixed=True),
    RuleNote("text.broken_mark", "error", "不成对的标记", _HOUSE, fixed=True),
    RuleNote("text.unknown_format", "error", "数据位的写法不认识", _HOUSE, fixed=True),
    RuleNote("text.list_in_line", "error", "一整列要点没有独占一行", _HOUSE),
    RuleNote("text.missing_counter", "error", "数字后面缺少量词", "GB/T 15835-2011；语法"),
    RuleNote("text.other_counter", "hint", "量词和指标的不一样", _HOUSE),
    RuleNote("text.undated", "warning", "成文日期没有填写", f"{_GB9704} 7.3.5"),
    RuleNote("arithmetic.row", "error", "一行里部分大于总数，或日期不在报告期内", _HOUSE),
    RuleNote("arithmetic.double", "error", "既有小计又有单次记录", _HOUSE),
    RuleNote("arithmetic.quarters", "error", "半年、全年缺少季度的数据", _HOUSE),
    RuleNote("arithmetic.part", "error", "指标之间部分大于总数", _HOUSE),
    RuleNote("arithmetic.names", "error", "列出的名称比总数还多", _HOUSE),
    RuleNote("arithmetic.theme_days", "warning", "主题党日不足每个支部每月一次", "主题党日制度"),
    RuleNote("arithmetic.partial", "warning", "合计缺单位", _HOUSE),
    RuleNote("arithmetic.ratio", "warning", "比例超过100%没有说明", _HOUSE),
    RuleNote("arithmetic.override", "warning", "直报数和台账合计不一致", _HOUSE),
    RuleNote("arithmetic.jump", "warning", "和上期或上年同期相差很大，没有说明", "季报退改实例"),
    RuleNote("arithmetic.frozen", "hint", "比较用的数和上期定稿的不一样", _HOUSE),
    RuleNote("elements.missing", "warning", "公文要素没有填写", f"{_GB9704} 7.2、7.3"),
    RuleNote("elements.as_of", "warning", "数据截止日没有填写或晚于成文日期", "季报退改实例"),
    RuleNote("missing_glyph", "error", "字符没有字体可以打印", "打印要求", fixed=True),
    RuleNote("fonts.damaged", "error", "字体文件损坏", "打印要求", fixed=True),
    RuleNote("structure.unnumbered", "error", "一级标题缺少序号", f"{_GB9704} 7.3.3"),
    RuleNote("structure.order", "error", "一级标题序号不对", f"{_GB9704} 7.3.3"),
    RuleNote("structure.points", "error", "（一）、1.等序号不连续", f"{_GB9704} 7.3.3"),
    RuleNote("structure.clauses", "error", "一是、二是不连续", "序次语用法"),
    RuleNote("structure.lone_clause", "warning", "只有一是，没有二是", "序次语用法"),
    RuleNote(
        "structure.pairs", "error", "引号、括号、书名号没有配成对", "GB/T 15834-2011 4.8、4.9"
    ),
    RuleNote("structure.title_kind", "hint", "标题末尾没有文种", f"{_GB9704} 7.3.1"),
    RuleNote("structure.title_long", "hint", "标题太长", f"{_GB9704} 7.3.1"),
    RuleNote("structure.length", "hint", "全文太长", "精简文件的有关规定"),
    RuleNote("quantities.blank", "error", "还有空白没有填写", "季报退改实例"),
    RuleNote("quantities.counter", "error", "数字后面缺量词或单位", "GB/T 15835-2011；语法"),
    RuleNote("quantities.ratio", "warning", "文中比例超过100%没有说明", "统计用语"),
    RuleNote("quantities.rounded_blank", "warning", "空白旁边写了约数词", "季报退改实例"),
    RuleNote(
        "quantities.named_items", "error", "“等X个”和列出的名称数目不合", "GB/T 15834-2011 4.5"
    ),
    RuleNote("quantities.typed", "hint", "直接写在文中的数不同于任何指标", _HOUSE),
    RuleNote("quantities.two_values", "warning", "同一件事前后两个数", _HOUSE),
    RuleNote("quantities.among", "error", "其中的数比总数还多", _HOUSE),
    RuleNote("quantities.men_and_women", "error", "男女相加不等于总数", _HOUSE),
    RuleNote("quantities.done", "warning", "办结、实到等比受理、应到还多", _HOUSE),
    RuleNote("sameness.chapter", "hint", "章节和以前的报告大多相同", "整治形式主义的有关要求"),
    RuleNote(
        "sameness.points", "warning", "存在问题、下步措施等和上期一字不差", "整治形式主义的有关要求"
    ),
    RuleNote("sameness.time", "warning", "不在报告期里的年份、季度", "季报退改实例"),
    RuleNote("sameness.office", "warning", "别的镇（街道）的名称", "季报退改实例"),
    RuleNote("sameness.kind", "hint", "乡的报告里写了“镇村”等别的称呼", "季报退改实例"),
    RuleNote("rectification.long_open", "hint", "问题连续几个季度没有销号", _HOUSE),
    RuleNote("rectification.again", "warning", "和以前已整改的问题相似", _HOUSE),
    RuleNote("rectification.no_progress", "warning", "措施本期没有登记新的进展", _HOUSE),
    RuleNote(OWN_WORDS, "warning", "本单位不用的词", "本单位"),
    RuleNote("rules.unreadable", "hint", "规则文件有错", "程序", fixed=True),
    RuleNote("rules.faulty", "hint", "规则写得不对，没有使用", "程序", fixed=True),
    RuleNote("rules.slow", "hint", "规则检查得太慢", "程序", fixed=True),
    RuleNote("rules.many", "hint", "同一类意见太多", "程序", fixed=True),
)
"""The rules that are not data, in the order of their groups."""


def all_rules(book: RuleBook) -> tuple[RuleNote, ...]:
    """Return every rule, group by group."""
    order = list(GROUPS.values())
    notes = (*COUNTING, *_listed(book))
    return tuple(sorted(notes, key=lambda note: order.index(note.group)))


def fixed_rules() -> frozenset[str]:
    """Return the ids of the rules that cannot be switched off: nothing could be printed then."""
    return frozenset(note.id for note in COUNTING if note.fixed)


def _listed(book: RuleBook) -> Iterator[RuleNote]:
    for rule in book.patterns:
        example = rule.wrong[0] if rule.wrong else ""
        yield RuleNote(rule.id, rule.severity, rule.message, rule.source, example)
    for terms in book.terms:
        wrong, right = next(iter(terms.words.items()), ("", ""))
        label = f"{terms.message}（{len(terms.words)}个词）"
        yield RuleNote(terms.id, terms.severity, label, terms.source, f"{wrong}（{right}）")
    for names in book.names:
        label = f"{names.message}（{len(names.entries)}条）"
        yield RuleNote(names.id, names.severity, label, names.source, names.entries[0].text)
