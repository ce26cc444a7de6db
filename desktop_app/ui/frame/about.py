"""What program this is, and under which terms."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app import __version__


def show_about(parent: QWidget, folder: Path) -> None:
    """Show version, data folder and licence."""
    QMessageBox.about(
        parent,
        "关于党建季报",
        f"<p><b>党建季报 {__version__}</b></p>"
        "<p>把一个季度的党建工作数据只填一次，报告里的每个数都能找到出处。</p>"
        f"<p>数据文件夹：{folder}</p>"
        "<p>本程序不联网。程序按 MIT 许可提供；随附字体各有自己的许可。</p>",
    )
