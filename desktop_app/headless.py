"""The headless verbs: one thing each, without a display, in plain or JSON output.

Exit codes: 0 done; 1 refused, or `check` found errors; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.core.chinese_numbers import counted_number, plain_number
from desktop_app.core.errors import NothingSetUp
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, FigureValue, Finding
from desktop_app.services.assembly import Services
from desktop_app.services.checks.service import SEVERITIES
from desktop_app.services.files.new_folders import wanted_folder
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.reports.service import ATTACHMENTS
from desktop_app.services.safekeeping.kinds import Kind

READ_TABLES = "read-tables"
"""A verb for the program's own use; `child.VERB` names the same."""
READ_DRAFT = "read-draft"
"""Likewise; `returned_draft_child.VERB` names the same."""

_FINDING_KEYS = ("rule", "severity", "message", "where", "figure")

Open = Callable[[Workplace], Services]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what it is for, and whether it needs data that is there already."""

    run: Callable[[argparse.Namespace, Workplace, Open], int]
    needs_data: bool = True


class _Parser(argparse.ArgumentParser):
    """Says in Chinese how a command is written."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's options
        super().__init__(**{**options, "add_help": False})
        self._positionals.title, self._optionals.title = "要写明", "可选"
        if options.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        wrong = re.findall(r"invalid choice: '([^']*)'|unrecognized arguments: (.+)", message)
        said = f"不认识“{' '.join(wrong[0]).strip()}”" if wrong else "缺少内容或写得不完整"
        sys.stderr.write(f"命令写法不对：{said}。\n{self.format_usage()}")
        raise SystemExit(2)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：")


def parse(arguments: Sequence[str], version: str) -> argparse.Namespace:
    """Read the command line; exits with 2 when it is written wrongly. version: the program's."""
    parser = _Parser(prog="main.py", description="党建季报：从台账到印好的季度报告")
    common = _Parser(add_help=False)
    common.add_argument(
        "--data-dir", type=Path, default=argparse.SUPPRESS, help="数据库、备份和日志所在的文件夹"
    )
    parser.add_argument("--data-dir", type=Path, help="数据库、备份和日志所在的文件夹")
    parser.add_argument(
        "--version", action="version", version=f"党建季报 {version}", help="显示版本"
    )
    verbs = parser.add_subparsers(dest="verb", parser_class=_Parser, metavar="命令")

    def add(name: str, purpose: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=purpose, description=purpose, parents=[common])

    demo = add("demo", "写入一个虚构乡镇五个季度的演示数据")
    demo.add_argument("--remove", action="store_true", help="删除演示数据（先备份）")
    demo.add_argument("--force", action="store_true", help="连同后来填写的内容一起删除")
    figures = add("figures", "列出一个报告期的全部指标")
    figures.add_argument("period", help="2020Q1、2020H1 或 2020")
    figures.add_argument("--unit", default="", help="只看一个填报单位")
    figures.add_argument("--json", action="store_true", help="供其他程序读取的格式")
    export = add("export", "导出一个报告期的报告")
    export.add_argument("period", help="2020Q1、2020H1 或 2020")
    export.add_argument("--to", type=Path, required=True, help="以 .pdf、.docx 或 .txt 结尾的文件")
    export.add_argument("--force", action="store_true", help="覆盖已有的文件")
    export.add_argument(
        "--attach", action="append", default=[], choices=ATTACHMENTS, help="附上一张表，可多次"
    )
    _describe_paper(add("papers", "导出数据底稿：报告里每个数的口径和来源"))
    _describe_paper(add("card", "导出领导数据卡，一页"))
    cheatsheet = add("cheatsheet", "导出一页速查：最常用的做法，印出来放在手边")
    cheatsheet.add_argument("--to", type=Path, required=True, help="要写的文件")
    cheatsheet.add_argument("--force", action="store_true", help="覆盖已有的文件")
    _describe_paper(add("summary", "导出汇总分析，以 .pdf 或 .xlsx 结尾：各期对比和走势图"))
    _of_a_check(add("check", "校核一个报告期的报告"))
    _of_a_document(add("proofread", "校对一份文稿，不用数据库"))
    _of_a_document(add("propose", "读一份旧报告，列出每处空白和数字建议填什么，不用数据库"))
    template = add("template", "生成填报用的表格")
    template.add_argument("file", type=Path)
    template.add_argument("--period", default="", help="2020Q1，默认为最近的季度")
    template.add_argument("--unit", default="", help="只给一个村（社区）填报")
    template.add_argument("--filled", action="store_true", help="带上已有的数据")
    template.add_argument(
        "--villages",
        action="store_true",
        help="给每个村（社区）一张填报表，放进写明的文件夹，没有就新建",
    )
    template.add_argument("--force", action="store_true", help="覆盖已有的文件")
    verbs.add_parser(READ_TABLES, add_help=False)  # the program itself runs it, see _read_tables
    verbs.add_parser(READ_DRAFT, add_help=False).add_argument("file", type=Path)
    importing = add("import", "导入填好的表格，可一次导入多份")
    importing.add_argument("files", type=Path, nargs="+")
    importing.add_argument("--period", default="", help="2020Q1，默认按表格里写的")
    backup = add("backup", "备份并检查备份")
    backup.add_argument("--to", type=Path, help="备份文件，默认放在备份文件夹")
    backup.add_argument("--force", action="store_true", help="覆盖已有的文件")
    restore = add("restore", "用备份恢复数据库，原有的另存")
    restore.add_argument("file", type=Path)
    add("verify", "检查数据库是否完好")
    diagnose = add("diagnose", "保存诊断包，交给维护人员查找毛病；不含任何填写的内容")
    diagnose.add_argument("--to", type=Path, required=True, help="以 .zip 结尾的文件")
    diagnose.add_argument("--force", action="store_true", help="覆盖已有的文件")
    return parser.parse_args(arguments)


def _of_a_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("period", help="2020Q1、2020H1 或 2020")
    check.add_argument("--json", action="store_true", help="供其他程序读取的格式")
    check.add_argument("--to", type=Path, help="另写一份校核单，以 .pdf、.docx 或 .txt 结尾")
    check.add_argument("--force", action="store_true", help="覆盖已有的文件")


def _of_a_document(verb: argparse.ArgumentParser) -> None:
    """Add what a verb on a document from elsewhere takes."""
    verb.add_argument("file", type=Path, help="以 .txt 或 .docx 结尾的文件")
    verb.add_argument("--json", action="store_true", help="供其他程序读取的格式")


def _describe_paper(paper: argparse.ArgumentParser) -> None:
    paper.add_argument("period", help="2020Q1、2020H1 或 2020")
    paper.add_argument("--to", type=Path, required=True, help="要写的文件")
    paper.add_argument("--force", action="store_true", help="覆盖已有的文件")


def run(
    options: argparse.Namespace, workplace: Workplace, open_services: Open, resources: Path
) -> int:
    """Run one verb and return the exit code; refusals pass through.

    resources: what comes with the program, for verbs that need no data.
    """
    options.resources = resources
    verb = _VERBS[options.verb]
    if verb.needs_data and not workplace.has_data():
        raise NothingSetUp(f"“{workplace.folder}”里没有党建季报的数据，请核对文件夹。")
    return verb.run(options, workplace, open_services)


def _demo(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    from desktop_app.services import demo  # noqa: PLC0415 - content that only this verb reads

    services = open_services(workplace)
    if options.remove:
        kept = demo.remove(workplace, services, force=options.force)
        print(f"演示数据已删除，删除前的备份在“{kept}”。")
        return 0
    demo.create(workplace, services)
    periods = services.periods.all()
    print(
        f"演示数据已写入“{workplace.folder}”："
        f"{services.office.office().full_name}，{periods[0].code} 至 {periods[-1].code}。"
    )
    return 0


def _figures(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    services = open_services(workplace)
    period = services.periods.require(options.period)
    found = (
        services.figures.figures_of_unit(period, options.unit)
        if options.unit
        else services.figures.figures(period)
    )
    if options.json:
        _utf8()
        print(_json([_figure_record(figure) for figure in found.values()]))
        return 0
    labels = {area.spec.key: area.spec.label for area in services.catalogue.areas}
    area = ""
    for figure in found.values():
        if figure.area != area:
            area = figure.area
            print(f"【{labels[area]}】")
        missing = f"（缺：{'、'.join(figure.missing)}）" if figure.missing else ""
        print(f"  {figure.label}：{_shown(figure)}{missing}")
    return 0


def _export(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    services = open_services(workplace)
    period = services.periods.require(options.period)
    rendered = services.reports.export(
        period, options.to, force=options.force, attachments=tuple(dict.fromkeys(options.attach))
    )
    print(services.reports.exported_sentence(options.to, rendered))
    return 0


def _check(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    services = open_services(workplace)
    period = services.periods.require(options.period)
    findings = services.checks.findings(period)
    if options.to is not None:
        _write_check_sheet(options, services, period)
    return _report_findings(findings, as_json=options.json)


def _write_check_sheet(options: argparse.Namespace, services: Services, period: Period) -> None:
    """Write the 校核单; what is told of it goes aside where findings are read by a program."""
    from desktop_app.services.checks.sheet import CheckSheets  # noqa: PLC0415 - of no use to others

    sheets = CheckSheets(services.checks, services.reports, services.writer.who)
    now = datetime.now()  # noqa: DTZ005 - local time, as a clerk reads it
    rendered = sheets.export(period, options.to, now, force=options.force)
    pages = f"，共{rendered.pages}页" if rendered.pages else ""
    said = f"校核单已导出“{options.to}”{pages}。{''.join(rendered.notes)}\n"
    (sys.stderr if options.json else sys.stdout).write(said)


def _proofread(options: argparse.Namespace, _workplace: Workplace, _open: Open) -> int:
    from desktop_app.services.checks.proofreading import proofread_file  # noqa: PLC0415 - slow to load

    findings = proofread_file(options.file, options.resources / "checks")
    return _report_findings(findings, as_json=options.json)


def _propose(options: argparse.Namespace, _workplace: Workplace, _open: Open) -> int:
    from desktop_app.services.old_reports import words as proposing  # noqa: PLC0415 - of no use to others

    reading = proposing.propose_file(options.file, options.resources / "wording")
    if options.json:
        _utf8()
        print(_json(proposing.proposals_record(reading)))
    else:
        print("\n".join(proposing.proposal_lines(reading)))
    return 0


def _papers(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    services = open_services(workplace)
    write = services.papers.write_card if options.verb == "card" else services.papers.write_papers
    written = write(services.periods.require(options.period), options.to, force=options.force)
    print(f"已导出“{written}”。")
    return 0


def _summary(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    from desktop_app.services.summary.papers import SummaryPapers  # noqa: PLC0415 - of no use to others

    services = open_services(workplace)
    papers = SummaryPapers(services.summary, services.reports, options.resources / "fonts")
    period = services.periods.require(options.period)
    written = papers.write(period, options.to, force=options.force)
    print(f"已导出“{written}”。")
    return 0


def _cheatsheet(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    from desktop_app.services.manual.sheet import write_sheet  # noqa: PLC0415 - of no use to others

    reports = open_services(workplace).reports
    folder = options.resources / "manual"
    rendered = write_sheet(reports, folder, options.to, force=options.force)
    print(reports.exported_sentence(options.to, rendered))
    return 0


def _report_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print findings with the stable keys of design.md §6; 1 where there is an error."""
    if as_json:
        _utf8()
        print(_json([{key: getattr(one, key) for key in _FINDING_KEYS} for one in findings]))
    else:
        for finding in findings:
            print(f"[{SEVERITIES[finding.severity]}] {finding.where}：{finding.message}")
        counts = "，".join(
            f"{label}{sum(finding.severity == name for finding in findings)}条"
            for name, label in SEVERITIES.items()
        )
        print(f"校核完成：{counts}。")
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _template(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    from desktop_app.services.workbook.service import WorkbookService  # noqa: PLC0415 - slow to load

    services = open_services(workplace)
    if options.villages:
        return _villages(options, services)
    WorkbookService(services).write_template(
        options.file,
        options.period,
        unit=options.unit,
        filled=options.filled,
        force=options.force,
    )
    print(f"已生成填报表格“{options.file}”。")
    return 0


def _villages(options: argparse.Namespace, services: Services) -> int:
    from desktop_app.services.workbook.service import WorkbookService  # noqa: PLC0415 - slow to load

    service = WorkbookService(services)
    period = services.periods.require(service.quarter(options.period).code)
    units = [options.unit] if options.unit else []
    with wanted_folder(options.file) as is_new:
        files = service.write_forms(options.file, period, units, force=options.force)
    folder = "新建的文件夹" if is_new else ""
    print(f"已生成{len(files)}份填报表，放在{folder}“{options.file}”。")
    return 0


def _read_tables(_options: argparse.Namespace, _workplace: Workplace, _open: Open) -> int:
    """Be the process that opens files of others: a bundle has no interpreter to run it with."""
    from desktop_app.services.workbook import child  # noqa: PLC0415 - of no use to others

    child.main()
    return 0


def _read_draft(options: argparse.Namespace, _workplace: Workplace, _open: Open) -> int:
    """Be the process that opens a returned report, likewise."""
    from desktop_app.services.returned_drafts import child  # noqa: PLC0415 - as above

    child.main(options.file)
    return 0


def _import(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    from desktop_app.services.workbook.service import WorkbookService  # noqa: PLC0415 - slow to load

    services = open_services(workplace)
    summary = WorkbookService(services).read_all(options.files, options.period)
    print(
        f"已导入{summary.period.label}：新增{summary.added}行，修改{summary.changed}行，"
        f"未变{summary.unchanged}行。"
    )
    for warning in summary.warnings:
        print(f"[提醒] {warning}")
    return 0


def _backup(options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    open_services(workplace)
    backups = workplace.backups
    target = backups.make(options.to, force=options.force, kind=Kind.BY_HAND)
    print(f"已备份到“{target}”，备份完好。")
    trouble = backups.second.state().trouble
    if trouble:
        print(f"[提醒] {trouble}")
    return 0


def _restore(options: argparse.Namespace, workplace: Workplace, _open: Open) -> int:
    kept = workplace.restore(options.file)
    aside = f"，恢复前的数据库另存为“{kept}”，要回到恢复前就用它再恢复一次" if kept else ""
    print(f"已从“{options.file}”恢复{aside}。")
    return 0


def _verify(_options: argparse.Namespace, workplace: Workplace, open_services: Open) -> int:
    open_services(workplace)
    rows = workplace.verify()
    print(f"数据库完好：共{sum(rows.values())}行。")
    return 0


def _diagnose(options: argparse.Namespace, workplace: Workplace, _open: Open) -> int:
    """Look at the data as they lie there: they may be in use, or damaged, or absent."""
    from desktop_app.services.program.diagnosis import Diagnosis  # noqa: PLC0415 - of no use to others

    Diagnosis(workplace.folder, workplace.database).write(options.to, force=options.force)
    print(f"诊断包已保存到“{options.to}”，里面没有填写的内容。")
    return 0


_VERBS = {
    READ_TABLES: Verb(_read_tables, needs_data=False),
    READ_DRAFT: Verb(_read_draft, needs_data=False),
    "demo": Verb(_demo, needs_data=False),
    "figures": Verb(_figures),
    "export": Verb(_export),
    "check": Verb(_check),
    "papers": Verb(_papers),
    "card": Verb(_papers),
    "cheatsheet": Verb(_cheatsheet),
    "summary": Verb(_summary),
    "proofread": Verb(_proofread, needs_data=False),
    "propose": Verb(_propose, needs_data=False),
    "template": Verb(_template, needs_data=False),
    "import": Verb(_import, needs_data=False),
    "backup": Verb(_backup),
    "restore": Verb(_restore, needs_data=False),
    "verify": Verb(_verify),
    "diagnose": Verb(_diagnose, needs_data=False),
}


def _figure_record(figure: FigureValue) -> dict[str, object]:
    """Return a figure with the stable keys of design.md §6."""
    return {
        "key": figure.key,
        "label": figure.label,
        "counter": figure.counter,
        "value": _plain(figure.value, figure.decimals),
        "area": figure.area,
        "rows": figure.rows,
        "source": figure.source,
        "missing": list(figure.missing),
        "previous": _plain(figure.previous, figure.decimals),
        "last_year": _plain(figure.last_year, figure.decimals),
    }


def _plain(value: FigureContent, decimals: int) -> object:
    """Return a number as printed by default, a list of names, or null."""
    if isinstance(value, Decimal):
        text = plain_number(value, decimals)
        return float(text) if "." in text else int(text)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _shown(figure: FigureValue) -> str:
    value = figure.value
    if value is None:
        return "（空）"
    if isinstance(value, tuple):
        return "；".join(text.rstrip("。") for text in value) or "（无）"
    if isinstance(value, int | Decimal):
        return counted_number(value, figure.decimals, figure.counter) + figure.counter
    return str(value)


def _utf8() -> None:
    """Write JSON as UTF-8 into files and pipes, whatever the console's own encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)
