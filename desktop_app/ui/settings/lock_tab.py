"""密码锁: set, change or remove it, and after how many idle minutes the window is covered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop_app.core.errors import InvalidValue
from desktop_app.services.program.start_lock import LONGEST, MINUTES, StartLock
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.lock.lock_page import FORGOTTEN, HONEST
from desktop_app.ui.lock.window_lock import WindowLock
from desktop_app.ui.settings.tab import Tab

_FIELD_WIDTH = 240


class LockTab(Tab):
    """Nothing is saved before its button is pressed: a half-typed password would lock one out."""

    title = "密码锁"

    def __init__(self, context: Context, lock: StartLock) -> None:
        """lock: of this PC."""
        super().__init__()
        self._context = context
        self._lock = lock
        self.state = QLabel()
        self.state.setProperty("role", "subtitle")
        self.old, self.new, self.again = _field(), _field(), _field()
        self._labels = [QLabel(text) for text in ("原密码", "新密码", "再填一次")]
        self.set_button = button("设置密码")
        self.set_button.setProperty("primary", "true")
        self.remove_button = button("取消密码", "", "先填原密码，再点这里；以后打开程序不再问")
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "error")
        self.reason.hide()
        self.minutes = QComboBox()
        self.minutes.setAccessibleName("多久没有动键盘和鼠标就锁定")
        for minutes in MINUTES:
            self.minutes.addItem(f"{minutes}分钟没有动就锁定" if minutes else "不自动锁定", minutes)
        self.now_button = button("现在锁定", "", "暂时离开时点一下；已填的内容先存好")
        self._lay_out()
        self.set_button.clicked.connect(self._set)
        self.remove_button.clicked.connect(self._remove)
        self.minutes.activated.connect(self._set_minutes)
        self.now_button.clicked.connect(self._lock_now)
        for field in (self.old, self.new, self.again):
            field.returnPressed.connect(self._set)

    def reload(self) -> None:
        """Show whether there is a password; what is being typed stays."""
        is_set = self._lock.is_set
        self.state.setText("已设密码，打开程序时要输入。" if is_set else "没有设密码。")
        self.set_button.setText("更换密码" if is_set else "设置密码")
        for widget in (self._labels[0], self.old, self.remove_button):
            widget.setVisible(is_set)
        for other in (self.minutes, self.now_button):
            other.setEnabled(is_set)
        self.minutes.setCurrentIndex(self.minutes.findData(self._lock.minutes))

    def _set(self) -> None:
        typed = (self.new.text(), self.again.text(), self.old.text())
        done = "密码已更换" if self._lock.is_set else "密码已设好，下次打开程序时要输入"
        self._try(lambda: self._lock.set_password(*typed), done)

    def _remove(self) -> None:
        typed = self.old.text()
        self._try(lambda: self._lock.remove(typed), "密码已取消")

    def _set_minutes(self, place: int) -> None:
        minutes = self.minutes.itemData(place)
        self._context.attempt(lambda: self._lock.set_minutes(minutes))
        self._follow()

    def _lock_now(self) -> None:
        guard = WindowLock.of(self)
        if guard is not None:
            guard.lock()

    def _try(self, action: Callable[[], None], done: str) -> None:
        """Do something with the typed passwords; a wrong one is said beside them."""
        wrong: list[str] = []

        def attempt() -> None:
            try:
                action()
            except InvalidValue as problem:
                wrong.append(str(problem))

        if self._context.attempt(attempt) is Failed:
            return
        self.reason.setText("".join(wrong))
        self.reason.setVisible(bool(wrong))
        if not wrong:
            for field in (self.old, self.new, self.again):
                field.clear()
            self._context.told.emit(done)
        self.reload()
        self._follow()

    def _follow(self) -> None:
        guard = WindowLock.of(self)
        if guard is not None:
            guard.follow_settings()

    def _lay_out(self) -> None:
        frame, inside = card()
        frame.setMaximumWidth(760)
        inside.addWidget(self.state)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, (label, field) in enumerate(
            zip(self._labels, (self.old, self.new, self.again), strict=True)
        ):
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(2, 1)
        inside.addLayout(grid)
        inside.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.addWidget(self.set_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        inside.addLayout(buttons)
        inside.addSpacing(8)
        idle = QHBoxLayout()
        idle.addWidget(self.minutes)
        idle.addWidget(self.now_button)
        idle.addStretch()
        inside.addLayout(idle)
        inside.addSpacing(8)
        inside.addWidget(hint(HONEST))
        inside.addWidget(hint(FORGOTTEN))
        inside.addWidget(
            hint("密码存在数据文件夹里，不随备份走：把备份恢复到别的文件夹，要另外设。")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)


def _field() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(LONGEST)
    field.setFixedWidth(_FIELD_WIDTH)
    return field
