"""Verbs that write papers: the report, what belongs to it, the summary, the cheatsheet."""

from __future__ import annotations

import argparse

from desktop_app.headless.verb import Call, Verb, add_period, add_target


def _of_a_report(parser: argparse.ArgumentParser) -> None:
    from desktop_app.services.reports.service import ATTACHMENTS

    add_period(parser)
    add_target(parser, "以 .pdf、.docx 或 .txt 结尾的文件")
    parser.add_argument(
        "--attach", action="append", default=[], choices=ATTACHMENTS, help="附上一张表，可多次"
    )


def _export(call: Call) -> int:
    services, options = call.open(), call.options
    rendered = services.reports.export(
        call.period(services),
        options.to,
        force=options.force,
        attachments=tuple(dict.fromkeys(options.attach)),
    )
    print(services.reports.exported_sentence(options.to, rendered))
    return 0


def _of_a_paper(parser: argparse.ArgumentParser) -> None:
    add_period(parser)
    add_target(parser)


def _papers(call: Call) -> int:
    services, options = call.open(), call.options
    period = call.period(services)
    written = services.papers.write_papers(period, options.to, force=options.force)
    print(f"已导出“{written}”。")
    return 0


def _card(call: Call) -> int:
    services, options = call.open(), call.options
    period = call.period(services)
    written = services.papers.write_card(period, options.to, force=options.force)
    print(f"已导出“{written}”。")
    return 0


def _summary(call: Call) -> int:
    from desktop_app.services.summary.papers import SummaryPapers

    services, options = call.open(), call.options
    papers = SummaryPapers(services.summary, services.reports, call.resources / "fonts")
    written = papers.write(call.period(services), options.to, force=options.force)
    print(f"已导出“{written}”。")
    return 0


def _cheatsheet(call: Call) -> int:
    from desktop_app.services.manual.sheet import write_sheet

    reports, options = call.open().reports, call.options
    rendered = write_sheet(reports, call.resources / "manual", options.to, force=options.force)
    print(reports.exported_sentence(options.to, rendered))
    return 0


VERBS = (
    Verb("export", "导出一个报告期的报告", _export, _of_a_report),
    Verb("papers", "导出数据底稿：报告里每个数的口径和来源", _papers, _of_a_paper),
    Verb("card", "导出领导数据卡，一页", _card, _of_a_paper),
    Verb("cheatsheet", "导出一页速查：最常用的做法，印出来放在手边", _cheatsheet, add_target),
    Verb(
        "summary",
        "导出汇总分析，以 .pdf 或 .xlsx 结尾：各期对比和走势图",
        _summary,
        _of_a_paper,
    ),
)
