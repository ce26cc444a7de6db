"""版式: margins, rows, headings, page numbers, fonts; beside each what the standard says."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.reports.page_settings import PageSettings
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.settings.tab import Tab


class PageTab(Tab):
    """One form; an empty measure is the standard's."""

    title = "版式"

    def __init__(self, context: Context, settings: PageSettings) -> None:
        """settings: reads and saves."""
        super().__init__()
        self._context = context
        self._settings = settings
        self.form = FieldForm(settings.fields, self._save, notes=settings.notes())
        for name, text in settings.placeholders().items():
            editor = self.form.editor(name)
            assert isinstance(editor, QLineEdit)
            editor.setPlaceholderText(text)
        self.capacity = QLabel()
        self.capacity.setProperty("role", "subtitle")
        self.restore = button("恢复标准", "undo", "边距、行距、加粗和页码都按国家标准，可以撤销")
        self.restore.clicked.connect(self._restore)
        frame, inside = card()
        frame.setMaximumWidth(1100)
        inside.addWidget(
            hint(
                "报告按《党政机关公文格式》（GB/T 9704—2012）排版，一般不用改。本单位另有要求的，"
                "在这里改，对所有季度有效；空着就按标准，填完一格就自动保存。"
            )
        )
        inside.addWidget(self.form)
        last = QHBoxLayout()
        last.addWidget(self.capacity)
        last.addStretch()
        last.addWidget(self.restore)
        inside.addLayout(last)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 12, 0, 12)
        around.addWidget(frame)
        around.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def reload(self) -> None:
        """Read the settings and what a page then holds."""
        self.form.load("page", self._settings.values())
        self.capacity.setText(self._settings.capacity())

    def commit(self) -> None:
        """Save what is still being typed."""
        self.form.commit()

    def _save(self, _key: str, name: str, typed: object) -> str:
        label = next(field.label for field in self._settings.fields if field.name == name)
        return write_or_explain(
            self._context, lambda: self._settings.save_field(name, typed), f"{label}已保存"
        )

    def _restore(self) -> None:
        self.form.forget_drafts()
        self._context.write(self._settings.restore_standard, "版式已恢复标准，可以撤销")
