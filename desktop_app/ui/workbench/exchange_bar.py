"""How the quarter's figures go out to villages and come back: forms, returned files, messages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.widgets.actions import key_action


class ExchangeBar(QWidget):
    """One button a way, Ctrl+1 to Ctrl+4; each opens its dialog, and loads what is slow then."""

    def __init__(self, context: Context, page: QWidget) -> None:
        """Ask, read and write through the context. page: where the keys work."""
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        ways = (
            ("发填报表", "export-text", "给每个村生成一份填报表，一次写好", self.write_forms),
            (
                "收填报表",
                "import",
                "读回各村交来的表，先核对再写入；也可以拖到窗口里",
                self.read_files,
            ),
            ("录入消息", "edit", "粘贴村里在微信里报来的文字，核对后填进表里", self.read_message),
            ("导出本季", "folder", "把本季度各台账导出到一个 Excel 文件，可以再导入", self.export),
        )
        for number, (text, icon, tip, action) in enumerate(ways, 1):
            button = self._button(text, icon, f"{tip}（Ctrl+{number}）", action)
            page.addAction(key_action(f"Ctrl+{number}", button.click, page))
            row.addWidget(button)

    def write_forms(self) -> None:
        """Write a form for each village."""
        from desktop_app.ui.dialogs.village_forms import (  # noqa: PLC0415 - brings openpyxl
            open_village_forms,
        )

        open_village_forms(self._context)

    def read_files(self) -> None:
        """Read what came back."""
        from desktop_app.ui.dialogs.returned_files import (  # noqa: PLC0415 - seldom wanted
            open_returned_files,
        )

        open_returned_files(self._context)

    def read_message(self) -> None:
        """Take figures out of a pasted message."""
        from desktop_app.ui.dialogs.message_dialog import (  # noqa: PLC0415 - seldom wanted
            open_message_dialog,
        )

        open_message_dialog(self._context)

    def export(self) -> None:
        """Write the quarter's rows into one workbook."""
        from desktop_app.services.workbook.service import Scope  # noqa: PLC0415 - brings openpyxl
        from desktop_app.ui.dialogs.export_rows import export_rows  # noqa: PLC0415 - likewise

        export_rows(self._context, Scope())

    def _button(self, text: str, icon: str, tip: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setIcon(theme.icon(icon))
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._context.attempt(action))
        return button
