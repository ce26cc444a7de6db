"""The selected row as a form: the same record, the same editors and the same way of saving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QWidget,
)

from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import FieldKind
from desktop_app.ui.fields.form import UNDO_KEYS
from desktop_app.ui.forms.row_fields import RowField, RowFields
from desktop_app.ui.forms.row_frame import RowFrame
from desktop_app.ui.forms.unkept import Waiting
from desktop_app.ui.tables.editors import Editor, FlagEditor, LongEditor, as_editor
from desktop_app.ui.tables.ledger_model import LedgerModel

_NOT_SAVED = "没有存上，请再试一次"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CARRIED_KINDS = (FieldKind.CHOICE, FieldKind.DATE)


class RowForm(RowFrame):
    """Every field of one row; saved as one leaves a field.

    What cannot be kept stays in its editor with the reason under it, until it is mended or brought
    back with Esc; when another row is chosen it waits for its own row to be chosen again.

    row_wanted: the cursor should go to that row. history_wanted: the row's changes should be shown.
    """

    row_wanted = Signal(int)
    history_wanted = Signal()

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        """Follow the model; no row is shown yet."""
        super().__init__(parent)
        self._model = model
        self._row: int | None = None
        self._record: RowRecord | None = None
        self._fields: dict[str, RowField] = {}
        self._built_for: object = None
        self._waiting = Waiting()
        self.note.back_wanted.connect(self._go_back)
        self.note.drop_wanted.connect(self._drop_first)
        self.add_button.clicked.connect(self.save_and_add)
        self.history_button.clicked.connect(self.history_wanted)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            self._key(keys, self.save_and_add)
        model.dataChanged.connect(self._note_change)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._fields[name].editor

    def problem(self, name: str) -> str:
        """Return what stands under a field: a reason or a warning."""
        return self._fields[name].note.text()

    def show_row(self, row: int) -> None:
        """Show a row, or with -1 none; what could not be kept of the one before waits for it."""
        record = self._model.record(row) if 0 <= row < self._model.rowCount() else None
        if record is not None and self._is_same(record):
            self._row = row
            self._fill()
            return
        self._set_aside()
        self._row, self._record = (row, record) if record is not None else (None, None)
        self.show_fields(record is not None)
        if record is not None:
            self._build_if_needed()
            for field in self._fields.values():
                field.editor.touched = False
            self._fill()
            self._take_up(record)
        self._show_waiting()

    def flush(self) -> bool:
        """Save what is still being typed; False when something cannot be kept."""
        kept = [self._save(field) for field in self._fields.values()]
        return all(kept)

    def has_unsaved(self) -> bool:
        """Whether a field of this row, or of one that waits, holds what could not be kept."""
        return bool(self._waiting) or any(f.editor.touched for f in self._fields.values())

    def save_and_add(self) -> None:
        """Keep the row and open an empty one with its unit, date and kind: for a pile of papers."""
        if self._record is None:
            return
        if not self.flush():
            wrong = next(field for field in self._fields.values() if field.editor.problem)
            wrong.editor.setFocus()
            return
        record = self._record
        if record.uid:
            carried: dict[str, CellValue] = {
                field.name: record.values[field.name]
                for field in self._model.spec.fields
                if field.kind in _CARRIED_KINDS
                and not field.derived
                and record.values.get(field.name) is not None
            }
            self._open(self._model.begin_draft(record.unit, carried))
        self._focus_first_empty()

    # ── Qt's calls ───────────────────────────────────────────────────────────────────────────────

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Build anew in another size of type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._row is not None:
            row = self._row
            self._set_aside()
            self._built_for = self._record = None
            self.show_row(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save on leaving a field; Enter goes on to the next; Esc brings the kept value back."""
        editor = as_editor(watched)
        field = self._fields.get(editor.field.name) if editor is not None else None
        if field is None or field.editor is not editor:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._save(field)
        elif event.type() == QEvent.Type.FocusIn:
            self.area.ensureWidgetVisible(field.editor, 0, 40)
        elif event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if not field.editor.touched and any(event.matches(key) for key in UNDO_KEYS):
                event.ignore()  # the field has nothing to undo: the window's last step is meant
                return True
        elif event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._take_key(field, event)
        return False

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build_if_needed(self) -> None:
        """Build the editors once for each set of choices."""
        fields = [self._model.editable_field(place) for place in range(self._model.columnCount())]
        options = self._model.options
        wanted = (tuple(fields), tuple(sorted(options.items())))
        if wanted == self._built_for:
            return
        self._built_for = wanted
        body = RowFields(fields, options)
        self._fields = body.by_name
        for field in self._fields.values():
            field.editor.edited.connect(lambda field=field: self._on_edited(field))
            field.editor.installEventFilter(self)
        self.take_fields(body)
        # The buttons were there before these fields, and Tab would reach them first.
        last = list(self._fields.values())[-1]
        self.setTabOrder(last.editor, self.add_button)
        self.setTabOrder(self.add_button, self.history_button)

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    # ── the row ──────────────────────────────────────────────────────────────────────────────────

    def _is_same(self, record: RowRecord) -> bool:
        shown = self._record
        return shown is not None and (shown.ledger, shown.uid) == (record.ledger, record.uid)

    def _fill(self) -> None:
        """Show the kept values in all editors that nobody is typing in."""
        assert self._row is not None
        record = self._model.record(self._row)
        if record is None:
            return
        self._record = record
        warnings = self._model.warnings(self._row)
        for name, field in self._fields.items():
            if field.editor.touched:
                continue
            field.editor.show_value(record.values.get(name, record.unit))
            field.explain("", warnings.get(name, ""))

    def _note_change(self, top: QModelIndex, bottom: QModelIndex) -> None:
        if self._row is not None and top.row() <= self._row <= bottom.row():
            record = self._model.record(self._row)
            was_draft = self._record is not None and not self._record.uid
            if record is not None and (was_draft or self._is_same(record)):
                self._fill()

    def _on_edited(self, field: RowField) -> None:
        field.explain(field.editor.problem)
        if field.editor.problem:  # in view as soon as it has its place
            QTimer.singleShot(0, field.note, lambda: self.area.ensureWidgetVisible(field.note))
        if isinstance(field.editor, FlagEditor):
            self._save(field)

    def _save(self, field: RowField) -> bool:
        editor = field.editor
        if not editor.touched or not self._find_row():
            return not editor.touched
        if not editor.check():
            index = self._model.index(self._row or 0, field.column)
            editor.touched = False
            if self._model.setData(index, editor.raw(), Qt.ItemDataRole.EditRole):
                self._fill()
                return True
            editor.touched = True
            editor.refuse(self._model.reason or _NOT_SAVED)
        field.explain(editor.problem)
        return False

    def _find_row(self) -> bool:
        """Find the record's row, which moves when others come and go; False when it is gone."""
        if self._record is None:
            return False
        uid = self._record.uid
        self._row = self._model.row_of(uid) if uid else self._model.draft_row
        return self._row is not None

    def _take_key(self, field: RowField, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape and field.editor.touched:
            field.editor.touched = False
            self._fill()
            return True
        if key not in _ENTER:
            return False
        if held & Qt.KeyboardModifier.AltModifier and isinstance(field.editor, LongEditor):
            field.editor.insertPlainText("\n")
        elif self._save(field):
            back = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.focusNextPrevChild(not back)
        else:
            field.editor.select_text()
            field.editor.offer()
        return True

    def _open(self, row: int) -> None:
        self.row_wanted.emit(row)
        self.show_row(row)

    def _focus_first_empty(self) -> None:
        """Put the cursor into the first field that is still to be filled in."""
        editors = [
            field.editor
            for field in self._fields.values()
            if field.editor.isEnabled() and not isinstance(field.editor, FlagEditor)
        ]
        empty = [
            editor
            for editor in editors
            if editor.raw() is None and editor.field.kind is not FieldKind.DATE
        ]
        for editor in (empty or editors)[:1]:
            editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ── what could not be kept ───────────────────────────────────────────────────────────────────

    def _set_aside(self) -> None:
        """Save what is typed; what cannot be kept waits for its row."""
        if self._record is None:
            return
        self.flush()
        typed = {
            name: (field.editor.raw(), field.editor.problem or _NOT_SAVED)
            for name, field in self._fields.items()
            if field.editor.touched
        }
        self._waiting.put(self._record, typed)

    def _take_up(self, record: RowRecord) -> None:
        """Show again what was typed into this row and not kept."""
        for name, (raw, reason) in self._waiting.take(record).items():
            field = self._fields.get(name)
            if field is not None:
                field.editor.show_value(raw)  # type: ignore[arg-type] # text as typed
                field.editor.touched = True
                field.editor.refuse(reason)
                field.explain(reason)

    def _show_waiting(self) -> None:
        self.note.show_rows(self._waiting.in_reach(self._model.row_of))

    def _go_back(self) -> None:
        record = self._waiting.in_reach(self._model.row_of)[0].record
        row = self._model.row_of(record.uid) if record.uid else None
        if row is None:
            values = {name: value for name, value in record.values.items() if value is not None}
            row = self._model.begin_draft(record.unit, values)
        self._open(row)
        wrong = [field for field in self._fields.values() if field.editor.problem]
        for field in wrong[:1]:
            field.editor.setFocus()

    def _drop_first(self) -> None:
        self._waiting.take(self._waiting.in_reach(self._model.row_of)[0].record)
        self._show_waiting()
