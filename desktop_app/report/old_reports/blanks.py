"""What is to be filled in: X, ××, ***, ＿＿, 〇〇, real numbers, days and quarters."""

from __future__ import annotations

import re

from desktop_app.report.old_reports.records import Blank, Place

COUNTERS = (
    r"人次|户次|场次|件次|个百分点|平方米|平方公里|公里|公斤|小时|分钟|课时|[多]?人(?!大|员|民|选|才|口|士|居|均)|名|位|次|场|"
    r"期|起|件|家|户|份|篇|条|项(?!目)|支(?!部|委)|批|对|本|册|套|张|幅|块|处|座|亩|吨|天|元|组|类|例|台|辆|棵|株|"
    r"种|站|所|个|堂|节|课|轮|遍|%|％|‰"
)
_UNITS = "一二两三四五六七八九"
_BLANK = (
    r"(?<![A-Za-z0-9])[XxＸｘ]+(?:[.．，,][XxＸｘ]+)*(?![A-Za-z0-9])"
    r"|(?<![0-9×✕])[×✕]+(?:[.．][×✕]+)?(?![0-9×✕])"
    r"|[*＊]+(?:[.．][*＊]+)?|_{2,}|＿+|□+|﹍+"
    rf"|(?<![0-9{_UNITS}零])[〇○◯]+(?![0-9{_UNITS}零])"
)
_DIGITS = r"(?<![A-Za-z0-9.])\d+(?:[,，]\d{3}(?!\d))*(?:[.．]\d+)?(?![A-Za-z0-9])"
_HAN = (
    rf"(?<![第每{_UNITS}十百千万])(?:[{_UNITS}]?[百千]零?)*[{_UNITS}]?十?[{_UNITS}]?"
    r"(?=[余多]?(?:人次|户次|场次|名|人|场|次|件|起|期|家|份|篇|户|支(?!部)))"
)
_WORDS = r"大约|约|将近|接近|(?<![附最靠贴临远就将接])近|超过|超出|突破|逾|超(?!过|出)"
_NUMBER = re.compile(
    rf"(?P<word>{_WORDS})?(?:(?P<blank>{_BLANK})|(?P<digits>{_DIGITS})|(?P<han>{_HAN}))"
    r"(?P<more>余|多(?=[万亿]|人|名|个|次|场|家|户|件|份|元|小时|篇|期))?(?P<scale>[万亿])?(?P<still>余|多(?=元))?"
    rf"(?P<counter>{COUNTERS})?(?P<after>左右|上下)?"
)
_YEAR = r"(?:\d{4}|[XxＸ×*＊]{1,4}|二[〇○零][一二三四五六七八九〇○零]{2})"
_DAYS = r"(?:\d{1,2}|[XxＸ×*＊〇○_＿]{1,3})"
_DATE = re.compile(
    rf"(?:{_YEAR}年)?{_DAYS}月(?:{_DAYS}[日号]|份|底|初|末|上旬|中旬|下旬)?"
    rf"|(?:{_YEAR}年|今年|本年)?第?[一二三四1234XxＸ×]季度"
    rf"|(?:{_YEAR}年|今年|本年)?[上下]半年|{_YEAR}年度?"
)
_ROUNDING = {
    "大约": "约",
    "约": "约",
    "将近": "近",
    "接近": "近",
    "近": "近",
    "超过": "超过",
    "超出": "超过",
    "突破": "超过",
    "逾": "超过",
    "超": "超过",
}
_AFTER_NUMBER = {"余": "超过", "多": "超过", "左右": "左右", "上下": "左右"}
_GOES_ON = re.compile(r"[^，。；：、！？）)\s]")
_OWN_WORDS = frozenset({"约", "近", "超过", "左右"})
"""Rounding words that a slot prints as they were written."""


def changed_rounding(blank: Blank, text: str) -> str:
    """Return a rounding word that a slot prints in another form (余, 逾), "" for none."""
    if not blank.rounding:
        return ""
    ahead = text[blank.first : blank.place.start]
    behind = text[blank.tail[0] : blank.tail[1]] if blank.tail else ""
    written = ahead or behind
    return "" if written in _OWN_WORDS else written


def ends_bare(blank: Blank, text: str) -> bool:
    """Say whether no counter follows a number: 发放2人X万，."""
    return blank.kind == "number" and not blank.counter and not _GOES_ON.match(text, blank.last)


def blanks_in(text: str, chapter: int = 0, line: int = 0) -> list[Blank]:
    """Return the blanks, numbers and days of a text in reading order."""
    dates = [match for match in _DATE.finditer(text) if not _is_duration(match, text)]
    found = [_date(match, chapter, line) for match in dates]
    taken = [match.span() for match in dates]
    found += [
        _number(match, chapter, line)
        for match in _NUMBER.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in taken)
        and (match["blank"] or match["digits"] or _counts(match, text))
    ]
    return sorted(
        (blank for blank in found if not _is_list_number(blank, text)),
        key=lambda blank: blank.place.start,
    )


def _is_list_number(blank: Blank, text: str) -> bool:
    """Say whether a number counts the items of a list: （1） or 2. at the start of a line."""
    if blank.is_blank or blank.kind != "number":
        return False
    before, behind = text[: blank.place.start], text[blank.place.end :]
    if before.endswith(("（", "(")) and behind.startswith(("）", ")")):
        return True
    return not before.strip() and bool(re.match(r"[.．、]", behind))


def _is_duration(match: re.Match[str], text: str) -> bool:
    """Say whether 3月 is part of 3个月 or the like; 12月 alone is a day of the calendar."""
    return text[match.end() : match.end() + 1] in ("内", "间") and "年" not in match[0]


def _counts(match: re.Match[str], text: str) -> bool:
    """Say whether a Han number counts something: 三十余名, not 一次 nor 三人行."""
    han = match["han"] or ""
    if not han or han == "一" or not match["counter"]:
        return False
    inside = text[: match.start()].count("“") > text[: match.start()].count("”")
    return not inside


def _date(match: re.Match[str], chapter: int, line: int) -> Blank:
    start, end = match.span()
    place = Place(chapter, line, start, end)
    is_blank = not re.search(r"\d", match[0])
    return Blank(place, match[0], start, end, kind="date", is_blank=is_blank)


def _number(match: re.Match[str], chapter: int, line: int) -> Blank:
    group = next(name for name in ("blank", "digits", "han") if match[name])
    start, end = match.span(group)
    last = match.end("scale") if match["scale"] else end
    word = match["word"] or ""
    tail, rounding = _tail(match, last)
    if word:
        rounding = _ROUNDING[word]
    digits = match["digits"] or ""
    return Blank(
        place=Place(chapter, line, start, end),
        text=match[group],
        first=match.start("word") if word else start,
        last=last,
        counter=_counter(match),
        rounding=rounding,
        in_ten_thousands=bool(match["scale"]),
        tail=tail,
        decimals=len(digits.replace("．", ".").partition(".")[2]) if digits else None,
        is_blank=group == "blank",
    )


def _counter(match: re.Match[str]) -> str:
    written = match["counter"] or ""
    following = match.string[match.end("counter") :] if written else ""
    if written == "个" and following.startswith("小时"):
        return "小时"
    return "%" if written == "％" else written


def _tail(match: re.Match[str], last: int) -> tuple[tuple[int, int] | None, str]:
    """Return where a rounding word behind the number stands that its slot replaces."""
    for name in ("after", "still", "more"):
        if match[name]:
            start, end = match.span(name)
            inside = end <= last
            return (None if inside else (start, end)), _AFTER_NUMBER[match[name]]
    return None, ""
