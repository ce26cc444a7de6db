"""校核设置: rules off, findings that may stay, 说明 of jumps, own words, limits; each a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.models.checks import CheckLimits, FigureNote, IgnoredFinding, OfficeWord, SilentRule
from desktop_app.areas.declare import field_spec, field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, Finding
from desktop_app.core.specs import FieldSpec
from desktop_app.core.validation import checked_values, clean_text
from desktop_app.report.checks.changes import told_change
from desktop_app.report.checks.input import FigureNote as Explanation
from desktop_app.report.checks.input import Limits
from desktop_app.services.log.changes import Step, Writer

LIMIT_FIELDS: tuple[FieldSpec, ...] = field_specs(CheckLimits)

_PLACE = field_spec(IgnoredFinding.place).max_length or 0
_MESSAGE = field_spec(IgnoredFinding.message).max_length or 0
_EXPLAINED = field_spec(FigureNote.explains).max_length or 0
_ARROW = "="


@dataclass(frozen=True, slots=True)
class Ignored:
    """One finding that may stay, with its reason; uid: by which it is told again."""

    uid: str
    rule: str
    where: str
    message: str
    reason: str

    def is_about(self, finding: Finding) -> bool:
        """Say whether it is this finding, told in the same words at the same place."""
        return (self.rule, self.where, self.message) == _identity(finding)


class CheckSettings:
    """Reads and writes what an office decided about the checks; each call is one step."""

    limit_fields = LIMIT_FIELDS

    def __init__(self, writer: Writer) -> None:
        """Read and write through the writer's store."""
        self._writer = writer

    def switch(self, rule: str, label: str, *, on: bool) -> None:
        """Switch a rule on or off, for all periods. label: what the step calls it."""
        row = SilentRule.select().where(SilentRule.live(), SilentRule.rule == rule).first()
        if on == (row is None):
            return
        with self._writer.step(f"{'启用' if on else '停用'}校核规则：{label}") as step:
            if row is None:
                step.insert(SilentRule, rule=rule)
            else:
                step.delete(row)

    def ignore(self, period: Period, finding: Finding, reason: str) -> None:
        """Let a finding stay in one period's report; InvalidRow without a reason."""
        given = _checked(IgnoredFinding.reason, reason)
        rule, place, message = _identity(finding)
        row = _ignored_row(period, finding)
        with self._writer.step("不再提示一条校核意见") as step:
            if row is None:
                step.insert(
                    IgnoredFinding,
                    period=period.code,
                    rule=rule,
                    place=place,
                    message=message,
                    reason=given,
                )
            else:
                step.update(row, reason=given)

    def tell_again(self, uid: str) -> None:
        """Tell a finding again that was to stay; nothing where it is told already."""
        row = IgnoredFinding.get_or_none(IgnoredFinding.live(), IgnoredFinding.uid == uid)
        if row is not None:
            with self._writer.step("重新提示一条校核意见") as step:
                step.delete(row)

    def explain(self, period: Period, finding: Finding, note: str) -> None:
        """Write why a figure changed as a finding tells; an empty note takes it back.

        It holds for this change alone: another number asks anew. Raises InvalidRow for a note that
        is too long.
        """
        figure, explains = finding.figure, told_change(finding)[:_EXPLAINED]
        given = _checked(FigureNote.note, note, may_be_empty=True)
        row = FigureNote.get_or_none(
            FigureNote.live(), FigureNote.period == period.code, FigureNote.figure == figure
        )
        if row is None and not given:
            return
        with self._writer.step(f"填写数据说明：{finding.where}") as step:
            if row is None:
                step.insert(
                    FigureNote, period=period.code, figure=figure, note=given, explains=explains
                )
            elif given:
                step.update(row, note=given, explains=explains)
            else:
                step.delete(row)

    def save_words(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Replace the office's own words by these lines, in one step; say which were not taken.

        A line reads “不用的词=改用的词”, or the word alone where nothing stands for it. Returned is
        a sentence for every line that is too long, stands twice, or has no word; the others hold.
        """
        wanted, refused = _words_of(lines)
        rows = {row.wrong: row for row in OfficeWord.select().where(OfficeWord.live())}
        if {wrong: row.right or "" for wrong, row in rows.items()} == wanted:
            return refused
        with self._writer.step("修改本单位的用词") as step:
            for wrong, row in rows.items():
                if wrong not in wanted:
                    step.delete(row)
            for wrong, right in wanted.items():
                _put_word(step, rows.get(wrong), wrong, right)
        return refused

    def limit_values(self) -> dict[str, CellValue]:
        """Return the limits by field name."""
        row = _limits_row() or CheckLimits()
        return {field.name: getattr(row, field.name) for field in LIMIT_FIELDS}

    def save_limit(self, name: str, typed: object) -> None:
        """Change one limit; an empty one is as the program comes. Raises InvalidRow."""
        spec = next(field for field in LIMIT_FIELDS if field.name == name)
        checked = checked_values(LIMIT_FIELDS, {name: typed})
        if checked[name] is None:
            checked[name] = getattr(CheckLimits(), name)
        with self._writer.step(f"修改校核标准：{spec.label}") as step:
            row = _limits_row()
            if row is None:
                step.insert(CheckLimits, **checked)
            else:
                step.update(row, **checked)


def silent_rules() -> frozenset[str]:
    """Return the ids of the rules that are off."""
    return frozenset(row.rule for row in SilentRule.select().where(SilentRule.live()))


def ignored(period: Period) -> tuple[Ignored, ...]:
    """Return the findings that may stay in a period's report, in the order of the decisions."""
    rows = IgnoredFinding.select().where(
        IgnoredFinding.live(), IgnoredFinding.period == period.code
    )
    return tuple(
        Ignored(row.uid, row.rule, row.place, row.message, row.reason)
        for row in rows.order_by(IgnoredFinding.id)
    )


def notes(period: Period) -> dict[str, Explanation]:
    """Return figure → 说明 of a period."""
    rows = FigureNote.select().where(FigureNote.live(), FigureNote.period == period.code)
    return {row.figure: Explanation(row.note, row.explains or "") for row in rows}


def words() -> dict[str, str]:
    """Return the office's own words: what is not used → what is, "" where nothing is."""
    rows = OfficeWord.select().where(OfficeWord.live()).order_by(OfficeWord.id)
    return {row.wrong: row.right or "" for row in rows}


def word_lines() -> tuple[str, ...]:
    """Return the office's own words as lines that `save_words` reads."""
    return tuple(f"{wrong}{_ARROW}{right}" if right else wrong for wrong, right in words().items())


def limits() -> Limits:
    """Return from where on something is told."""
    row = _limits_row()
    if row is None:
        return Limits()
    return Limits(row.jump_percent, row.jump_least, row.longest)


def _limits_row() -> Any:  # noqa: ANN401 - a CheckLimits row or None
    return CheckLimits.select().where(CheckLimits.live()).first()


def _ignored_row(period: Period, finding: Finding) -> Any:  # noqa: ANN401 - a row or None
    rule, place, message = _identity(finding)
    return IgnoredFinding.get_or_none(
        IgnoredFinding.live(),
        IgnoredFinding.period == period.code,
        IgnoredFinding.rule == rule,
        IgnoredFinding.place == place,
        IgnoredFinding.message == message,
    )


def _identity(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding is known by: with another number in its sentence it is another."""
    return finding.rule, finding.where[:_PLACE], finding.message[:_MESSAGE]


def _checked(column: Any, typed: str, *, may_be_empty: bool = False) -> str:  # noqa: ANN401 - a field
    spec = field_spec(column)
    try:
        text = clean_text(typed, spec.max_length)
    except InvalidValue as reason:
        raise InvalidRow((FieldProblem(spec.name, f"“{spec.label}”{reason}"),)) from None
    if not text and not may_be_empty:
        raise InvalidRow((FieldProblem(spec.name, f"请写明{spec.label}"),))
    return text or ""


def _words_of(lines: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the words of the lines that can be used, and what is wrong with the others."""
    found: dict[str, str] = {}
    refused: list[str] = []
    longest = field_spec(OfficeWord.wrong).max_length
    for number, line in enumerate(lines, 1):
        wrong, _mark, right = line.replace("＝", _ARROW).partition(_ARROW)
        try:
            pair = clean_text(wrong, longest) or "", clean_text(right, longest) or ""
        except InvalidValue as reason:
            refused.append(f"第{number}行{reason}")
            continue
        if told := _trouble(pair, found):
            refused.append(f"第{number}行{told}")
        elif pair[0]:
            found[pair[0]] = pair[1]
    return found, tuple(refused)


def _trouble(pair: tuple[str, str], found: Mapping[str, str]) -> str:
    wrong, right = pair
    if right and not wrong:
        return "“=”前面没有写不用的词"
    if wrong and wrong in found:
        return f"“{wrong}”重复了，请删去一个"
    if wrong and wrong == right:
        return f"“{wrong}”改用的还是它自己，请写另一个词"
    return ""


def _put_word(step: Step, row: Any, wrong: str, right: str) -> None:  # noqa: ANN401 - a row or None
    if row is None:
        step.insert(OfficeWord, wrong=wrong, right=right)
    else:
        step.update(row, right=right)
