"""Verbs that look and tell: figures, the checks of a report, and documents from elsewhere."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.headless.output import figure_record, figure_text, print_json, report_findings
from desktop_app.headless.verb import Call, Verb, add_json, add_period, add_target

if TYPE_CHECKING:
    from desktop_app.core.periods import Period
    from desktop_app.services.assembly import Services


def _of_figures(parser: argparse.ArgumentParser) -> None:
    add_period(parser)
    parser.add_argument("--unit", default="", help="只看一个填报单位")
    add_json(parser)


def _figures(call: Call) -> int:
    services = call.open()
    period, unit = call.period(services), call.options.unit
    found = (
        services.figures.figures_of_unit(period, unit) if unit else services.figures.figures(period)
    )
    if call.options.json:
        print_json([figure_record(figure) for figure in found.values()])
        return 0
    labels = {area.spec.key: area.spec.label for area in services.catalogue.areas}
    area = ""
    for figure in found.values():
        if figure.area != area:
            area = figure.area
            print(f"【{labels[area]}】")
        missing = f"（缺：{'、'.join(figure.missing)}）" if figure.missing else ""
        print(f"  {figure.label}：{figure_text(figure)}{missing}")
    return 0


def _of_a_check(parser: argparse.ArgumentParser) -> None:
    add_period(parser)
    add_json(parser)
    add_target(parser, "另写一份校核单，以 .pdf、.docx 或 .txt 结尾", required=False)


def _check(call: Call) -> int:
    services = call.open()
    period = call.period(services)
    findings = services.checks.findings(period)
    if call.options.to is not None:
        _write_check_sheet(call, services, period)
    return report_findings(findings, as_json=call.options.json)


def _write_check_sheet(call: Call, services: Services, period: Period) -> None:
    """Write the 校核单; what is told of it goes aside where findings are read by a program."""
    from desktop_app.services.checks.sheet import CheckSheets

    target = call.options.to
    sheets = CheckSheets(services.checks, services.reports, services.writer.who)
    now = datetime.now()  # noqa: DTZ005 - local time, as a clerk reads it
    rendered = sheets.export(period, target, now, force=call.options.force)
    pages = f"，共{rendered.pages}页" if rendered.pages else ""
    said = f"校核单已导出“{target}”{pages}。{''.join(rendered.notes)}\n"
    (sys.stderr if call.options.json else sys.stdout).write(said)


def _of_a_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="以 .txt 或 .docx 结尾的文件")
    add_json(parser)


def _proofread(call: Call) -> int:
    from desktop_app.services.checks.proofreading import proofread_at

    findings, note = proofread_at(call.workplace, call.options.file, call.resources / "checks")
    if note:
        print(note, file=sys.stderr)
    return report_findings(findings, as_json=call.options.json)


def _propose(call: Call) -> int:
    from desktop_app.services.old_reports import words as proposing

    reading = proposing.propose_file(call.options.file, call.resources / "wording")
    if call.options.json:
        print_json(proposing.proposals_record(reading))
    else:
        print("\n".join(proposing.proposal_lines(reading)))
    return 0


VERBS = (
    Verb("figures", "列出一个报告期的全部指标", _figures, _of_figures),
    Verb("check", "校核一个报告期的报告", _check, _of_a_check),
    Verb(
        "proofread",
        "校对一份文稿；有数据时用本单位的用词和设置",
        _proofread,
        _of_a_document,
        needs_data=False,
    ),
    Verb(
        "propose",
        "读一份旧报告，列出每处空白和数字建议填什么，不用数据库",
        _propose,
        _of_a_document,
        needs_data=False,
    ),
)
