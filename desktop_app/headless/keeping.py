"""Verbs around the data as a whole: the demo township, backups, soundness, the 诊断包."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.headless.verb import Call, Verb, add_target


def _of_the_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="删除演示数据（先备份）")
    parser.add_argument("--force", action="store_true", help="连同后来填写的内容一起删除")


def _demo(call: Call) -> int:
    from desktop_app.services import demo

    services, workplace = call.open(), call.workplace
    if call.options.remove:
        kept = demo.remove(workplace, services, force=call.options.force)
        print(f"演示数据已删除，删除前的备份在“{kept}”。")
        return 0
    demo.create(workplace, services)
    periods = services.periods.all()
    print(
        f"演示数据已写入“{workplace.folder}”："
        f"{services.office.office().full_name}，{periods[0].code} 至 {periods[-1].code}。"
    )
    return 0


def _of_a_backup(parser: argparse.ArgumentParser) -> None:
    add_target(parser, "备份文件，默认放在备份文件夹", required=False)


def _backup(call: Call) -> int:
    from desktop_app.services.safekeeping.kinds import Kind

    call.open()
    backups = call.workplace.backups
    target = backups.make(call.options.to, force=call.options.force, kind=Kind.BY_HAND)
    print(f"已备份到“{target}”，备份完好。")
    trouble = backups.second.state().trouble
    if trouble:
        print(f"[提醒] {trouble}")
    return 0


def _of_a_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def _restore(call: Call) -> int:
    source = call.options.file
    kept = call.workplace.restore(source)
    aside = f"，恢复前的数据库另存为“{kept}”，要回到恢复前就用它再恢复一次" if kept else ""
    print(f"已从“{source}”恢复{aside}。")
    return 0


def _verify(call: Call) -> int:
    from desktop_app.services.final.frozen_reports import damages

    call.open()
    rows = call.workplace.verify()
    print(f"数据库完好：共{sum(rows.values())}行。")
    found = damages()
    for damage in found:
        print(damage, file=sys.stderr)
    return 1 if found else 0


def _of_a_diagnosis(parser: argparse.ArgumentParser) -> None:
    add_target(parser, "以 .zip 结尾的文件")


def _diagnose(call: Call) -> int:
    """Look at the data as they lie there: they may be in use, or damaged, or absent."""
    from desktop_app.services.program.diagnosis import Diagnosis

    target, workplace = call.options.to, call.workplace
    Diagnosis(workplace.folder, workplace.database).write(target, force=call.options.force)
    print(f"诊断包已保存到“{target}”，里面没有填写的内容。")
    return 0


VERBS = (
    Verb("demo", "写入一个虚构乡镇五个季度的演示数据", _demo, _of_the_demo, needs_data=False),
    Verb("backup", "备份并检查备份", _backup, _of_a_backup),
    Verb("restore", "用备份恢复数据库，原有的另存", _restore, _of_a_restore, needs_data=False),
    Verb("verify", "检查数据库是否完好", _verify),
    Verb(
        "diagnose",
        "保存诊断包，交给维护人员查找毛病；不含任何填写的内容",
        _diagnose,
        _of_a_diagnosis,
        needs_data=False,
    ),
)
