"""Verbs around the tables that villages fill in, and the processes that open files of others."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop_app.headless.verb import Call, Verb, add_force

READ_TABLES = "read-tables"
"""A verb for the program's own use; `services.workbook.child.VERB` names the same."""
READ_DRAFT = "read-draft"
"""Likewise; `services.returned_drafts.child.VERB` names the same."""


def _of_a_template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--period", default="", help="2020Q1，默认为最近的季度")
    parser.add_argument("--unit", default="", help="只给一个村（社区）填报")
    parser.add_argument("--filled", action="store_true", help="带上已有的数据")
    parser.add_argument(
        "--villages",
        action="store_true",
        help="给每个村（社区）一张填报表，放进写明的文件夹，没有就新建",
    )
    add_force(parser)


def _template(call: Call) -> int:
    from desktop_app.services.workbook.service import WorkbookService

    options = call.options
    if options.villages:
        return _villages(call)
    WorkbookService(call.open()).write_template(
        options.file,
        options.period,
        unit=options.unit,
        filled=options.filled,
        force=options.force,
    )
    print(f"已生成填报表格“{options.file}”。")
    return 0


def _villages(call: Call) -> int:
    from desktop_app.services.files.new_folders import wanted_folder
    from desktop_app.services.workbook.service import WorkbookService

    services, options = call.open(), call.options
    service = WorkbookService(services)
    period = services.periods.require(service.quarter(options.period).code)
    units = [options.unit] if options.unit else []
    with wanted_folder(options.file) as is_new:
        files = service.write_forms(options.file, period, units, force=options.force)
    folder = "新建的文件夹" if is_new else ""
    print(f"已生成{len(files)}份填报表，放在{folder}“{options.file}”。")
    return 0


def _of_an_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--period", default="", help="2020Q1，默认按表格里写的")


def _import(call: Call) -> int:
    from desktop_app.services.workbook.service import WorkbookService

    summary = WorkbookService(call.open()).read_all(call.options.files, call.options.period)
    print(
        f"已导入{summary.period.label}：新增{summary.added}行，修改{summary.changed}行，"
        f"未变{summary.unchanged}行。"
    )
    for warning in summary.warnings:
        print(f"[提醒] {warning}")
    return 0


def _read_tables(_call: Call) -> int:
    """Be the process that opens files of others: a bundle has no interpreter to run it with."""
    from desktop_app.services.workbook import child

    child.main()
    return 0


def _of_a_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def _read_draft(call: Call) -> int:
    """Be the process that opens a returned report, likewise."""
    from desktop_app.services.returned_drafts import child

    child.main(call.options.file)
    return 0


VERBS = (
    Verb("template", "生成填报用的表格", _template, _of_a_template, needs_data=False),
    Verb("import", "导入填好的表格，可一次导入多份", _import, _of_an_import, needs_data=False),
    Verb(READ_TABLES, "", _read_tables, needs_data=False),
    Verb(READ_DRAFT, "", _read_draft, _of_a_draft, needs_data=False),
)
