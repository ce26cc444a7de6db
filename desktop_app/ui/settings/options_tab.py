"""选项: the lists that belong to the quarter, one text a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.office.quarter_settings import OptionList, QuarterSettings
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.theme import set_role

_COLUMNS = 2


class LinesEditor(QPlainTextEdit):
    """One text a line; lines can be moved up and down."""

    left = Signal()
    given_up = Signal()

    def lines(self) -> list[str]:
        """Return what stands in each line."""
        return self.toPlainText().split("\n")

    def move_line(self, by: int) -> None:
        """Move the line under the cursor so many places down (up, where negative)."""
        lines = self.lines()
        place = self.textCursor().blockNumber()
        target = place + by
        if not 0 <= target < len(lines):
            return
        lines.insert(target, lines.pop(place))
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.setPosition(self.document().findBlockByNumber(target).position())
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the list was left, unless only a menu opened over it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Esc; Alt with an arrow moves the line."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.move_line(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _List:
    """The card of one list."""

    def __init__(self, label: str) -> None:
        self.frame, inside = card()
        title = QLabel(label)
        title.setProperty("role", "subtitle")
        self.editor = LinesEditor(tabChangesFocus=True)
        self.editor.setAccessibleName(label)
        self.editor.setMinimumHeight(190)
        self.reason = QLabel(wordWrap=True)
        self.reason.setVisible(False)
        self.used = hint("")
        self.up = button("上移这一行", "", "Alt+↑")
        self.down = button("下移这一行", "", "Alt+↓")
        self.shown: tuple[str, ...] = ()
        self.refused = False
        row = QHBoxLayout()
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch()
        for item in (title, self.editor, self.reason):
            inside.addWidget(item)
        inside.addLayout(row)
        inside.addWidget(self.used)

    def explain(self, text: str, role: str = "error") -> None:
        """Say why the list was refused, or what to look at; "" for nothing."""
        self.refused = bool(text) and role == "error"
        self.reason.setText(text)
        self.reason.setVisible(bool(text))
        set_role(self.reason, "role", role)
        set_role(self.editor, "invalid", self.refused)


class OptionsTab(Tab):
    """A card for each list of the quarter."""

    title = "选项"

    def __init__(self, context: Context, settings: QuarterSettings) -> None:
        """settings: reads, checks and saves."""
        super().__init__()
        self._context = context
        self._settings = settings
        self._lists: dict[str, _List] = {}
        self._period = context.period
        self._sentence = hint("")
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 12, 0, 12)
        around.addWidget(self._sentence)
        around.addLayout(self._grid)
        around.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def editor(self, key: str) -> LinesEditor:
        """Return the editor of a list."""
        return self._lists[key].editor

    def reason(self, key: str) -> str:
        """Return what is said under a list."""
        return self._lists[key].reason.text()

    def reload(self) -> None:
        """Read the lists; one that is being typed stays as it is."""
        period = self._context.period
        other = period != self._period
        self._period = period
        self._sentence.setText(
            f"{period.label}填表时可以选的内容，一行一项，排在前面的先列出；"
            "离开输入框就保存，下个季度照这个季度来。"
        )
        lists = self._settings.option_lists(period)
        listed = {found.key for found in lists}
        for key, shown in self._lists.items():
            shown.frame.setVisible(key in listed)
        for found in lists:
            shown = self._lists.get(found.key) or self._add(found)
            is_busy = not other and (shown.editor.hasFocus() or shown.refused)
            if not is_busy:
                self._show(shown, found.texts)
            shown.used.setText(
                "本季度已在用："
                + "、".join(f"{text} {rows}条" for text, rows in found.used.items())
                if found.used
                else "本季度还没有数据用到。"
            )

    def commit(self) -> None:
        """Save what is still being typed."""
        for key in self._lists:
            self._save(key)

    def has_unsaved(self) -> bool:
        """Whether a list holds what was refused."""
        return any(shown.refused for shown in self._lists.values())

    def _add(self, found: OptionList) -> _List:
        shown = self._lists[found.key] = _List(found.label)
        number = len(self._lists) - 1
        self._grid.addWidget(shown.frame, number // _COLUMNS, number % _COLUMNS)
        shown.editor.left.connect(partial(self._save, found.key))
        shown.editor.given_up.connect(lambda: self._show(shown, shown.shown))
        shown.up.clicked.connect(partial(self._move, found.key, -1))
        shown.down.clicked.connect(partial(self._move, found.key, 1))
        return shown

    def _show(self, shown: _List, texts: tuple[str, ...]) -> None:
        shown.shown = texts
        if tuple(shown.editor.lines()) != texts:
            shown.editor.setPlainText("\n".join(texts))
        shown.explain("")

    def _move(self, key: str, by: int) -> None:
        self._lists[key].editor.move_line(by)
        self._save(key)

    def _save(self, key: str) -> None:
        shown = self._lists[key]
        lines = shown.editor.lines()
        if tuple(lines) == shown.shown:
            return
        left_over: list[str] = []
        before, shown.shown = shown.shown, tuple(lines)
        reason = write_or_explain(
            self._context,
            lambda: left_over.extend(self._settings.save_options(self._period, key, lines)),
            "选项已保存",
        )
        if reason:
            shown.shown = before
            shown.explain(reason)
        elif left_over:
            kept = "、".join(f"“{text}”" for text in left_over)
            shown.explain(f"已填的数据里还有{kept}，这些数据不变，请核对。", "warning")
        else:
            shown.explain("")
