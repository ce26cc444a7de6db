"""回收站: what was deleted anywhere, newest first; found by kind, quarter, time; restored."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.ledgers.recycle_bin import BinContent, BinQuery
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.pages.page import Page
from desktop_app.ui.tables.bin_table import WHO, BinTable

_ONE_PERSON = 2  # entries in the box: everybody, and the only one there is
_TYPING_PAUSE = 250
_SINCE = (("任何时间", None), ("今天", 0), ("最近7天", 7), ("最近30天", 30))


class RecycleBinPage(Page):
    """Nothing leaves it but by being restored, and that is a step that can be undone."""

    def __init__(self, context: Context) -> None:
        """Build the page; it is read when it is first shown."""
        super().__init__(context)
        self._bin = context.services.recycle_bin
        self._content = BinContent((), 0)
        self.kinds, self.periods = QComboBox(), QComboBox()
        self.since, self.people = QComboBox(), QComboBox()
        self.undone = QCheckBox("也显示撤销掉的")
        self.undone.setToolTip("填写、粘贴或导入以后又撤销的内容")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText("查找单位或内容")
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(220)
        self.state = hint("")
        self.state.setWordWrap(False)
        self.restore_button = button("恢复", "undo", "放回原来的台账或页面（回车键）；可以撤销")
        self.restore_button.setProperty("primary", "true")
        self.restore_button.setIcon(theme.icon("undo", theme.SURFACE))
        self.table = BinTable()
        self._empty = hint("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._fill_choices()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read what was deleted, as far as it is asked for."""
        self._show_people_and_periods()
        chosen = set(self.chosen())
        frame = self.table.currentIndex().row()
        self._content = self._bin.content(self._query())
        rows = [
            (moment_text(row.at), row.label, row.period, row.unit, row.text, row.step, row.who)
            for row in self._content.rows
        ]
        self.table.show_rows(rows)
        self.table.selectionModel().selectionChanged.connect(self._show_choice)
        self.table.setColumnHidden(WHO, self.people.count() <= _ONE_PERSON)
        self.table.fit()
        for place, row in enumerate(self._content.rows):
            if (row.kind, row.uid) in chosen:
                self.table.selectRow(place)
        if frame < 0:
            self.table.selectRow(0)
        elif rows and not self.chosen():
            self.table.put_frame(frame)
        self._show_state()
        self._show_choice()

    def chosen(self) -> list[tuple[str, str]]:
        """Return (kind, uid) of the selected rows."""
        places = {index.row() for index in self.table.selectedIndexes()}
        return [
            (self._content.rows[place].kind, self._content.rows[place].uid)
            for place in sorted(places)
        ]

    def restore(self) -> None:
        """Bring the selected rows back; the frame stays where they were, on nothing selected."""
        chosen = self.chosen()
        if not chosen:
            self.context.told.emit("先选中要恢复的行，可以按住 Ctrl 或 Shift 选几行。")
            return
        told = f"已恢复{len(chosen)}行，按 Ctrl+Z 可以撤销"
        self.context.write(lambda: self._bin.restore(chosen), told)

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _query(self) -> BinQuery:
        days = self.since.currentData()
        midnight = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)  # noqa: DTZ005 - as the log keeps it
        period = next(
            (one for one in self._periods if one.code == self.periods.currentData()), None
        )
        return BinQuery(
            kind=self.kinds.currentData() or "",
            period=period,
            since=None if days is None else midnight - timedelta(days=days),
            who=self.people.currentData() or "",
            text=self.search.text(),
            with_undone=self.undone.isChecked(),
        )

    def _show_state(self) -> None:
        shown, total = len(self._content.rows), self._content.total
        more = f"，列出最近的{shown}行；要找更早的，请用上面的条件缩小范围" if shown < total else ""
        self.state.setText(f"共{total}行{more}" if total else "")
        is_narrowed = self._query() != BinQuery(with_undone=self.undone.isChecked())
        self._empty.setText(
            "没有符合条件的内容，请放宽条件再找。"
            if is_narrowed
            else "回收站是空的。\n\n在任何地方删除的行、单位、章节、问题和措施都会放到这里，"
            "不会自动清空，随时可以恢复。"
        )
        stack = self._middle
        stack.setCurrentWidget(self.table if shown else self._empty)

    def _show_choice(self) -> None:
        number = len(self.chosen())
        self.restore_button.setText(f"恢复选中的{number}行" if number else "恢复")

    def _fill_choices(self) -> None:
        self.kinds.addItem("全部类别", "")
        for kind, label in self._bin.kinds().items():
            self.kinds.addItem(label, kind)
        for label, days in _SINCE:
            self.since.addItem(label, days)
        names = ("类别", "报告期", "删除时间", "操作人")
        boxes = (self.kinds, self.periods, self.since, self.people)
        for box, name in zip(boxes, names, strict=True):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def _show_people_and_periods(self) -> None:
        """Offer who and which quarters there are by now; who has no choice is not asked."""
        self._periods = self.context.services.periods.all()
        _offer(self.periods, "全部报告期", {one.code: one.label for one in self._periods})
        people = self._bin.people()
        _offer(self.people, "所有人", {who: who for who in people})
        self.people.setVisible(self.people.count() > _ONE_PERSON)

    def _lay_out(self) -> None:
        title = QLabel("回收站")
        title.setProperty("role", "title")
        words = hint("删除的内容都在这里，不会自动清空；选中以后点“恢复”，放回原来的地方。")
        words.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(words, 1)
        filters = QHBoxLayout()
        filters.setSpacing(6)
        for widget in (self.kinds, self.periods, self.since, self.people):
            filters.addWidget(widget)
        filters.addSpacing(8)
        filters.addWidget(self.undone)
        filters.addStretch(1)
        filters.addWidget(self.search)
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.addWidget(self.restore_button)
        foot.addSpacing(8)
        foot.addWidget(self.state)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(filters)
        layout.addWidget(middle, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        def read() -> None:
            self.context.attempt(self.reload)

        for box in (self.kinds, self.periods, self.since, self.people):
            box.activated.connect(lambda _place: read())
        self.undone.toggled.connect(lambda _on: read())
        self._pause.timeout.connect(read)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.restore_button.clicked.connect(self.restore)
        self.table.doubleClicked.connect(lambda _index: self.restore())
        self.table.restoring.connect(self.restore)


def _offer(box: QComboBox, everything: str, entries: dict[str, str]) -> None:
    """Fill a box anew and keep what was chosen, where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for key, label in entries.items():
        box.addItem(label, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
