"""Checks against earlier periods: jumps that need a 说明, and bases that were frozen otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import FigureContent, FigureValue, Finding
from desktop_app.report.checks.input import CheckInput, FigureNote, FrozenBase, Limits
from desktop_app.report.slots import parse, slots_of

JUMP = "arithmetic.jump"
"""Rule whose findings ask for a 说明."""

_EARLIER = {"prev": "上期", "yoy": "上年同期"}
_MOST_NAMED = 3
_ASKED = "，请核对，确实如此就填写说明"
_NOT_COUNTED = ("office.", "report.")


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure of the report that changed beyond the limits; note: why, "" where it is unsaid.

    outdated: a 说明 that was written for another change of it, None where there is none.
    """

    figure: FigureValue
    sentence: str
    note: str
    outdated: FigureNote | None = None


def jumps(given: CheckInput) -> Iterator[Jump]:
    """Yield the figures that the report prints and that jumped, one comparison each.

    What lacks units then or now is left out: it is told as such, and its change says nothing.
    """
    for key in printed_figures(given):
        figure = given.values.get(key)
        if figure is None or figure.missing:
            continue
        for at, base in (("prev", figure.previous), ("yoy", figure.last_year)):
            if figure.missing_at(at) or not _is_jump(figure.value, base, given.limits):
                continue
            sentence = _told(figure, at, base)
            note = given.notes.get(key)
            if note is None or note.explains == sentence:
                yield Jump(figure, sentence, note.text if note else "")
            else:
                yield Jump(figure, sentence, "", note)
            break


def unexplained_jumps(given: CheckInput) -> Iterator[Finding]:
    """Find jumps without a 说明."""
    for jump in jumps(given):
        if not jump.note:
            yield Finding(
                JUMP,
                "warning",
                f"{jump.sentence}{_ASKED}{_what_was_said(jump.outdated)}",
                jump.figure.label,
                jump.figure.key,
            )


def told_change(finding: Finding) -> str:
    """Return the change that a finding of `unexplained_jumps` tells, as Jump has it."""
    return finding.message.partition(_ASKED)[0]


def frozen_bases(given: CheckInput) -> Iterator[Finding]:
    """Find figures that are compared with an earlier value other than the one that was frozen."""
    for base in given.frozen:
        changed = list(_changed(given, base))
        if changed:
            first = changed[0][1]
            shown = "、".join(_difference(*one) for one in changed[:_MOST_NAMED])
            rest = f"等{len(changed)}项" if len(changed) > _MOST_NAMED else ""
            yield Finding(
                "arithmetic.frozen",
                "hint",
                f"{base.name}定稿以后台账改过：{shown}{rest}。"
                f"这份报告和{_EARLIER[base.at]}比较，用的是台账现在的数",
                first.label,
                first.key,
            )


def printed_figures(given: CheckInput) -> tuple[str, ...]:
    """Return the keys of the figures that the chapters show, each once, in reading order."""
    keys = (slot.key for one in given.chapters for slot in slots_of(parse(one.body)))
    return tuple(key for key in dict.fromkeys(keys) if not key.startswith(_NOT_COUNTED))


def _changed(given: CheckInput, base: FrozenBase) -> Iterator[tuple[Decimal, FigureValue, Decimal]]:
    """Yield (value when frozen, figure, value now) of each figure of the report that differs."""
    for key in printed_figures(given):
        figure = given.values.get(key)
        then = _number(base.values.get(key))
        if figure is None or then is None:
            continue
        now = _number(figure.previous if base.at == "prev" else figure.last_year)
        if now is not None and now != then:
            yield then, figure, now


def _difference(then: Decimal, figure: FigureValue, now: Decimal) -> str:
    shown = [plain_number(value, max(figure.decimals, 2)) for value in (then, now)]
    return f"“{figure.label}”由{shown[0]}改为{shown[1]}"


def _what_was_said(outdated: FigureNote | None) -> str:
    if outdated is None:
        return ""
    what = f"是针对{outdated.explains}" if outdated.explains else "没有记下是针对哪个数"
    return f"；原说明“{outdated.text}”{what}，数已经变了，请重新填写"


def _is_jump(now: FigureContent, base: FigureContent, limits: Limits) -> bool:
    value, earlier = _number(now), _number(base)
    if value is None or earlier is None:
        return False
    change = abs(value - earlier)
    return change >= limits.jump_least and change * 100 >= abs(earlier) * limits.jump_percent


def _told(figure: FigureValue, at: str, base: FigureContent) -> str:
    now, earlier = _number(figure.value) or Decimal(0), _number(base) or Decimal(0)
    verb = "增加" if now > earlier else "减少"
    share = f"{plain_number(abs(now - earlier) * 100 / earlier, 0)}%" if earlier else ""
    shown = [f"{plain_number(value, 2)}{figure.counter}" for value in (now, earlier)]
    return f"“{figure.label}”为{shown[0]}，{_EARLIER[at]}是{shown[1]}，{verb}{share or shown[0]}"


def _number(value: FigureContent) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None
