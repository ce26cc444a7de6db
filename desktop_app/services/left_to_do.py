"""What is left to do until the report of a quarter can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.records import Finding, OfficeRecord
from desktop_app.services.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Task:
    """Something left to do until the report can go. page: where it is done; count: how often."""

    text: str
    page: str
    count: int = 1
    is_done: bool = False


def left_to_do(matrix: Matrix, findings: Sequence[Finding], office: OfficeRecord) -> list[Task]:
    """Return what is left to do, done things last."""
    blanks = [finding for finding in findings if finding.rule == "text.blank"]
    errors = [
        finding
        for finding in findings
        if finding.severity == "error" and finding.rule != "text.blank"
    ]
    chased = [unit for unit in matrix.units if unit.reporting and not unit.is_office_itself]
    partial = [
        unit.name
        for unit in chased
        if any(matrix.cells[unit.name, figure.key].is_missing for figure in matrix.figures)
    ]
    tasks = [
        Task("填写单位信息", "settings", is_done=bool(office.name and office.guideline)),
        Task("添加填报单位", "settings", is_done=bool(chased)),
        Task(
            f"{len(matrix.missing_units)}个单位什么都没有报"
            if matrix.missing_units
            else "各单位都已报送",
            "workbench",
            len(matrix.missing_units),
            is_done=not matrix.missing_units,
        ),
        Task(
            f"{len(partial)}个单位还有空缺" if partial else "应报数据齐全",
            "workbench",
            len(partial),
            is_done=not partial,
        ),
        Task(
            f"报告里还有{len(blanks)}处空白" if blanks else "报告没有空白",
            "report",
            len(blanks),
            is_done=not blanks,
        ),
        Task(
            f"{len(errors)}处校核错误" if errors else "没有校核错误",
            "report",
            len(errors),
            is_done=not errors,
        ),
        Task("填写成文日期", "report", is_done=all(f.rule != "text.undated" for f in findings)),
    ]
    if not chased:
        tasks = [task for task in tasks if task.page != "workbench"]
    return sorted(tasks, key=lambda task: task.is_done)
