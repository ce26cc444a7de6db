"""The selected row as a form: the same record, the same editors and the same way of saving."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.ui.tables.editors import (
    Editor,
    FlagEditor,
    LineEditor,
    LongEditor,
    as_editor,
    make_editor,
)
from desktop_app.ui.tables.ledger_model import LedgerModel

_LONG_LINES = 4
_NOTHING_CHOSEN = "选中一行，就可以在这里逐项填写。"


@dataclass(frozen=True, slots=True)
class _Field:
    """An editor with what stands around it."""

    column: int
    editor: Editor
    note: QLabel


class RowForm(QWidget):
    """Every field of one row; saved as one leaves a field.

    What cannot be kept stays in its editor with the reason under it, until it is mended, brought
    back with Esc, or another row is chosen.
    """

    def __init__(self, model: LedgerModel, parent: QWidget | None = None) -> None:
        """Follow the model; no row is shown yet."""
        super().__init__(parent)
        self._model = model
        self._row: int | None = None
        self._fields: dict[str, _Field] = {}
        self._built_for: object = None
        self._empty = QLabel(_NOTHING_CHOSEN)
        self._empty.setProperty("role", "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)
        model.dataChanged.connect(self._note_change)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        return self._fields[name].editor

    def problem(self, name: str) -> str:
        """Return what stands under a field: a reason or a warning."""
        return self._fields[name].note.text()

    def show_row(self, row: int) -> None:
        """Show a row, or with -1 none; what could not be kept of the one before is dropped."""
        self._row = row if 0 <= row < self._model.rowCount() else None
        if self._row is None:
            self._stack.setCurrentWidget(self._empty)
            return
        self._build_if_needed()
        for field in self._fields.values():
            field.editor.touched = False
        self._fill()
        self._stack.setCurrentWidget(self._area)

    def flush(self) -> bool:
        """Save what is still being typed; False when something cannot be kept."""
        kept = [self._save(field) for field in self._fields.values()]
        return all(kept)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Build anew in another size of type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._row is not None:
            self._built_for = None
            self.show_row(self._row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save on leaving a field; Enter goes on to the next; Esc brings the kept value back."""
        editor = as_editor(watched)
        field = self._fields.get(editor.field.name) if editor is not None else None
        if field is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._save(field)
        elif event.type() == QEvent.Type.FocusIn:
            self._area.ensureWidgetVisible(field.editor, 0, 40)
        elif event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._take_key(field, event)
        return False

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _build_if_needed(self) -> None:
        """Build the editors once for each set of choices."""
        fields = [self._model.editable_field(place) for place in range(self._model.columnCount())]
        wanted = (tuple(fields), tuple(sorted(self._model.options.items())))
        if wanted == self._built_for:
            return
        self._built_for = wanted
        self._fields.clear()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(8, 4, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(fields):
            self._add(grid, place, field)
        grid.setRowStretch(2 * len(fields), 1)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(body)

    def _add(self, grid: QGridLayout, place: int, field: FieldSpec) -> None:
        editor = make_editor(field, self._model.options)
        label = QLabel(field.label)
        label.setToolTip(field.help)
        note = QLabel()
        note.setWordWrap(True)
        note.hide()
        grid.addWidget(note, 2 * place + 1, 1, 1, 2)
        span = 1 if field.counter else 2
        if isinstance(editor, FlagEditor):
            editor.setText(field.label)
            grid.addWidget(editor, 2 * place, 1, 1, 2)
        else:
            label.setBuddy(editor)
            side = Qt.AlignmentFlag.AlignTop if isinstance(editor, LongEditor) else None
            grid.addWidget(label, 2 * place, 0, side or Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(editor, 2 * place, 1, 1, span)
        if field.counter:
            counter = QLabel(field.counter)
            counter.setProperty("role", "hint")
            grid.addWidget(counter, 2 * place, 2)
        if isinstance(editor, LineEditor) and field.help and field.kind is not FieldKind.DATE:
            editor.setPlaceholderText(field.help)
        if isinstance(editor, LongEditor):
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _LONG_LINES + 14)
        editor.setAccessibleName(field.heading)
        editor.setEnabled(not field.derived)
        found = _Field(place, editor, note)
        self._fields[field.name] = found
        editor.edited.connect(lambda: self._on_edited(found))
        editor.installEventFilter(self)

    # ── the row ──────────────────────────────────────────────────────────────────────────────────

    def _fill(self) -> None:
        """Show the kept values in all editors that nobody is typing in."""
        assert self._row is not None
        record = self._model.record(self._row)
        if record is None:
            return
        warnings = self._model.warnings(self._row)
        for name, field in self._fields.items():
            if field.editor.touched:
                continue
            value = record.unit if field.editor.field.name not in record.values else None
            field.editor.show_value(record.values.get(name, value))
            self._note(field, "", warnings.get(name, ""))

    def _note(self, field: _Field, problem: str, warning: str = "") -> None:
        text = problem or warning
        role = "error" if problem else "warning"
        if field.note.property("role") != role:
            field.note.setProperty("role", role)
            field.note.style().unpolish(field.note)
            field.note.style().polish(field.note)
        field.note.setText(text)
        field.note.setVisible(bool(text))

    def _note_change(self, top: QModelIndex, bottom: QModelIndex) -> None:
        if self._row is not None and top.row() <= self._row <= bottom.row():
            self._fill()

    def _on_edited(self, field: _Field) -> None:
        self._note(field, field.editor.problem)
        if isinstance(field.editor, FlagEditor):
            self._save(field)

    def _save(self, field: _Field) -> bool:
        editor = field.editor
        if not editor.touched or self._row is None:
            return True
        if not editor.check():
            index = self._model.index(self._row, field.column)
            editor.touched = False
            if self._model.setData(index, editor.raw(), Qt.ItemDataRole.EditRole):
                self._fill()
                return True
            editor.touched = True
            editor.refuse(self._model.reason or "没有存上，请再试一次")
        self._note(field, editor.problem)
        return False

    def _take_key(self, field: _Field, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and field.editor.touched:
            field.editor.touched = False
            self._fill()
            return True
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if isinstance(field.editor, LongEditor):
            return False
        if self._save(field):
            self.focusNextChild()
        return True
