"""Step 2: the villages and communities, pasted or typed left, as they were read right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import InvalidValue, Refusal
from desktop_app.core.records import CellValue
from desktop_app.core.validation import parser_for
from desktop_app.services.first_start.answers import Answers
from desktop_app.services.first_start.unit_list import FIELDS, ReadUnit, counts_of, read_units
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.first_start.step import Step
from desktop_app.ui.first_start.units_model import ReadUnitsModel
from desktop_app.ui.tables.grid_view import GridView

_EXAMPLE = "一行一个，例如：\n东沟村\n西沟村\n河湾社区"
_NOTHING = (
    "还没有读到名称。现在没有名单，可以先不填，直接点“下一步”，以后在“设置”的“填报单位”里加。"
)
_WIDTHS = {"taken": "采用", "kind": "企业支部", "party_members": "党员数", "branches": "支部数"}
"""Field → as wide as these words; the rest is shared by name and note."""
_LEAST_HEIGHT = 72  # px of list and table, on the smallest screen


class UnitsStep(Step):
    """What is typed left is read at once; what is put right in the table stays with its name."""

    question = "有哪些村和社区？"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing typed yet."""
        super().__init__(parent)
        self._answers = Answers()
        self._problem = ""
        self.names = QPlainTextEdit(tabChangesFocus=True, placeholderText=_EXAMPLE)
        self.names.setAccessibleName("村和社区的名单")
        self.model = ReadUnitsModel()
        self.table = GridView(self.model)
        self.table.setAccessibleName("读到的村和社区")
        self.told = QLabel(wordWrap=True)
        self._lay_out()
        self.names.textChanged.connect(self._read_again)
        self.model.corrected.connect(self._correct)
        self.table.paste_wanted.connect(self._paste)

    def show_answers(self, answers: Answers) -> None:
        """Show the list with its corrections; the office's name falls off its villages' names."""
        self._answers = answers
        if self.names.toPlainText() != answers.names:
            self.names.setPlainText(answers.names)
        self._show()

    def with_answers(self, answers: Answers) -> Answers:
        """Return the list and its corrections."""
        return replace(
            answers, names=self._answers.names, corrections=dict(self._answers.corrections)
        )

    @property
    def is_complete(self) -> bool:
        """Whether every unit that is ticked can be written."""
        return not self._problem

    def take_focus(self) -> None:
        """Begin with the list."""
        self.names.setFocus()

    def _read_again(self) -> None:
        text = self.names.toPlainText()
        if text != self._answers.names:
            self._answers = replace(self._answers, names=text)
            self._show()
            self.changed.emit()

    def _correct(self, cells: Sequence[tuple[str, str, object]]) -> None:
        corrections = {name: dict(fields) for name, fields in self._answers.corrections.items()}
        for read, field, typed in cells:
            corrections.setdefault(read, {})[field] = _parsed(field, typed)
        self._answers = replace(self._answers, corrections=corrections)
        self._show()
        self.changed.emit()

    def _paste(self, text: str) -> None:
        """Take a list that was pasted over the table as one for the field."""
        self.names.appendPlainText(text)

    def _show(self) -> None:
        answers = self._answers
        try:
            units = read_units(answers.names, answers.corrections, answers.short_name)
            self._problem = next((unit.note for unit in units if unit.is_problem), "")
        except Refusal as refusal:
            units, self._problem = (), str(refusal)
        self.model.show_units(units)
        if units and self.table.currentIndex().row() < 0:
            self.table.go_to(0, 1)
        self.told.setText(self._problem or _told(units))
        role = "error" if self._problem else ("ok" if counts_of(units) else "hint")
        theme.set_role(self.told, "role", role)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.names, 2)
        columns.addWidget(self.table, 6)
        self.names.setMinimumSize(120, _LEAST_HEIGHT)
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        for column, field in enumerate(FIELDS):
            words = _WIDTHS.get(field.name)
            if words:
                header.resizeSection(column, self.fontMetrics().horizontalAdvance(words) + 30)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            hint(
                "从表格、文档或微信里把名单复制过来，粘贴在左边，也可以自己打字；序号和括号里的话会去掉。"
                "右边是读到的，有不对的直接改，不要的去掉勾。"
            )
        )
        layout.addWidget(self.told)
        layout.addLayout(columns, 1)


def _told(units: Sequence[ReadUnit]) -> str:
    """Say how many were read, and the first thing that one should look at."""
    taken = [unit for unit in units if unit.taken]
    if not taken:
        return _NOTHING
    counts = counts_of(units)
    text = f"读到{len(taken)}个：{counts}" if "、" in counts else f"读到{counts}"
    unticked = len(units) - len(taken)
    if unticked:
        text += f"；另有{unticked}个没有打勾"
    odd = [unit for unit in units if unit.note]
    if not odd:
        return f"{text}。"
    others = f"（另有{len(odd) - 1}处，见右边“请留意”）" if len(odd) > 1 else ""
    return f"{text}。请看“{odd[0].name}”：{odd[0].note}{others}。"


def _parsed(field: str, typed: object) -> CellValue:
    """Return what was typed into the table as its field keeps it; the editor refused the rest."""
    spec = next(spec for spec in FIELDS if spec.name == field)
    if isinstance(typed, bool):
        return typed
    try:
        value: CellValue = parser_for(spec)(typed)
    except InvalidValue:
        return None
    return value
