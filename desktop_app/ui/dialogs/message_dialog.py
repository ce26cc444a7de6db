"""微信消息: what a village wrote becomes cells of the matrix, each seen before it is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.services.messages import LONGEST, Message, Proposal, TokenKind
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.message_lines import (
    FIGURE,
    HEADINGS,
    NUMBER,
    REMARK,
    SOURCE,
    TICK,
    UNIT,
    VALUE,
    Line,
    LineDelegate,
    LinesModel,
)
from desktop_app.ui.dialogs.paste_preview import front_window
from desktop_app.ui.fields.surfaces import button

_TINTS = {
    TokenKind.UNIT: "#dbe9f8",
    TokenKind.WORD: theme.OK_TINT,
    TokenKind.NUMBER: theme.OK_TINT,
    TokenKind.UNKNOWN: theme.WARNING_TINT,
}
_EXAMPLE = (
    "把村里发来的消息粘贴到这里，一次可以粘贴几个村的。例如：\n"
    "张村：主题党日3次，参加86人次，宣誓40"
)
_LEGEND = (
    f"<span style='background:{_TINTS[TokenKind.UNIT]}'>&nbsp;单位&nbsp;</span>　"
    f"<span style='background:{theme.OK_TINT}'>&nbsp;指标和数&nbsp;</span>　"
    f"<span style='background:{theme.WARNING_TINT}'>&nbsp;没有看懂，不会写入&nbsp;</span>　　"
    "空格键勾选，F2 修改，Ctrl+回车写入"
)
_WIDTHS = {TICK: 48, UNIT: 110, FIGURE: 170, NUMBER: 96, VALUE: 110, SOURCE: 180}


def open_message_dialog(context: Context, parent: QWidget | None = None) -> bool:
    """Ask for a message and write what the clerk agreed to; returns whether anything was written.

    A message on the clipboard that speaks of figures is there already.
    """
    dialog = MessageDialog(context, parent or front_window())
    written = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return written


class MessageDialog(QDialog):
    """The message above, its proposed cells below; Ctrl+Enter writes the ticked ones."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Start with the clipboard's text where that is such a message."""
        super().__init__(parent)
        self.setWindowTitle("从微信消息填数")
        scale = max(1.0, self.fontMetrics().height() / 20)
        self.resize(min(round(1080 * scale), 1340), min(round(620 * scale), 700))
        self._context = context
        services, period = context.services, context.period
        figures = [
            (key, f"{spec.label}（{spec.counter}）")
            for key in services.workbench.figure_keys(period)
            if (spec := services.catalogue.figures[key])
        ]
        units = [unit.name for unit in services.office.units(period)]
        self.model = LinesModel(
            lambda entries: services.messages.plan(period, entries), dict(figures)
        )
        self.editor = QPlainTextEdit()
        self.editor.setPlaceholderText(_EXAMPLE)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName("消息")
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegate(LineDelegate(self.table, units, figures))
        self.detail = QLabel(wordWrap=True)
        self.detail.setProperty("role", "warning")
        self.summary = QLabel(wordWrap=True)
        self._lay_out()
        self.editor.textChanged.connect(self._read)
        self.model.dataChanged.connect(self._sum_up)
        self.model.dataChanged.connect(self._show_piece)
        self.table.selectionModel().currentRowChanged.connect(self._show_piece)
        self._marks: list[QTextEdit.ExtraSelection] = []
        self._start_with_clipboard()
        self._sum_up()

    def write(self) -> None:
        """Write the ticked lines in one step and close."""
        if not self.write_button.isEnabled():
            return
        messages, period = self._context.services.messages, self._context.period
        entries = [line.entry for line in self.model.ticked()]
        plan = messages.plan(period, entries)
        told = f"已录入{plan.written}格，按 Ctrl+Z 可以撤销"
        if self._context.write(lambda: messages.write(plan), told) is not None:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Space ticks the line of the cursor, whichever of its cells that is."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and self.table.currentIndex().isValid()
        ):
            self.model.toggle(self.table.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.table.setEditTriggers(
            QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
            | QTableView.EditTrigger.DoubleClicked
        )
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("从消息里看出来的数")
        self.table.verticalHeader().hide()
        self.table.installEventFilter(self)
        theme.prepare_table(self.table)
        header = self.table.horizontalHeader()
        scale = max(1.0, self.fontMetrics().height() / 20)
        for column in range(len(HEADINGS)):
            header.resizeSection(column, round(_WIDTHS.get(column, 200) * scale))
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.editor)
        splitter.addWidget(self.table)
        splitter.setSizes([180, 340])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.detail)
        layout.addWidget(QLabel(_LEGEND, wordWrap=True))
        layout.addWidget(self.summary)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        self.buttons = QDialogButtonBox()
        self.write_button = self.buttons.addButton("写入", QDialogButtonBox.ButtonRole.AcceptRole)
        self.write_button.setAutoDefault(False)
        theme.set_role(self.write_button, "primary", value=True)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        self.all_button = button("勾选所有能写的")
        self.all_button.clicked.connect(self.model.tick_all)
        self.buttons.addButton(self.all_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self.write)
        self.buttons.rejected.connect(self.reject)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(f"Ctrl+{key}"), self, self.write)
        return self.buttons

    def _start_with_clipboard(self) -> None:
        """Offer a text that somebody just copied for this; anything else is none of our business.

        The cursor is in the text either way: what is there is looked at first, or typed over.
        """
        text = QGuiApplication.clipboard().text()
        messages = self._context.services.messages
        if 0 < len(text) <= LONGEST and _is_message(messages.read(self._context.period, text)):
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus()

    def _read(self) -> None:
        """Propose anew; what was changed by hand in the lines belongs to the former text."""
        text = self.editor.toPlainText()
        try:
            message = self._context.services.messages.read(self._context.period, text)
        except Refusal as refusal:
            message = Message(text, (), ())
            self.model.show_lines([])
            self._sum_up()
            self.summary.setText(str(refusal))
            return
        self.model.show_lines([self._line(message, proposal) for proposal in message.proposals])
        self._highlight(message)
        if self.model.lines:
            self.table.setCurrentIndex(self.model.index(0, UNIT))
        self._sum_up()

    def _line(self, message: Message, proposal: Proposal) -> Line:
        """A line as it starts; a page that is narrowed to one unit names it where nobody does."""
        unit = proposal.unit or self._context.unit
        piece = " ".join(message.text[proposal.start : proposal.end].split())
        return Line(
            proposal, unit, proposal.figure, proposal.text, piece, is_ticked=proposal.is_certain
        )

    def _highlight(self, message: Message) -> None:
        self._marks = []
        for mark in message.marks:
            look = QTextCharFormat()
            look.setBackground(QColor(_TINTS[mark.kind]))
            self._marks.append(self._selection(mark.start, mark.end, look, message.text))
        self.editor.setExtraSelections(self._marks)

    def _show_piece(self) -> None:
        """Underline the piece that the cursor's line was taken from; say what is odd about it."""
        row = self.table.currentIndex().row()
        self.detail.clear()
        if 0 <= row < len(self.model.lines):
            proposal = self.model.lines[row].proposal
            self.detail.setText(self.model.remark(self.model.lines[row]))
            look = QTextCharFormat()
            look.setFontUnderline(True)
            look.setFontWeight(700)
            text = self.editor.toPlainText()
            here = self._selection(proposal.start, proposal.end, look, text)
            self.editor.setExtraSelections([*self._marks, here])

    def _selection(
        self, start: int, end: int, look: QTextCharFormat, text: str
    ) -> QTextEdit.ExtraSelection:
        """Qt counts characters beyond the basic plane twice."""
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(_units16(text[:start]))
        cursor.setPosition(_units16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor  # type: ignore[attr-defined] # a field of Qt's structure
        selection.format = look  # type: ignore[attr-defined] # likewise
        return selection

    def _sum_up(self) -> None:
        """Say what will be written, and what stands in the way."""
        ticked = self.model.ticked()
        refused = [line for line in ticked if line.cell is None or line.cell.problem]
        written = [line for line in ticked if line.cell is not None and line.cell.is_written]
        open_ones = len(self.model.lines) - len(ticked)
        self.write_button.setEnabled(bool(written) and not refused)
        self.write_button.setText(f"写入{len(written)}格" if written else "写入")
        self.all_button.setEnabled(bool(self.model.lines))
        parts = []
        if refused:
            parts.append(f"{len(refused)}行不能写入（红色），请改好或取消勾选")
        if self.model.lines:
            parts.append(f"从消息里看出{len(self.model.lines)}个数，勾选{len(ticked)}个")
        elif self.editor.toPlainText().strip():
            parts.append("没有从消息里看出可以填的数")
        if open_ones:
            parts.append(f"{open_ones}个没有勾选，请核对后按空格键勾选")
        self.summary.setText("；".join(parts) + ("。" if parts else ""))
        theme.set_role(self.summary, "role", "error" if refused else "subtitle")


def _is_message(message: Message) -> bool:
    """Whether a text names a unit or a figure beside a number: any text may hold a number."""
    known = (TokenKind.UNIT, TokenKind.WORD)
    return bool(message.proposals) and any(mark.kind in known for mark in message.marks)


def _units16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
