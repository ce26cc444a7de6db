"""Where a title may be broken, and how badly each break reads: the words of official titles.

Words come from a segmenter; what it tears apart (names of offices, values, set phrases) is put
together again here. Nothing in this module knows how wide a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from desktop_app.report.typesetting.opportunities import NOT_AT_END, NOT_AT_START

# Ranks of a seam. Whoever sets lines opens the next rank only within what is wider than a line.
FREE = 0  # between words; ranks 1, 2 and 3 are between words that many brackets deep
WORD = 4  # within a word, a name, a set phrase
VALUE = 5  # within a number with its unit, a document number, a Latin word
NEVER = 6  # before 的 or a closing mark, after an opening mark

# Characters that no line of a title begins or ends with.
BARRED_AT_START = NOT_AT_START | frozenset("的和及与")
BARRED_AT_END = NOT_AT_END


class Seam(NamedTuple):
    """The place before a character.

    rank: FREE to NEVER. cost: how badly a break reads here among those of its rank; 20 is usual.
    """

    rank: int
    cost: int


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ── what stays whole ─────────────────────────────────────────────────────────────────────────────

_NUMBER = r"[0-9０-９]+(?:[.,:：/．][0-9０-９]+)*"
_UNIT = (
    r"(?:[%％‰℃万亿元号]|年度|周年|年|个月|月份|月|日|季度|万余?[元人名户个]|亿元|平方米|公里|"
    r"余[名个人项户])"
)
_RANGE = rf"第?{_NUMBER}\s?{_UNIT}?(?:[—–～~至\-]+{_NUMBER}\s?{_UNIT}?)?"
_DATE = (
    r"[0-9０-９]{4}\s?年\s?(?:第?\s?[一二三四1-4]\s?季度|[上下]半年|"
    r"[0-9０-９]{1,2}\s?(?:[—–～至\-]\s?[0-9０-９]{1,2}\s?)?月(?:\s?[0-9０-９]{1,2}\s?日|份)?)"
)
_DOCUMENT = r"〔[^〔〕]{1,12}〕\s?[0-9０-９]*\s?号?"
_LATIN = r"(?:(?![()\[\]{}<>\"|])[!-~０-９Ａ-Ｚａ-ｚ])+"
_VALUES = re.compile(rf"{_DOCUMENT}|——+|……+|{_DATE}|{_RANGE}|{_LATIN}")
_INNER = frozenset("@/-_?&=:,;.")  # a Latin word longer than a line is rather broken after these

_PHRASES = _listed("""
    下一步 下一阶段 新时代 新征程 新形势 新冠肺炎 新型冠状病毒肺炎 复工复产 党的 不到位 落实不到位
    主题党日 三会一课 两学一做 四议两公开 不忘初心 四个意识 四个自信 两个维护 学习贯彻 传达学习
    党风廉政 从严治党 管党治党 主体责任 监督责任 先锋模范 战斗堡垒 廉洁自律 廉政风险 意识形态
    乡村振兴 乡村治理 基层治理 三治融合 脱贫攻坚 疫情防控 扫黑除恶 人居环境 安全生产 信访维稳
    防汛抗旱 森林防火 秋冬季 应急预案 值班值守 共同富裕 高质量发展 国民经济和社会发展 急难愁盼
    文明实践 小微权力 网格化 便民服务 志愿服务 为民服务 党群服务中心 农家书屋 移风易俗 大走访
    回头看 民主评议 述职评议 民主生活会 组织生活会 换届选举 自查自纠 村务公开 党务公开 政务公开
    软弱涣散 领导小组 组成人员 中心组 第一书记 村干部 干部职工 党员干部 共产党员 困难党员
    入党积极分子 退役军人 未成年人 人民代表大会 工作委员会 纪律检查 河长制 林长制 田长制
""")
_HAN_NUMBER = "[一二三四五六七八九十百]+"
_SET_FORMS = (
    *sorted(_PHRASES, key=len, reverse=True),
    rf"第{_HAN_NUMBER}[届次个期批轮条项]|{_HAN_NUMBER}届(?:[一二三四五六七八九]中全会)?",
    r"[一二三五]年(?:行动计划|行动|计划|规划)",
    rf"(?:成立|建党|建军|建国){_NUMBER}周年",
    r"(?:农业农村|自然资源|生态环境|应急管理|卫生健康|医疗保障|交通运输|乡村振兴|行政审批)[局厅部]",
    r"(?:市场监督管理|人力资源和社会保障|住房和城乡建设|文化和旅游|退役军人事务)[局厅部]",
)
_WHOLES = re.compile("|".join(_SET_FORMS))

# Single characters that the segmenter leaves alone: they belong to the word before, or after.
_SUFFIXES = frozenset(
    "镇乡县市区村省州旗年月日号等者性们化所站室局部会办组队院校厂中内前后时上间级类型式率度期版稿条项"
    "次届名位个人户元万亿员法律案书表点网岗科处司厅署馆社园班制"
)
_PREFIXES = frozenset(
    "在对把被将向从以为由于自经就按据让使第各全本该新副总原非未不再较更最抓有无下大小老优零"
    "一二三四五六七八九十百千两几"
)
_JOINTS = _listed("和 及 与 暨 并 或 以及 并且 或者")
_NEVER_LAST = _listed("关于 对于 党的")
# What follows the name of a place: 青石|镇党委, 云溪|县委, 河口|街道.
_SEATS = re.compile(
    r"[镇乡县市区省村州]级?(?:委|党委|政府|党支部|党总支|党工委|人大|纪委|直)"
    r"|街道|社区|园区|开发区|新区"
)

_TO_THE_END = 4  # characters: a 的 with so few behind it is not parted from them
_AN_ASIDE = 5  # characters in brackets that belong to the word before them: （试行）
_A_NICKNAME = 5  # characters in quotes that read as one word with the next: “十四五”规划
_BARELY_OPEN = 6  # characters: brackets that must be broken are not left open after so few

# ── what reads well ──────────────────────────────────────────────────────────────────────────────

_USUAL = 20
_QUOTED = 25  # between a quotation and what it names
_PAIRED = 35  # right before or right after two words that 和 or 、 ties
_COMPOUND = 40
_CLING = 70

_ORGANS = _listed("""
    委员会 工作委员会 人民政府 政府 党委 党工委 党组 党总支 办公室 组织部 宣传部 统战部 政法委
    纪委 监委 纪律检查 监察 监察委员会 人民代表大会 人大 人大常委会 常务委员会 主席团 县委 市委
    区委 省委 办事处 村委会 居委会 村民委员会 总工会 工会 团委 妇联 武装部 派出所 卫生院 服务中心
    管理局
""")
_BUREAU = re.compile(r".+[局厅]$")
# Words that look forward to the next one.
_LEANS_ON = _listed("""
    中共 中国共产党 共青团 中国共产主义青年团 进一步 切实 全面 深入 坚决 扎实 认真 积极 大力 充分
    严格 持续 不断 加快 统筹 有效 着力 稳步 从严 依法 严肃 优秀 先进 新型 为了 根据 按照 围绕 有关
    相关 若干 重大 重要 农村 基层 全镇 全县 全市 全区 村级 镇级 县级
""")
_VERBS = _listed("""
    开展 印发 转发 批转 做好 抓好 加强 改进 建立 健全 完善 成立 召开 举办 组织 实施 启动 申请 申报
    报送 拨付 给予 表彰 命名 追授 授予 通报 公布 深化 强化 巩固 打赢 打造 发挥 充分发挥 促进 解决
    防范 化解 选派 推荐 增补 下达 撤销 设立 征求 同意 批准 支持 参加 严禁 严明 禁止 贯彻 贯彻落实
    学习贯彻 传达学习 庆祝 纪念 制定 修订 编制 配备 划定
""")
# Nouns as often as verbs: they begin a line badly, but better where they open a compound.
_VERBAL_NOUNS = _listed("""
    管理 教育 考核 评议 审查 整改 整治 整顿 落实 推进 推动 推广 调整 规范 提升 提高 选拔 选树 评选
    任免 公开 创建 培养 培训 服务 保障 监督 检查 执行 使用 建设 发展 振兴 引领 融合 治理
""")
# The last word of a compound: 党建工作, 开展情况.
_HEADS = _listed("""
    工作 情况 活动 方案 实施方案 体系 体制 制度 机制 办法 意见 计划 行动计划 规划 总结 报告 通知
    人员 成员 作用 责任 职责 清单 任务 名单 小组 领导小组 经费 资金 报酬 补助 补贴 待遇 问题 事项
    事宜 行动 会议 大会 代表大会 规定 细则 条例 章程 纲要 要点 措施 目标 指标 标准 程序 同志 部署
    精神 文件精神 要求 建议 决定 处分 打算 安排 成效 标兵 称号 单位 队伍 阵地 平台 项目 工程
    示范点 试点 书记 干部 党支部 党组织 工作者 阻击战 攻坚战 行为 领域 环境 事业 能力 水平 预案
    台账 档案 阶段 关系 期间 前后
""")
_TIME = re.compile(r"(?:(?<![一二三五十])年度?|季度|月份?|日|半年|前后|期间)$")

# How a line reads that ends with the word.
_ENDINGS = {
    **dict.fromkeys(_ORGANS, 5),
    **dict.fromkeys(_VERBS | _JOINTS, 30),
    **dict.fromkeys(_LEANS_ON, 60),
    "的": 10,
    "，": 5,
    "；": 5,
    "：": 5,
    "、": 25,
}
# How a line reads that begins with the word.
_BEGINNINGS = {
    **dict.fromkeys(_VERBS | _LEANS_ON | _PREFIXES, 8),
    **dict.fromkeys(_VERBAL_NOUNS, 35),
    **dict.fromkeys(_HEADS, _COMPOUND),
    **dict.fromkeys(_ORGANS, 60),
    "关于": 0,
    "《": 12,
    "“": 12,
    "（": 12,
}
_OPENS_A_COMPOUND = 22
_STOPS = _JOINTS | _listed("的 ， ； ： 、")

_PAIRS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "（": "）", "(": ")", "【": "】", "「": "」"}
_CLOSERS = frozenset(_PAIRS.values())


def seams(text: str) -> list[Seam]:
    """Say for each place before a character of a title, and for its end, how a break there reads.

    The place before a blank is never one: a line ends before the blanks, but is broken after them.
    """
    ranks = [WORD] * (len(text) + 1)
    costs = [_USUAL] * (len(text) + 1)
    words = [word for word in _words(text) if not word.text.isspace()]
    around = ["", *(word.text for word in words), ""]
    for at, (before, after) in enumerate(pairwise(words)):
        seam = _seam(*around[at : at + 4])
        if before.end < after.start and seam.rank == FREE:
            seam = Seam(FREE, 0)
        ranks[after.start], costs[after.start] = seam
    _keep_document_numbers(words, ranks)
    _keep_brackets(text, ranks, costs)
    _keep_values(text, ranks)
    _keep_marks(text, ranks)
    return [Seam(rank, cost) for rank, cost in zip(ranks, costs, strict=True)]


def _words(text: str) -> Iterator[_Word]:
    """Cut a title into words, values and set phrases."""
    import rjieba  # noqa: PLC0415 - loads a dictionary: only where a title is longer than a line

    wholes = [*_VALUES.finditer(text), *_WHOLES.finditer(text)]
    inside = {index for whole in wholes for index in range(whole.start() + 1, whole.end())}
    starts, at = [], 0
    for piece in rjieba.cut(re.sub(r"[\ud800-\udfff]", "□", text), hmm=False):  # takes no halves
        starts.append(at)
        at += len(piece)
    for start, end in pairwise([at for at in (*starts, len(text)) if at not in inside]):
        yield _Word(start, end, text[start:end])


def _seam(leader: str, before: str, after: str, follower: str) -> Seam:
    """Judge the seam between two words, before and after; leader and follower stand around them."""
    if _clings(before, after):
        return Seam(WORD, 0)
    ending, beginning = _ending(before), _beginning(after, follower)
    if before in _STOPS:
        tied = before in _JOINTS and after in _VERBS | _VERBAL_NOUNS
        return Seam(FREE, _COMPOUND if tied else max(ending, beginning * (beginning > _COMPOUND)))
    if beginning == 0 or (_TIME.search(before) and beginning <= _COMPOUND):
        return Seam(FREE, min(ending, beginning))
    paired = leader in _JOINTS and before not in _VERBS
    worse = max(ending, beginning, _PAIRED if paired else 0)
    return Seam(FREE, worse if worse > _USUAL else min(ending, beginning))


def _clings(before: str, after: str) -> bool:
    """Whether two words make one: 青石镇, 云溪, 下乡, 关于开展, 2020年."""
    if before in _NEVER_LAST or before in _PREFIXES:
        return True
    if not before[-1].isalnum():
        return False
    if after in _SUFFIXES or _SEATS.match(after):
        return True
    return _is_stray(before) and _is_stray(after) and after not in _PREFIXES


def _ending(word: str) -> int:
    """Rate a line that ends with the word."""
    if word in _ENDINGS:
        return _ENDINGS[word]
    if _TIME.search(word) or _BUREAU.match(word):
        return 5
    if word[0].isdigit():
        return _COMPOUND
    return _CLING if _is_stray(word) else _USUAL


def _beginning(word: str, follower: str) -> int:
    """Rate a line that begins with the word; follower: the word behind it."""
    if word in _VERBAL_NOUNS and follower in _HEADS:
        return _OPENS_A_COMPOUND
    if word in _BEGINNINGS:
        return _BEGINNINGS[word]
    if _BUREAU.match(word):
        return _BEGINNINGS["委员会"]
    if _is_stray(word) and not _clings(word, follower):
        return _CLING
    return _PAIRED if follower in _JOINTS or follower == "、" else _USUAL


def _is_stray(word: str) -> bool:
    """Whether the segmenter left a lone character that is no known word or affix."""
    known = word in _SUFFIXES or word in _JOINTS or word == "的"
    return len(word) == 1 and word.isalpha() and not known


def _keep_document_numbers(words: list[_Word], ranks: list[int]) -> None:
    """Tie the letters of an organ to the number behind them: 云组发〔2020〕18号."""
    for at, word in enumerate(words):
        if not word.text.startswith("〔"):
            continue
        first = max(at - 1, 0)
        while first and all(len(letter.text) == 1 for letter in words[first - 1 : first + 1]):
            first -= 1
        for letter in words[first + 1 : at + 1]:
            ranks[letter.start] = max(ranks[letter.start], WORD)


def _keep_brackets(text: str, ranks: list[int], costs: list[int]) -> None:
    """Close what stands in brackets, and tie short brackets and last words to what is before."""
    for start, end in _brackets(text):
        for index in range(start + 1, end + 1):
            ranks[index] = max(ranks[index], min(ranks[index] + 1, WORD - 1))
            costs[index] += _COMPOUND * (index - start <= _BARELY_OPEN)
        inner = end - start - 1
        if text[start] in "（(" and inner <= _AN_ASIDE:
            ranks[start] = max(ranks[start], WORD)
        if text[end] == "”":
            cost = _COMPOUND if inner <= _A_NICKNAME else _QUOTED
            costs[end + 1] = max(costs[end + 1], cost)
    for tail in re.finditer(rf"的[^的]{{1,{_TO_THE_END}}}(?=$|[》”）])", text):
        for index in range(tail.start(), tail.end()):
            ranks[index] = max(ranks[index], WORD)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of each opening mark that is closed, and of its closing mark."""
    open_at: list[int] = []
    for index, char in enumerate(text):
        if char in _PAIRS:
            open_at.append(index)
        elif char in _CLOSERS:
            while open_at and _PAIRS[text[open_at[-1]]] != char:
                open_at.pop()
            if open_at:
                yield open_at.pop(), index


def _keep_values(text: str, ranks: list[int]) -> None:
    """Close numbers, document numbers and Latin words."""
    for value in _VALUES.finditer(text):
        start, end = value.span()
        for index in range(start + 1, end):
            after_mark = value[0].isascii() and text[index - 1] in _INNER
            ranks[index] = max(ranks[index], WORD if after_mark else VALUE)


def _keep_marks(text: str, ranks: list[int]) -> None:
    """Close the places before blanks, before what begins no line and after what ends none."""
    last = ""
    for index, char in enumerate(text):
        if char.isspace() or char in BARRED_AT_START or last in BARRED_AT_END:
            ranks[index] = NEVER
        last = last if char.isspace() else char
