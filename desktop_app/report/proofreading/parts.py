"""Numbers of a text that must fit each other: parts and wholes, men and women, done and due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from desktop_app.core.records import Finding
from desktop_app.report.counters import same_measure
from desktop_app.report.proofreading.manuscript import TEXT, Line

_COUNTERS = r"人次|户次|小时|人|名|位|次|个|件|起|场|期|户|家|项|份|篇|元|处|条"
_NUMBER = regex.compile(
    rf"(?<![\d.第年月〔])(?P<value>\d+(?:\.\d+)?)(?P<many>万?)(?P<counter>{_COUNTERS})"
    r"(?P<noun>\p{Han}*)"
)
_SENTENCE = regex.compile(r"[^。；]+")
_AMONG = regex.compile(r"其中[，：]?(?P<part>[^，。；（）]*)")
_CHANGE = regex.compile(
    r"(?:增加|增长|上升|提高|减少|下降|降低|比|多|少|超|平均|人均|户均|每)\D{0,6}$"
)
_MEN_WOMEN = regex.compile(
    r"男(?:性|党员|同志)?(?P<men>\d+)[人名]?[、，]女(?:性|党员|同志)?(?P<women>\d+)[人名]?"
)
_PAIRS = (
    ("受理", "办结"),
    ("应到", "实到"),
    ("应参加", "实际参加"),
    ("(?:排查|发现|梳理)", "(?:化解|整改|解决)"),
    ("征集", "(?:办理|办结|采纳)"),
)
"""What there was, and what became of some of it."""
_DONE = tuple(
    regex.compile(
        rf"{due}[^。；\d]{{0,12}}(?P<due>\d+)(?P<counter>{_COUNTERS})"
        rf"[^。；\d]{{0,12}}{done}[^。；\d]{{0,6}}(?P<done>\d+)(?P=counter)"
    )
    for due, done in _PAIRS
)
_FROM_BEFORE = regex.compile(r"结转|上年|上季|往年|历史|去年|累计|遗留|以前|积案")
_OFFICE = r"全镇|全街道|全乡|[我本]镇|[我本]乡|[我本]?街道|镇党委|乡党委|街道党工委|(?:镇|街道|乡)"
_NOUNS = r"党员|基层党组织|党总支|党支部|行政村|社区|村民小组"
_HAS = regex.compile(
    rf"(?:{_OFFICE})(?:党委|党工委)?(?:现共?有|目前共?有|共[有辖]|下辖|下设|辖)(?P<list>[^。；]*)"
)
_LISTED = regex.compile(
    rf"(?:^|(?<=[，、和]))(?P<number>\d+)[个名](?P<noun>{_NOUNS})(?=[，。；、（和]|$)"
    rf"|(?:^|(?<=[，、和]))(?P<noun>{_NOUNS})(?:总数)?(?P<number>\d+)[个名人](?=[，。；、（和]|$)"
)
_ALL = regex.compile(
    rf"(?:全镇|全街道|全乡|[我本]镇|[我本]乡)(?P<number>\d+)[个名](?P<noun>{_NOUNS})"
)
_THEN = regex.compile(r"去年|上年|上季|年初|原有|同期|\d{4}年底|计划|力争|目标")
_NEAR = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with its counter and the Chinese text right behind it."""

    value: Decimal
    counter: str
    noun: str

    def measures(self, other: _Count) -> bool:
        """Say whether both count the same things as far as the words show."""
        return same_measure(self.counter, other.counter) and (
            not self.noun or self.noun[-2:] == other.noun[-2:]
        )


def among_them(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find 6次，其中8次: a part that exceeds the last whole of its kind before it."""
    for line in _texts(lines):
        for sentence in _SENTENCE.finditer(line.text):
            for among in _AMONG.finditer(sentence[0]):
                wholes = list(_counts(_AMONG.sub("", sentence[0][: among.start()])))
                for part in _counts(among["part"]):
                    known = [one.value for one in wholes if one.measures(part)]
                    if known and part.value > known[-1]:
                        yield line.finding(
                            "quantities.among",
                            "error",
                            f"“{among[0]}”：其中的{part.value}{part.counter}比前面的总数"
                            f"{known[-1]}{part.counter}还多，请核对",
                            excerpt=among[0],
                        )


def men_and_women(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find men and women who do not add up to the number before them."""
    for line in _texts(lines):
        for match in _MEN_WOMEN.finditer(line.text):
            before = regex.split("[。；]", line.text[: match.start()])[-1]
            wholes = [one.value for one in _counts(before) if same_measure(one.counter, "人")]
            together = Decimal(match["men"]) + Decimal(match["women"])
            if wholes and wholes[-1] != together:
                yield line.finding(
                    "quantities.men_and_women",
                    "error" if together > wholes[-1] else "warning",
                    f"“{match[0]}”：男女相加是{together}，前面的总数是{wholes[-1]}，请核对",
                    excerpt=match[0],
                )


def done_of_due(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find 受理5件，办结6件, unless some came over from before."""
    for line in _texts(lines):
        for sentence in _SENTENCE.finditer(line.text):
            for pattern in _DONE:
                match = pattern.search(sentence[0])
                if (
                    match
                    and int(match["done"]) > int(match["due"])
                    and not _FROM_BEFORE.search(sentence[0])
                ):
                    yield line.finding(
                        "quantities.done",
                        "warning",
                        f"“{match[0]}”：后面的数比前面的还多，请核对；含以前结转的请写明",
                        excerpt=match[0],
                    )


def of_the_office(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find two numbers of 党员, 党支部 … that the whole township is said to have.

    A number that is not called the total (全镇1280名党员) counts where it looks like the total
    mistyped: the same digits, or hardly another number.
    """
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for line in _texts(lines):
        for noun, number in _totals(line):
            said[noun].setdefault(number, line.where)
    for line in _texts(lines):
        for match in _ALL.finditer(line.text):
            totals = said.get(match["noun"], {})
            if not _THEN.search(line.text[: match.start()][-12:]) and any(
                _is_mistyped(match["number"], total) for total in totals
            ):
                totals.setdefault(match["number"], line.where)
    for noun, numbers in said.items():
        if len(numbers) > 1:
            yield Finding(
                "quantities.two_values",
                "warning",
                f"全镇（街道）的“{noun}”前后不一致：{'、'.join(numbers)}，请核对",
                "、".join(dict.fromkeys(numbers.values())),
                excerpt=list(numbers)[-1],
            )


def _totals(line: Line) -> Iterator[tuple[str, str]]:
    """Yield (noun, number) of what the township has altogether."""
    for match in _HAS.finditer(line.text):
        sentence = regex.split("[。；]", line.text[: match.start()])[-1]
        if not _THEN.search(sentence + match[0]):
            for item in _LISTED.finditer(match["list"].partition("其中")[0]):
                yield item["noun"], item["number"]


def _is_mistyped(number: str, total: str) -> bool:
    if number == total or len(number) != len(total):
        return False
    is_near = abs(Decimal(number) - Decimal(total)) <= Decimal(total) * _NEAR
    return is_near or sorted(number) == sorted(total)


def _counts(text: str) -> Iterator[_Count]:
    """Yield the numbers of a text but those by which something changed, or of each."""
    for match in _NUMBER.finditer(text):
        if not _CHANGE.search(text[: match.start()]):
            value = Decimal(match["value"]) * (10_000 if match["many"] else 1)
            yield _Count(value, match["counter"], match["noun"])


def _texts(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for line in lines if line.kind == TEXT)
