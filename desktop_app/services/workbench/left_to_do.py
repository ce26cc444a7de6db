"""What is left to do until the report of a quarter can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.records import Finding, OfficeRecord
from desktop_app.services.workbench.matrix import Matrix

NIL_HINT = "确实没有的：到那张台账点“零报告…”，勾选这个单位，没有记录的各项就算零。"
"""What one does about a gap where there is nothing to report."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something left to do until the report can go.

    page, item: where it is done, as `show_item` takes it. count: how often. detail: what exactly,
    in lines.
    """

    text: str
    page: str
    count: int = 1
    is_done: bool = False
    item: str = ""
    detail: str = ""


def left_to_do(matrix: Matrix, findings: Sequence[Finding], office: OfficeRecord) -> list[Task]:
    """Return what is left to do, done things last."""
    blanks = [finding for finding in findings if finding.rule == "text.blank"]
    errors = [
        finding
        for finding in findings
        if finding.severity == "error" and finding.rule != "text.blank"
    ]
    chased = [unit for unit in matrix.units if unit.reporting and not unit.is_office_itself]
    tasks = [
        Task(
            "填写单位信息",
            "settings",
            is_done=bool(office.name and office.guideline),
            item=f"office/{'guideline' if office.name else 'full_name'}",
        ),
        Task("添加填报单位", "settings", is_done=bool(chased), item="units"),
        Task(
            f"{len(matrix.missing_units)}个单位什么都没有报"
            if matrix.missing_units
            else "各单位都已报送",
            "workbench",
            len(matrix.missing_units),
            is_done=not matrix.missing_units,
        ),
        _partial(matrix),
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


def _partial(matrix: Matrix) -> Task:
    """What units still owe: in the matrix, or in a ledger whose totals the report prints."""
    chased = [unit for unit in matrix.units if unit.reporting and not unit.is_office_itself]
    in_cells = {
        unit.name
        for unit in chased
        if any(matrix.cells[unit.name, figure.key].is_missing for figure in matrix.figures)
    }
    lacking = in_cells.union(*(gap.units for gap in matrix.gaps))
    if not lacking:
        return Task("应报数据齐全", "workbench", 0, is_done=True)
    page, item = ("workbench", "gap") if in_cells else (matrix.gaps[0].area, matrix.gaps[0].ledger)
    said = [
        f"“{figure.label}”{figure.lack}：{'、'.join(figure.missing)}"
        for figure in matrix.figures
        if figure.missing
    ]
    said += [gap.sentence for gap in matrix.gaps]
    return Task(
        f"{len(lacking)}个单位还有空缺",
        page,
        len(lacking),
        item=item,
        detail="\n".join([*said, NIL_HINT]),
    )
