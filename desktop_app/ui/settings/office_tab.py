"""单位信息: the township's own texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from desktop_app.services.office.quarter_settings import QuarterSettings
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.fields.surfaces import card, hint
from desktop_app.ui.settings.tab import Tab


class OfficeTab(Tab):
    """One form; every text may wait."""

    title = "单位信息"

    def __init__(self, context: Context, settings: QuarterSettings) -> None:
        """settings: reads and saves."""
        super().__init__()
        self._context = context
        self._settings = settings
        self.form = FieldForm(settings.office_fields, self._save, breaks_by_alt=True)
        frame, inside = card()
        frame.setMaximumWidth(760)
        inside.addWidget(
            hint("这些内容用在报告的标题、落款和正文里，对所有季度有效；填完一格就自动保存。")
        )
        inside.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)

    def reload(self) -> None:
        """Read the office's texts."""
        self.form.load("office", self._settings.office_values())
        mark = self.form.editor("mark")
        assert isinstance(mark, QLineEdit)
        mark.setPlaceholderText(self._context.services.forms.mark_shown())

    def show_field(self, name: str) -> None:
        """Put the cursor into a field."""
        if any(field.name == name for field in self._settings.office_fields):
            self.form.editor(name).setFocus()

    def commit(self) -> None:
        """Save what is still being typed."""
        self.form.commit()

    def _save(self, _key: str, name: str, typed: object) -> str:
        label = next(field.label for field in self._settings.office_fields if field.name == name)
        return write_or_explain(
            self._context,
            lambda: self._settings.save_office_field(name, typed),
            f"{label}已保存",
        )
