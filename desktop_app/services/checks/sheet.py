"""校核单: what the checks say of a report, what was explained and what may stay, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop_app.core.chinese_numbers import han_number, official_date
from desktop_app.core.periods import Period
from desktop_app.core.records import Finding, ReportRecord
from desktop_app.report.document import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Rendered,
    Run,
    Table,
    Title,
)
from desktop_app.report.numbers import one_line
from desktop_app.services.checks.service import SEVERITIES, Checked, CheckService
from desktop_app.services.files.writing import check_target, moved_sentence, write_file
from desktop_app.services.reports.service import ReportService

_PARTIAL = "arithmetic.partial"
_SAID_OF_MANY = (_PARTIAL, "text.blank")
_MOST_HINTS = 10  # on paper; all of them stand in the window
_MOST_LABELS = 4
_NUMBER = Column("序号", 0.6, "center")
_TOLD = (_NUMBER, Column("位置", 2.0), Column("意见", 6.0))
_EXPLAINED = (_NUMBER, Column("增减情况", 4.4), Column("说明", 3.6))
_KEPT = (_NUMBER, Column("位置", 1.6), Column("意见", 3.8), Column("理由", 2.6))
_UNKNOWN = "没有填写"
_SIGNERS = ("编制人", "校核人", "审核人")
_BLANK = "＿" * 4


class CheckSheets:
    """Puts 校核单 together and writes them out."""

    def __init__(self, checks: CheckService, reports: ReportService, who: str = "") -> None:
        """reports: whose renderers set the page. who: name of the one who checks, if known."""
        self._checks = checks
        self._reports = reports
        self._who = who

    def document(self, period: Period, at: datetime) -> Document:
        """Lay a period's 校核单 out as structure; at: when it is made."""
        checked = self._checks.checked(period)
        report = self._reports.report(period)
        printed = self._reports.document(period)
        return Document(
            title=Title((Run(f"{printed.title.text}校核单"),)),
            blocks=(
                Paragraph((Run(_facts(period, report, at, self._who)),)),
                Paragraph((Run(_verdict(checked)),)),
                *_numbered(_sections(checked)),
                Paragraph((Run("　".join(f"{role}：{_BLANK}" for role in _SIGNERS)),)),
            ),
            author=printed.author,
            subject=period.label,
            notice=printed.notice,
        )

    def export(
        self, period: Period, target: Path, at: datetime, *, force: bool = False
    ) -> Rendered:
        """Write a period's 校核单 to a .pdf, .docx or .txt; TargetRefused where that fails."""
        check_target(target, force=force)
        rendered = self._reports.render(self.document(period, at), target.suffix)
        written = write_file(target, rendered.data, force=force, numbered=True)
        moved = moved_sentence(target, written)
        return replace(rendered, notes=(*rendered.notes, moved)) if moved else rendered


def _facts(period: Period, report: ReportRecord, at: datetime, who: str) -> str:
    as_of = official_date(report.as_of) if report.as_of else _UNKNOWN
    by = f"，操作人{who}" if who else ""
    return (
        f"报告期：{period.label}。报告状态：{report.state}。数据截止日：{as_of}。"
        f"校核时间：{official_date(at.date())}{at:%H:%M}{by}。"
    )


def _verdict(checked: Checked) -> str:
    counts = "、".join(
        f"{label}{sum(one.severity == name for one in checked.findings)}条"
        for name, label in SEVERITIES.items()
    )
    return (
        f"本次校核共有{counts}；已说明的数据增减{len(checked.explained)}项{_without_note(checked)}，"
        f"经核对不再提示的意见{len(checked.ignored)}条。"
    )


def _without_note(checked: Checked) -> str:
    return f"，没有说明的{len(checked.unexplained)}项" if checked.unexplained else ""


def _sections(checked: Checked) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield (title, content) of each part that has something to say."""
    for severity, label in SEVERITIES.items():
        told = [one for one in checked.findings if one.severity == severity]
        if told:
            yield f"{label}（{len(told)}条）", _told(told, severity)
    if checked.explained:
        explained = [(jump.sentence, jump.note) for jump in checked.explained]
        yield "数据增减说明", (_table(_EXPLAINED, explained),)
    if checked.ignored:
        kept = [(one.where, one.message, decision.reason) for one, decision in checked.ignored]
        yield "经核对不再提示的意见", (_table(_KEPT, kept),)


def _told(findings: Sequence[Finding], severity: str) -> tuple[Block, ...]:
    rows = list(_merged(findings))
    shown = rows[:_MOST_HINTS] if severity == "hint" else rows
    blocks: tuple[Block, ...] = (_table(_TOLD, shown),)
    if len(shown) < len(rows):
        rest = f"其余{len(rows) - len(shown)}条建议见程序的校核意见。"
        blocks = (*blocks, Paragraph((Run(rest),)))
    return blocks


def _merged(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield (place, sentence) of each finding; what is said of many figures alike is one."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in findings:
        label, said = _label_and_rest(one) if one.rule in _SAID_OF_MANY else ("", one.message)
        place = "合计数" if one.rule == _PARTIAL else one.where
        alike.setdefault((one.rule, place, said), []).append(label)
    for (_rule, place, said), labels in alike.items():
        if not any(labels):
            yield place, said
        else:
            yield place, f"{_few(tuple(dict.fromkeys(labels)))}{said}"


def _few(labels: Sequence[str]) -> str:
    rest = f"等{len(labels)}项" if len(labels) > _MOST_LABELS else ""
    return "".join(f"“{label}”" for label in labels[:_MOST_LABELS]) + rest


def _label_and_rest(finding: Finding) -> tuple[str, str]:
    """Split “指标”缺2村 … into the figure's label and what is said of it."""
    label, _mark, said = finding.message.removeprefix("“").partition("”")
    return label, said


def _numbered(sections: Iterator[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    for number, (title, content) in enumerate(sections, 1):
        yield Heading(1, f"{han_number(number)}、", (Run(title),))
        yield from content


def _table(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Lay texts out below their columns; the first column counts the rows."""
    return Table(
        columns,
        tuple(
            tuple((Run(one_line(text)),) for text in (str(number), *row))
            for number, row in enumerate(rows, 1)
        ),
    )
