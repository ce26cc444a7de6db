"""The forms of the office: which there are, how far each is, when it was last filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.upper_forms.records import FormRecord
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button

_UID = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1


class _TwoLines(QStyledItemDelegate):
    """The name, below it how far the form is."""

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Room for two lines."""
        line = option.fontMetrics.height()  # type: ignore[attr-defined] # PySide's stubs
        return QSize(80, 2 * line + 18)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one form."""
        name, state = str(index.data() or ""), str(index.data(_STATE) or "")
        option.text = ""  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        box: QRect = option.rect.adjusted(10, 7, -8, -7)  # type: ignore[attr-defined]
        painter.save()
        for text, colour, side in (
            (name, theme.TEXT, Qt.AlignmentFlag.AlignTop),
            (state, theme.MUTED, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()

    def initStyleOption(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Leave the texts to `paint`."""
        super().initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]


class FormList(QWidget):
    """chosen: another form. adding, replacing, renaming, deleting: what the buttons ask for."""

    chosen = Signal(str)
    adding = Signal()
    replacing = Signal()
    renaming = Signal()
    deleting = Signal()

    def __init__(self) -> None:
        """Empty until something is shown."""
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName("上报表格")
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = button("导入表格…", "import", "选县里发来的空白表（.xlsx），也可以直接拖进来")
        self.replace = button("更换文件…", "refresh", "县里换了新表：按标题沿用原来的对应")
        self.rename = button("改名…", "edit")
        self.delete = button("删除", "delete", "连同对应关系一起删除（可撤销）")
        buttons = QGridLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.add, 0, 0, 1, 2)
        buttons.addWidget(self.replace, 1, 0, 1, 2)
        buttons.addWidget(self.rename, 2, 0)
        buttons.addWidget(self.delete, 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.currentItemChanged.connect(self._announce)
        for one, signal in (
            (self.add, self.adding),
            (self.replace, self.replacing),
            (self.rename, self.renaming),
            (self.delete, self.deleting),
        ):
            one.clicked.connect(signal)

    def show_forms(self, forms: Sequence[FormRecord], wanted: str) -> str:
        """List the forms, choose the wanted one (else the first), and return which it is."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.list.clear()
        chosen = ""
        for form in forms:
            item = QListWidgetItem(form.name, self.list)
            item.setData(_UID, form.uid)
            item.setData(_STATE, state_of(form))
            item.setToolTip(f"{form.name}\n{state_of(form)}\n文件：{form.file_name}")
            if form.uid == wanted or not chosen:
                self.list.setCurrentItem(item)
                chosen = form.uid
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's argument
        for one in (self.replace, self.rename, self.delete):
            one.setEnabled(bool(forms))
        return chosen

    def _announce(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_UID)))


def state_of(form: FormRecord) -> str:
    """Say how far a form is."""
    if not form.mapped:
        return "还没有对应"
    if form.exported_at is None:
        return f"对应{form.mapped}格，还没有导出"
    return f"{Period.parse(form.exported_period).label}已导出"
