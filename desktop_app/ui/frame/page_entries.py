"""The pages that the navigation lists, in the order of a quarter's work."""

from __future__ import annotations

from desktop_app.services.assembly import Services
from desktop_app.ui.frame.navigation import Entry


def entries_of(services: Services) -> list[Entry]:
    """Return the workbench, the areas in report order, and what follows from them."""
    areas = [area.spec for area in services.catalogue.areas if area.ledgers]
    return [
        Entry("workbench", "本季工作台", "workbench"),
        *(Entry(spec.key, spec.label, "overview" if spec.is_own else spec.key) for spec in areas),
        Entry("rectification", "问题与措施", "rectification"),
        Entry("report", "报告编制", "report"),
        Entry("summary", "汇总分析", "summary"),
        Entry("upper_forms", "上报表格", "upper_forms"),
        Entry("settings", "设置", "settings"),
        Entry("change_log", "变更记录", "history"),
        Entry("backups", "备份与恢复", "backup"),
        Entry("recycle_bin", "回收站", "delete"),
    ]
