"""What one does with the rows of a ledger: buttons with their keys, 零报告 and the search field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.widgets.actions import key_action
from desktop_app.ui.widgets.figure_strip import ElidedLabel
from desktop_app.ui.widgets.nil_menu import LedgerInFront, NilMenu

_TYPING_PAUSE = 250


class _OnceButton(QPushButton):
    """Takes a double click as one: a clerk's habit must not delete two rows."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Swallow the second press."""
        event.accept()


class LedgerToolbar(QWidget):
    """Stands over the table; its keys work wherever the page has the focus.

    Those that change or delete the chosen rows work only where these are seen to be chosen: see
    `change_rows_from`.

    searched: words were typed into the search field, and a pause made. filter_wanted: the column
    with the cursor should be narrowed down; unfilter_wanted: no column should be.
    """

    add_wanted = Signal()
    duplicate_wanted = Signal()
    delete_wanted = Signal()
    history_wanted = Signal()
    sentences_wanted = Signal()
    export_wanted = Signal()
    searched = Signal(str)
    filter_wanted = Signal()
    unfilter_wanted = Signal()

    def __init__(
        self, context: Context, ledger: Callable[[], LedgerInFront], page: QWidget
    ) -> None:
        """ledger: what is in front. page: where the keys work."""
        super().__init__()
        self._page = page
        self._on_rows: list[QAction] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找，可打拼音首字母")
        self.search.setToolTip("在本台账里查找（Ctrl+F），如 zc 找张村")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        words = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        self.search.setFixedWidth(words + 76)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._nil = ElidedLabel()
        self._nil.setProperty("role", "hint")
        self._nil.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        nil = QToolButton()
        nil.setText("零报告…")
        nil.setToolTip("本季度没有的报“零”，算作已报送；已有记录的单位，勾选后其余各项为零")
        nil.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        nil.setMenu(NilMenu(context, ledger, nil))
        add = self._button("新增", "add", self.add_wanted, "Ctrl+N", primary=True)
        duplicate = self._button("复制", "duplicate", self.duplicate_wanted)
        delete = self._button("删除", "delete", self.delete_wanted)
        for button, keys in ((duplicate, "Ctrl+Shift+D"), (delete, "Ctrl+Del")):
            button.setToolTip(f"{button.text()}（光标在表格里时按 {keys}）")
            self._on_row(f"{button.text()}这一行", keys, button.click)
        history = self._button("修改记录", "history", self.history_wanted)
        self._on_row("哪些句子用到这一行…", "Ctrl+L", self.sentences_wanted.emit)
        self._on_row("修改记录…", "", history.click)
        narrow = self._button("筛选", "filter", self.filter_wanted, "Ctrl+Shift+L")
        narrow.setToolTip("按光标所在的列筛选（Ctrl+Shift+L）；也可以点列标题右边的漏斗")
        export = self._button("导出", "export-text", self.export_wanted)
        export.setToolTip("把本台账导出为 Excel 或 csv 文件，可以再导入")
        self.unfilter = self._button("取消筛选", "close", self.unfilter_wanted)
        theme.set_role(self.unfilter, "danger", value=True)
        self.unfilter.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (add, duplicate, delete, nil, history, narrow, export, self.unfilter):
            row.addWidget(widget)
        row.addWidget(self._nil, 1)
        row.addWidget(self.search)
        self._key(QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus)

    def change_rows_from(self, table: QWidget) -> None:
        """Let the keys that change or delete the chosen rows work while the focus is in a table.

        They stand in the menu of its rows too.
        """
        table.addActions(self._on_rows)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_nil_reports(self, units: list[str]) -> None:
        """Name the units that had nothing."""
        self._nil.show_text(f"零报告：{'、'.join(units)}" if units else "")

    def show_filters(self, labels: list[str], rows: int) -> None:
        """Say that columns are narrowed down, by which the clerk takes that back."""
        self.unfilter.setVisible(bool(labels))
        self.unfilter.setText(f"取消筛选（{rows}行）")
        self.unfilter.setToolTip(f"现在只显示{rows}行，筛选了：{'、'.join(labels)}")

    def show_searched(self, text: str) -> None:
        """Show the words that the ledger in front is narrowed to, without searching again."""
        self.search.setText(text)
        self._pause.stop()

    def stop(self) -> None:
        """Do not search for what was typed last."""
        self._pause.stop()

    def _button(
        self, text: str, icon: str, wanted: object, keys: str = "", *, primary: bool = False
    ) -> QPushButton:
        button = _OnceButton(text)
        button.setIcon(theme.icon(icon, theme.SURFACE if primary else None))
        button.setToolTip(f"{text}（{keys}）" if keys else text)
        if primary:
            button.setProperty("primary", "true")
        button.clicked.connect(lambda: wanted.emit())  # type: ignore[attr-defined] # noqa: PLW0108 - without Qt's "checked"
        if keys:
            self._key(QKeySequence(keys), button.click)
        return button

    def _on_row(self, text: str, keys: str, action: Callable[[], object]) -> None:
        found = key_action(keys, action, self)
        found.setText(text)
        self._on_rows.append(found)

    def _key(self, keys: QKeySequence, action: Callable[[], object]) -> None:
        self._page.addAction(key_action(keys, action, self._page))
