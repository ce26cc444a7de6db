"""Editors in the cells of a grid: what cannot be kept stays in its editor, with the reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind
from desktop_app.ui import theme
from desktop_app.ui.tables.editors import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    LineEditor,
    LongEditor,
    as_editor,
    make_editor,
)
from desktop_app.ui.tables.grid_keys import Action, action_of
from desktop_app.ui.tables.grid_model import GridModel, Index

_LONG_EDITOR = 96
_CHOICE_EDITOR = 130
_LEAVING = (Action.ENTER, Action.ENTER_BACK, Action.TAB, Action.TAB_BACK)
_ACROSS = (Action.LEFT, Action.RIGHT)
_UP_AND_DOWN = (Action.UP, Action.DOWN, Action.PAGE_UP, Action.PAGE_DOWN)


class ProblemLabel(QLabel):
    """The reason against what was typed, right under its editor; over it where a list may open."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._within = parent
        self.setProperty("banner", "error")
        self.setProperty("role", "error")
        self.setContentsMargins(6, 3, 6, 3)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.hide()

    def show_at(self, editor: QWidget, reason: str) -> None:
        """Show a reason at an editor, within the parent; "" hides it."""
        self.setVisible(bool(reason))
        if not reason:
            return
        parent = self._within
        self.setText(reason)
        self._fit(parent.width() - 8)
        corner = editor.mapTo(parent, QPoint(0, 0))
        above, below = corner.y() - self.height() - 2, corner.y() + editor.height() + 2
        opens_list = isinstance(editor, ChoiceEditor)
        place = QPoint(corner.x(), below)
        if opens_list and above < 0:
            place = corner + QPoint(editor.width() + 2, 0)
            self._fit(parent.width() - place.x() - 2)
        elif opens_list or below + self.height() > parent.height():
            place.setY(above)
        place.setX(max(2, min(place.x(), parent.width() - self.width() - 2)))
        self.move(place)
        self.raise_()

    def _fit(self, room: int) -> None:
        """Take as much width as the text needs, within the room, px, and the height for that."""
        self.setMaximumWidth(max(120, room))
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 32, self.maximumWidth())
        self.resize(width, self.heightForWidth(width))


class CellDelegate(QStyledItemDelegate):
    """Makes editors by kind of field, and keeps them open while they hold what cannot be kept.

    left: an editor was left by a key and its value kept. spread_wanted: what was typed should go
    into all that is selected. above_wanted: the value above should stand in the editor.
    overwrites: the editor was opened by typing, so that arrows leave it; F2 makes them move in it.
    """

    left = Signal(Action)
    spread_wanted = Signal()
    above_wanted = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        """Ask the model for fields; reasons are shown within the parent."""
        super().__init__(parent)
        self._model = model
        self._within = parent
        self._label = ProblemLabel(parent)
        self.editor: Editor | None = None
        self.overwrites = False

    @property
    def is_stuck(self) -> bool:
        """Whether an editor holds something that cannot be kept."""
        return self.editor is not None and bool(self.editor.problem)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Open the editor of the column's kind."""
        field = self._model.editable_field(index.column())
        editor = make_editor(field, self._model.options, parent)
        editor.setAutoFillBackground(True)
        editor.edited.connect(lambda: self._label.show_at(editor, editor.problem))
        if isinstance(editor, LineEditor) and field.kind is FieldKind.TEXT:
            editor.suggest(self._model.suggestions(index.column()))
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Forget the editor and its reason."""
        if editor is self.editor:
            self.editor = None
            self._label.hide()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show the kept value, unless something was typed meanwhile."""
        found = as_editor(editor)
        if found is None or found.touched:
            return
        found.show_value(self._model.value(index.row(), index.column()))
        if isinstance(found, LineEditor | LongEditor):
            found.selectAll()
        elif isinstance(found, ChoiceEditor):
            found.select_text()

    def correct(self) -> None:
        """Put the cursor behind what is there: Qt has selected all of it, to be replaced."""
        if isinstance(self.editor, LineEditor):
            self.editor.end(False)  # noqa: FBT003 - Qt's signature
        elif isinstance(self.editor, LongEditor):
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, _model: QAbstractItemModel, index: Index
    ) -> None:
        """Hand over what was typed; a reason against it stays with the editor."""
        found = as_editor(editor)
        if found is None or not found.touched:
            return
        if not found.check():
            if self._model.setData(index, found.raw(), Qt.ItemDataRole.EditRole):
                found.touched = False
            else:
                found.refuse(self._model.reason or "没有存上，请再试一次")
        self._label.show_at(found, found.problem)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Fill the cell; long texts and lists take the room they need."""
        rect = QRect(option.rect)  # type: ignore[attr-defined] # the stubs lack it
        if isinstance(editor, LongEditor):
            rect.setHeight(max(_LONG_EDITOR, rect.height()))
            rect.setWidth(max(260, rect.width()))
            bounds = self._within.rect()
            rect.moveBottom(min(rect.bottom(), bounds.bottom()))
            rect.moveRight(min(rect.right(), bounds.right()))
        elif isinstance(editor, ChoiceEditor):
            rect.setWidth(max(_CHOICE_EDITOR, rect.width(), editor.whole_width()))
            bounds = self._within.rect()
            beyond = max(0, min(rect.right() - bounds.right(), rect.left() - bounds.left()))
            rect.translate(-beyond, 0)
        editor.setGeometry(rect)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Let selected cells keep the colours of the model."""
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move by our own keys: Enter down, Tab on; Esc brings the kept value back."""
        editor = as_editor(watched)
        if editor is None or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        return self._take_key(editor, event) or super().eventFilter(watched, event)

    def finish(self) -> bool:
        """Keep what the open editor holds and close it; False when it cannot be kept."""
        editor = self.editor
        if editor is None:
            return True
        self.commitData.emit(editor)
        if editor.problem:
            editor.setFocus()
            editor.select_text()
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return True

    def close_unkept(self) -> None:
        """Close the open editor and drop what it holds."""
        if self.editor is not None:
            self.editor.refuse("")
            self.closeEditor.emit(self.editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def refuse(self, reason: str) -> None:
        """Keep the editor open with a reason against what it holds."""
        if self.editor is not None:
            self.editor.refuse(reason)
            self.editor.select_text()
            self._label.show_at(self.editor, reason)

    def put(self, value: CellValue) -> None:
        """Put a value into the open editor as if it had been typed."""
        if self.editor is not None:
            self.editor.show_value(value)
            self.editor.touched = True
            self._label.show_at(self.editor, self.editor.check())

    def _take_key(self, editor: Editor, event: QKeyEvent) -> bool:
        """Do what a key means in an editor; False leaves it to the editor itself."""
        if event.key() == Qt.Key.Key_Escape:
            editor.refuse("")
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        if event.key() == Qt.Key.Key_F2:
            self.overwrites = False
            if editor.problem:
                editor.select_text()
            return True
        if isinstance(editor, LongEditor) and _is_new_line(event):
            editor.insertPlainText("\n")
            return True
        action, extends = action_of(event)
        if action is None or extends:
            return False
        if self._leaves(editor, action):
            if self.finish():
                self.left.emit(action)
            else:
                editor.offer()
            return True
        return self._fills(editor, action)

    def _leaves(self, editor: Editor, action: Action) -> bool:
        if action in _LEAVING:
            return True
        if isinstance(editor, LongEditor | FlagEditor):
            return False
        if action in _UP_AND_DOWN:
            return isinstance(editor, LineEditor)
        return self.overwrites and action in _ACROSS

    def _fills(self, editor: Editor, action: Action) -> bool:
        if action is Action.FILL_SELECTION:
            self.spread_wanted.emit()
        elif action is Action.FROM_ABOVE:
            self.above_wanted.emit()
        elif action is Action.TODAY and editor.field.kind is FieldKind.DATE:
            self.put(date.today())  # noqa: DTZ011 - the clerk's own calendar
        else:
            return False
        return True


def _is_new_line(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
