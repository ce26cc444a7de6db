"""导出方案… and 导入方案…: what this office worked out, to a file and from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.schemes.file import SUFFIX, Scheme
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.settings.own_scheme_dialog import SchemeDialog

_FILES = f"党建季报方案 (*{SUFFIX})"


class SchemeButtons(QWidget):
    """Two buttons beside each other."""

    def __init__(self, context: Context) -> None:
        """Read and write by the context's services."""
        super().__init__()
        self._context = context
        self.dialog: SchemeDialog | None = None
        about = "指标、领域、选项和报告文字，不含任何单位的数据和名字"
        self.export = button("导出方案…", "", f"给别的单位用：{about}")
        self.take = button("导入方案…", "import", "先看有哪些不同，勾选后才改")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.export)
        layout.addWidget(self.take)
        self.export.clicked.connect(self._ask_target)
        self.take.clicked.connect(self._ask_source)

    def export_to(self, target: Path) -> None:
        """Write the file and say what was left out of it."""
        schemes = self._context.services.schemes
        left_out = self._context.attempt(lambda: schemes.export(target, force=True))
        if left_out is Failed or not isinstance(left_out, list):
            return
        if left_out:
            names = "、".join(f"“{label}”" for label in left_out)
            self._context.noted.emit(
                f"方案已导出到“{target}”；{names}里写着村（社区）或人的名字，没有放进去。"
            )
        else:
            self._context.told.emit(f"方案已导出到“{target}”")

    def look_at(self, source: Path) -> None:
        """Read a file and show what it would change."""
        schemes = self._context.services.schemes
        scheme = self._context.attempt(lambda: schemes.read(source))
        if not isinstance(scheme, Scheme):
            return
        items = schemes.compare(scheme)
        self.dialog = SchemeDialog(self, source.name, items, has_own_text=schemes.wording.is_own())
        self.dialog.accepted.connect(lambda: self._take(scheme))
        self.dialog.open()

    def _take(self, scheme: Scheme) -> None:
        assert self.dialog is not None
        chosen, whole = self.dialog.chosen(), self.dialog.replaces_chapters
        schemes = self._context.services.schemes
        number = self._context.write(lambda: schemes.take(scheme, chosen, replace_chapters=whole))
        if number:
            self._context.told.emit(f"已从方案里加入{number}项，可以撤销")

    def _ask_target(self) -> None:
        office = self._context.services.office.office()
        name = f"{office.short_name or '本单位'}方案{SUFFIX}"
        target = choosing_files.ask_target(self, "导出方案", name, _FILES)
        if target is not None:
            self.export_to(target)

    def _ask_source(self) -> None:
        source = choosing_files.ask_source(self, "导入方案", f"{_FILES};;所有文件 (*)")
        if source is not None:
            self.look_at(source)
