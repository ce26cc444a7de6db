"""Where the password is asked for: a field, a button, what is wrong, and what it protects from."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.services.program.local_settings import FILE_NAME
from desktop_app.services.program.start_lock import LONGEST, StartLock
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint

HONEST = (
    "密码只挡住路过的人看屏幕。数据文件本身没有加密：能拷走它的人，不用密码也读得到。"
    "要防拷贝，请用电脑的登录密码和磁盘加密。"
)
FORGOTTEN = (
    f"忘记密码：把数据文件夹里的“{FILE_NAME}”改名或移走，再打开程序，就不再问密码；"
    "已填的数据一点不少，只是第二备份位置等本机的设置要重新选。"
)
_TICK = 500  # milliseconds between two looks at how long to wait


class LockPage(QWidget):
    """unlocked: the right password was typed. leaving: one would rather end the program."""

    unlocked = Signal()
    leaving = Signal()

    def __init__(self, lock: StartLock, *, can_leave: bool) -> None:
        """can_leave: whether ending the program is offered."""
        super().__init__()
        self._lock = lock
        title = QLabel("党建季报已锁定")
        title.setProperty("role", "title")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText("请输入密码")
        self.field.setAccessibleName("密码")
        self.open_button = button("解锁")
        self.open_button.setProperty("primary", "true")
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "error")
        self.leave_button = button("退出程序")
        self.leave_button.setVisible(can_leave)
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._show_wait)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.leave_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(row)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().height())
        layout.addWidget(self.reason)
        layout.addWidget(hint(HONEST))
        layout.addWidget(hint(FORGOTTEN))
        self.field.returnPressed.connect(self.try_password)
        self.field.textEdited.connect(lambda _text: self._say(""))
        self.open_button.clicked.connect(self.try_password)
        self.leave_button.clicked.connect(self.leaving)
        self._show_wait()

    def begin(self) -> None:
        """Ask anew: nothing typed, the cursor in the field."""
        self.field.clear()
        self._show_wait()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_password(self) -> None:
        """Look whether what is typed is right; a wrong one is cleared and said."""
        if self._lock.wait:
            self._show_wait()
            return
        typed = self.field.text()
        self.field.clear()
        if self._lock.check(typed):
            self._say("")
            self.unlocked.emit()
            return
        self._say("密码不对，请重新输入；请留意大小写和输入法。")
        if self._lock.wait:
            self._show_wait()

    def _show_wait(self) -> None:
        """Say how many seconds are left; the field waits too."""
        left = ceil(self._lock.wait)
        was_waiting = self._ticking.isActive()
        self.field.setEnabled(not left)
        self.open_button.setEnabled(not left)
        if left:
            self._say(f"密码连续填错，请等{left}秒再试。")
            self._ticking.start()
        elif was_waiting:
            self._ticking.stop()
            self._say("现在可以再试。")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.reason.setText(text)
        theme.set_role(self.reason, "role", "hint" if text.startswith("现在") else "error")
