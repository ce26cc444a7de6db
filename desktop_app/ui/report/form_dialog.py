"""公文格式…: which form the report has, its title, and what stands in its elements.

There is nothing to confirm: each choice is saved as it is made and each field as it is left, and
the pages behind the dialog follow.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.services.reports.editing import plain_text
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.fields.surfaces import hint

_PLACEHOLDERS = {
    "number": "只填数字，如 18",
    "recipients": "如：中共云川县委组织部",
    "signer": "几个人用“、”隔开",
    "copies_to": "几个单位用“，”隔开",
    "issuer": "如：青石镇党政办公室",
}
_GO_TO_OFFICE = "office"


class FormDialog(QDialog):
    """Edits the form of one period's report. office_wanted: 单位信息 shall be filled in."""

    office_wanted = Signal()

    def __init__(
        self,
        context: Context,
        period: Period,
        values: Mapping[str, FigureValue],
        parent: QWidget | None = None,
    ) -> None:
        """values: what the slots of a title show."""
        super().__init__(parent)
        self._context = context
        self._period = period
        self._values = values
        self._forms = context.services.forms
        self._stored_title = ""
        self.choices: dict[str, QRadioButton] = {}
        self.titles = QComboBox()
        self.form = FieldForm(
            [field for field in self._forms.fields if field.name != "form"], self._save
        )
        self.head = QLabel(wordWrap=True)
        self.office_missing = QLabel(wordWrap=True)
        self._prepare_fields()
        self._lay_out()
        self.titles.activated.connect(self._choose_title)
        self.office_missing.linkActivated.connect(lambda _link: self.office_wanted.emit())
        context.data_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the report; what is being typed stays."""
        report = self._context.services.texts.report(self._period)
        self.choices[report.official.form].setChecked(True)
        self._show_titles(report.title)
        shown = next(one for one in self._forms.choices if one.name == report.official.form)
        self.form.show_only(shown.fields)
        self.form.load(self._period.code, self._forms.values(self._period))
        self._show_head(has_head=report.official.has_red_head)
        if self.isVisible():
            self._fit()

    def done(self, result: int) -> None:
        """Save what is still being typed before the dialog goes."""
        self.form.commit()
        self._context.data_changed.disconnect(self.reload)
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Stand left of the preview, so that the pages are seen to follow."""
        super().showEvent(event)
        self._fit()
        above = self.parentWidget()
        if above is not None:
            corner = above.mapToGlobal(above.rect().topLeft())
            self.move(corner.x() + 16, corner.y() + 40)

    # ── saving ───────────────────────────────────────────────────────────────────────────────

    def _save(self, _key: str, name: str, typed: object) -> str:
        label = next(field.label for field in self._forms.fields if field.name == name)
        return write_or_explain(
            self._context,
            lambda: self._forms.save_field(self._period, name, typed),
            f"{label}已保存",
        )

    def _choose_form(self, name: str) -> None:
        self.form.commit()
        self._save("", "form", name)

    def _choose_title(self) -> None:
        title = self.titles.currentData()
        if title and title != self._stored_title:
            self._context.write(
                lambda: self._context.services.texts.save_title(self._period, title), "标题已保存"
            )

    # ── showing ──────────────────────────────────────────────────────────────────────────────

    def _show_titles(self, stored: str) -> None:
        self._stored_title = stored
        offered = self._forms.titles(self._period)
        self.titles.clear()
        if stored not in offered:
            self.titles.addItem(f"{plain_text(stored, self._values)}（自己写的）", stored)
        for title in offered:
            self.titles.addItem(plain_text(title, self._values), title)
        self.titles.setCurrentIndex(self.titles.findData(stored))

    def _show_head(self, *, has_head: bool) -> None:
        number = self._forms.number_shown(self._period, self.form.editor("number").raw())
        self.head.setText(f"红头：{self._forms.mark_shown()}\n发文字号：{number}")
        self.head.setVisible(has_head and bool(number))
        self.office_missing.setVisible(has_head and not number)

    def _prepare_fields(self) -> None:
        for name, text in _PLACEHOLDERS.items():
            editor = self.form.editor(name)
            assert isinstance(editor, QLineEdit)
            editor.setPlaceholderText(text)
            editor.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.editor("number").edited.connect(lambda: self._show_head(has_head=True))

    def _lay_out(self) -> None:
        self.setWindowTitle(f"公文格式 · {self._period.label}")
        self.titles.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.titles.setToolTip("选一个常用的标题；要自己写，关掉这里后在“报告标题”里改")
        self.head.setProperty("role", "hint")
        self.office_missing.setProperty("role", "warning")
        self.office_missing.setText(
            f'印红头还要发文代字，请到<a href="{_GO_TO_OFFICE}">设置 · 单位信息</a>里填写。'
        )
        group = QButtonGroup(self)
        forms = QGridLayout()
        forms.setHorizontalSpacing(12)
        forms.setColumnStretch(1, 1)
        for row, choice in enumerate(self._forms.choices):
            radio = QRadioButton(choice.name)
            radio.clicked.connect(lambda _on=False, name=choice.name: self._choose_form(name))
            group.addButton(radio)
            forms.addWidget(radio, row, 0)
            forms.addWidget(hint(choice.about), row, 1)
            self.choices[choice.name] = radio
        title = QGridLayout()
        title.setHorizontalSpacing(10)
        title.setColumnStretch(1, 1)
        labels = [self.fontMetrics().horizontalAdvance(one.heading) for one in self._forms.fields]
        title.setColumnMinimumWidth(0, max(labels))
        title.addWidget(QLabel("报告标题"), 0, 0)
        title.addWidget(self.titles, 0, 1)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(20, 16, 20, 8)
        content.setSpacing(12)
        content.addLayout(forms)
        content.addLayout(title)
        content.addWidget(self.head)
        content.addWidget(self.office_missing)
        content.addWidget(self.form)
        content.addStretch()
        self._inside = inside
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(20, 0, 20, 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().horizontalAdvance("宽") * 45, 0)

    def _fit(self) -> None:
        """Be as high as the fields need, but no higher than the window."""
        inside = self._inside.layout()
        assert inside is not None
        inside.activate()
        wanted = inside.totalHeightForWidth(self.width()) if inside.hasHeightForWidth() else 0
        wanted = max(wanted, inside.sizeHint().height()) + self._buttons.sizeHint().height() + 30
        above = self.parentWidget()
        self.resize(self.width(), min(wanted, above.window().height() - 60 if above else wanted))
