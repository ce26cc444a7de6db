"""Hands for tests of 从旧报告开始: the dialog over a small township, and a report to paste."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from page_driving import Q1, Town
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.old_reports.service import OldReports
from desktop_app.ui.context import Context
from desktop_app.ui.old_report.dialog import OldReportDialog

WORDING = Path(__file__).resolve().parents[2] / "resources" / "wording"
OLD = """青石镇2019年第四季度党建工作总结
青石镇党委认真履行主体责任，推动各项工作落地见效。现总结如下：
二、抓实组织生活
各村按时开展主题党日活动36次，参加党员1042人次；发放学习资料500份。
"""


@contextmanager
def open_dialog(town: Town) -> Iterator[OldReportDialog]:
    """Show the dialog as the report page does, in front."""
    services = town.services
    context = Context(services, services.writer.store.reading, Q1)
    service = OldReports(
        services.writer,
        services.catalogue,
        services.office,
        services.texts,
        WORDING,
        services.own_figures,
    )
    dialog = OldReportDialog(context, service, Q1)
    dialog.resize(1200, 700)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    yield dialog
    dialog.close()
    context.tasks.finish()


def paste(dialog: OldReportDialog) -> None:
    """Paste the old report and let it be read."""
    dialog.source.text.setPlainText(OLD)
    QTest.mouseClick(dialog.source.read, Qt.MouseButton.LeftButton)


def press(dialog: OldReportDialog, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key where the focus is."""
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, *modifiers)


def blank(dialog: OldReportDialog) -> str:
    """Return the words of the place that is asked about."""
    assert dialog._confirming is not None
    return dialog._confirming.proposal.blank.text
