"""What program this is, under which terms, and what one hands to whoever looks for a fault."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, qVersion
from PySide6.QtGui import QCursor, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.core.errors import Refusal
from desktop_app.services.program.diagnosis import Diagnosis, known_fonts
from desktop_app.services.program.workplace import DATABASE_NAME
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint

_WIDTH = 560
_ICON = 48  # px


class AboutDialog(QDialog):
    """Version, place of the data, licence; and the 诊断包."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """folder: the data folder."""
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle("关于党建季报")
        sign = QLabel()
        sign.setPixmap(theme.icon("app").pixmap(_ICON, _ICON))
        title = QLabel(f"党建季报 {__version__}")
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(sign)
        head.addWidget(title, 1)
        self.place = QLabel(f"数据文件夹：{folder}", wordWrap=True)
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.told = QLabel(wordWrap=True)
        self.told.hide()
        self.package_button = button("保存诊断包…", "folder", "程序有毛病时，存成文件交给维护人员")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.package_button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(QLabel("把一个季度的党建工作数据只填一次，报告里的每个数都能找到出处。"))
        layout.addWidget(self.place)
        layout.addWidget(hint("本程序不联网。程序按 MIT 许可提供；随附字体各有自己的许可。"))
        layout.addWidget(
            hint(
                "程序出了毛病，可以保存一个诊断包交给维护人员：里面只有版本、行数、检查结果和"
                "出错的位置，没有任何填写的内容、名字和密码。"
            )
        )
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        self.setFixedWidth(round(_WIDTH * self.fontMetrics().height() / 19))
        self.package_button.clicked.connect(self._ask_and_save)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def save_package(self, target: Path) -> None:
        """Write the 诊断包 and say where it is, or why there is none."""
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            Diagnosis(self._folder, self._folder / DATABASE_NAME).write(
                target, force=True, more=_window_facts()
            )
            self._say(f"诊断包已保存到“{target}”。", "hint")
        except Refusal as refusal:
            self._say(str(refusal), "error")
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _ask_and_save(self) -> None:
        desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        name = f"党建季报诊断包{datetime.now():%Y%m%d-%H%M}.zip"  # noqa: DTZ005 - as a clerk's clock shows it
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "保存诊断包", str(Path(desktop) / name), "压缩文件 (*.zip)"
        )
        if chosen:
            target = Path(chosen)
            is_zip = target.suffix.lower() == ".zip"
            self.save_package(target if is_zip else target.with_name(f"{target.name}.zip"))

    def _say(self, text: str, role: str) -> None:
        self.told.setText(text)
        theme.set_role(self.told, "role", role)
        self.told.show()
        self.adjustSize()


def show_about(parent: QWidget, folder: Path) -> None:
    """Show the dialog until it is closed."""
    dialog = AboutDialog(folder, parent)
    dialog.exec()
    dialog.deleteLater()


def _window_facts() -> dict[str, dict[str, str]]:
    """Return what only the window knows: Qt, screens, fonts that it can draw with."""
    screens = {
        f"屏幕{number}": f"{screen.size().width()}×{screen.size().height()}，"
        f"放大 {screen.devicePixelRatio():g}，每英寸 {screen.logicalDotsPerInch():g} 点"
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    }
    app = QApplication.instance()
    style = app.style().objectName() if isinstance(app, QApplication) else ""
    fonts = known_fonts(QFontDatabase.families())
    return {
        "窗口": {
            "Qt": qVersion(),
            "显示": QGuiApplication.platformName(),
            "样式": style,
            "界面字体": QGuiApplication.font().family(),
            **screens,
        },
        "本机公文字体": {"找到": "、".join(fonts) or "没有"},
    }
