"""Proposals: which figure a cell seems to ask for, by the labels around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from desktop_app.core.records import FigureValue
from desktop_app.services.upper_forms.cell_names import Place
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import Labels, labels_of, tidy
from desktop_app.services.upper_forms.open_cells import open_cells
from desktop_app.services.upper_forms.wording import (
    NOT_FILLED,
    TOTALS,
    Wish,
    counter_of,
    likeness,
    names_number,
    time_of,
    wish_of,
)

FILLED_ON = "form.filled_on"
"""The day on which a form is filled; it is no figure of the report."""

_ADDED = (
    "",
    "村",
    "社区",
    "党支部",
    "党总支",
    "支部",
    "村党支部",
    "村委会",
    "社区党支部",
    "居委会",
)
"""What may be added to a unit's name, or to its name without such an ending."""

_MOST_ANSWERED = 3000  # of a sheet: comparing the labels of more takes seconds
_LIKELY, _CERTAIN, _AHEAD = 0.55, 1.0, 0.08
_SUFFIXES = re.compile("(村民委员会|居民委员会|村委会|居委会|党支部|党总支|党委|支部|村|社区)$")
_ASKED = (
    (
        r"(填报|报送|填表|上报|编报|报表)单位(名称|全称)?(\(.*\))?|单位(名称|全称)(\(.*\))?",
        ("office.full_name", "office.name"),
    ),
    (
        r"(报告|报表|所属|统计|填报)(期|期间|季度|时段)|统计时间|季度",
        ("report.period",),
    ),
    (r"(填表|填报|报送|上报|报出|制表)(日期|时间)", (FILLED_ON,)),
    (r"(数据)?(截止|截至)(日期|时间|日)?", ("report.as_of",)),
)
"""(label, what it asks for; the second where the first is not known)."""

_BLANK = r"[\s_＿]*"
_DAY = rf"(?:\d{{4}})?{_BLANK}年{_BLANK}(?:月{_BLANK}日?)?{_BLANK}"
_LABEL_IN_TEXT = re.compile(
    rf"([\u4e00-\u9fff]{{2,6}}(?:[（(][^）)]*[）)])?)([:：])"
    rf"(?:{_BLANK}(?:{_DAY})?$|[\s_＿]+(?:{_DAY})?(?=[\u4e00-\u9fff]))"
)
"""A label and the room left behind it, up to the end or the next label."""

_PERIOD_IN_TEXT = re.compile(rf"(?:\d{{4}}|{_BLANK})年(?:第?{_BLANK}[一二三四1-4]?{_BLANK})季度")
"""The quarter in a title such as 2020年第一季度党建工作汇总表."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a cell may take. certain: whether names and counters are the very same."""

    sheet: str
    place: Place
    labels: str
    content: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """The cells of a sheet that ask for something, remarks and the like left out; proposals."""

    asking: tuple[Place, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Matcher:
    """Finds proposals. units: names that labels may be, in the quarter looked at."""

    values: Mapping[str, FigureValue]
    units: Sequence[str]
    office_names: Sequence[str] = ()
    _known: dict[Wish, list[tuple[float, FigureValue]]] = field(default_factory=dict)
    _answered: dict[Labels, tuple[str, bool] | None] = field(default_factory=dict)

    def answers(self, grid: Grid) -> Answers:
        """Return the cells of a sheet that ask for something, and what can be proposed."""
        labels = {
            place: own for place, own in open_cells(grid).items() if not _asks_for_nothing(own)
        }
        proposals = self._for_cells(grid, labels)
        answered = {proposal.place for proposal in proposals}
        asking = tuple(
            place
            for place, own in labels.items()
            if place in answered or _asks_surely(grid, place, own)
        )
        proposals += self._within_texts(grid, frozenset(asking))
        return Answers(asking, tuple(sorted(proposals, key=lambda one: one.place)))

    def _for_cells(self, grid: Grid, labels: Mapping[Place, Labels]) -> list[Proposal]:
        """Return what can be proposed for empty cells."""
        unit_columns = {place[1] for place, own in labels.items() if self.unit_in(own.row)}
        unit_rows = {place[0] for place, own in labels.items() if self.unit_in(own.column)}
        found: list[Proposal] = []
        for place, own in islice(labels.items(), _MOST_ANSWERED):
            beside = own.row if place[1] in unit_columns else ()
            over = own.column if place[0] in unit_rows else ()
            if self._is_unknown_unit(beside) or self._is_unknown_unit(over):
                continue
            answer = self._answer_to(own)
            if answer is not None:
                content, certain = answer
                found.append(Proposal(grid.title, place, own.shown, content, certain))
        return found

    def unit_in(self, texts: Iterable[str]) -> str:
        """Return the unit that one of the texts names, "" for none."""
        return next((unit for text in texts if (unit := self._units.get(tidy(text)))), "")

    def _is_unknown_unit(self, texts: Sequence[str]) -> bool:
        """Whether labels stand where others name units, but name neither one nor the total."""
        return bool(texts) and not self.unit_in(texts) and not any(map(self._is_total, texts))

    def _is_total(self, text: str) -> bool:
        return tidy(text) in TOTALS or tidy(text) in map(tidy, self.office_names)

    @cached_property
    def _names(self) -> list[tuple[Wish, FigureValue]]:
        """What each figure's own label would ask for."""
        return [
            (wish_of(figure.label), figure)
            for figure in self.values.values()
            if figure.area not in ("office", "report")
        ]

    @cached_property
    def _units(self) -> Mapping[str, str]:
        """Every way in which a form may write a unit's name → the unit; doubtful ones left out."""
        names: dict[str, str] = {}
        for unit in self.units:
            short = _SUFFIXES.sub("", unit)
            ways = {
                unit,
                *(f"{stem}{suffix}" for stem in (unit, short) for suffix in _ADDED if stem),
            }
            for way in ways:
                names[tidy(way)] = "" if way in names and names[way] != unit else unit
        return {**names, **{tidy(unit): unit for unit in self.units}}

    def _answer_to(self, labels: Labels) -> tuple[str, bool] | None:
        """Return what labels seem to ask for, and whether that is certain; once a pair of them."""
        if labels not in self._answered:
            self._answered[labels] = self._asked_for(labels) or self._figure_for(labels)
        return self._answered[labels]

    def _asked_for(self, labels: Labels) -> tuple[str, bool] | None:
        """Answer 填报单位, 报告期 and 填表日期 left of a cell."""
        if not labels.row:
            return None
        content = self._answer(tidy(labels.row[0]).rstrip(":"))
        return (content, True) if content else None

    def _answer(self, label: str) -> str:
        for pattern, keys in _ASKED:
            if re.fullmatch(pattern, label):
                known = (key for key in keys if key in self.values and self.values[key].value)
                return "{" + next(known, keys[0]) + "}"
        return ""

    def _figure_for(self, labels: Labels) -> tuple[str, bool] | None:
        texts = [*labels.row, *labels.column]
        unit = self.unit_in(texts)
        at = next((found for text in texts if (found := time_of(text)) is not None), "")
        counter = next((found for text in labels.row if (found := counter_of(text))), "")
        naming_row = [text for text in labels.row if self._names_figure(text)]
        naming_column = [text for text in labels.column if self._names_figure(text)]
        if unit and at:
            return None  # a slot shows another quarter or a unit, not both
        best = self._best(naming_row, naming_column, counter, unit)
        if best is None:
            return None
        figure, wish, score, certain = best
        slot = f"{figure.key}@unit {unit}" if unit else f"{figure.key}@{at}" if at else figure.key
        content = "{" + slot + ("|万" if wish.in_ten_thousands else "") + "}"
        return content, certain and score >= _CERTAIN

    def _names_figure(self, text: str) -> bool:
        """Whether a label is about the figure: not a unit, a total, a time or a counter."""
        bare = tidy(text)
        return not (
            bare in self._units
            or self._is_total(text)
            or time_of(text) is not None
            or counter_of(text)
        )

    def _best(
        self, row: Sequence[str], column: Sequence[str], counter: str, unit: str
    ) -> tuple[FigureValue, Wish, float, bool] | None:
        """Return the figure that answers the labels best, the wish, how well, and if it is sure."""
        candidates: list[tuple[float, FigureValue, Wish, bool]] = []
        for text, is_whole in _readings(row, column):
            wish = wish_of(text)
            if counter and not wish.counter:
                bare = counter.removeprefix("万")
                wish = Wish(wish.stem, bare, counter != bare)
            candidates += [
                (score, figure, wish, is_whole)
                for score, figure in self._ranked(wish)
                if not unit or unit in figure.by_unit
            ]
        candidates.sort(key=lambda one: (one[0], one[3]), reverse=True)
        if not candidates or candidates[0][0] < _LIKELY:
            return None
        score, figure, wish, is_whole = candidates[0]
        others = [other[0] for other in candidates if other[1].key != figure.key]
        is_sure = is_whole and (not others or others[0] <= score - _AHEAD)
        return figure, wish, score, is_sure

    def _ranked(self, wish: Wish) -> list[tuple[float, FigureValue]]:
        """Return the likeliest figures for a wish; lists of names are not asked for in numbers."""
        if wish not in self._known:
            ranked = [(likeness(wish, own, figure), figure) for own, figure in self._names]
            ranked.sort(key=lambda one: one[0], reverse=True)
            self._known[wish] = ranked[:3]
        return self._known[wish]

    def _within_texts(self, grid: Grid, asking: frozenset[Place]) -> Iterator[Proposal]:
        """Yield texts such as 填报单位：＿＿　填表日期：＿＿ with the answers written in."""
        for place, cell in grid.cells.items():
            if cell.is_open or cell.is_formula or grid.is_hidden(place) or "{" in cell.text:
                continue
            span = grid.span(place)
            right = (span.top, span.right + 1)
            if right in asking:
                continue  # the answer belongs into the cell at the right
            if _PERIOD_IN_TEXT.fullmatch(cell.text.strip()):
                continue  # the heading of a column
            content = _LABEL_IN_TEXT.sub(self._written_in, cell.text).rstrip()
            if not labels_of(grid, place).row:
                content = _PERIOD_IN_TEXT.sub("{report.period}", content)
            if content != cell.text.rstrip():
                yield Proposal(grid.title, place, cell.text.strip(), content, certain=True)

    def _written_in(self, match: re.Match[str]) -> str:
        answer = self._answer(tidy(match[1]))
        if not answer:
            return match[0]
        gap = "    " if match.end() < len(match.string) else ""
        return f"{match[1]}{match[2]}{answer}{gap}"


def _readings(row: Sequence[str], column: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the labels put together in the ways a form means them; whole: nothing left out."""
    outward = [*reversed(row), *reversed(column)]
    if not outward:
        return []
    joined = ["".join(outward), "".join([*reversed(column), *reversed(row)])]
    readings = [(text, True) for text in dict.fromkeys(joined)]
    if len(outward) > 1:
        nearest = [*(row[:1]), *(column[:1])]
        readings += [(text, False) for text in nearest]
    return readings


def _asks_for_nothing(labels: Labels) -> bool:
    return any(NOT_FILLED.fullmatch(tidy(text)) for text in (*labels.row, *labels.column))


def _asks_surely(grid: Grid, place: Place, labels: Labels) -> bool:
    """Whether a cell asks for something, be it known or not: all but what one mere text is near.

    Without a frame, and with a label on one side alone, it must be a label that names a number.
    """
    if grid.cell(place).look.border or (labels.row and labels.column):
        return True
    return any(map(names_number, (*labels.row[:1], *labels.column[:1])))
