"""A second start calls the window that works on the data folder, and it comes to the front.

A comfort, not a condition: Qt's network library asks for a system library (Kerberos) that a bare
Linux may lack; there a second start shows the start page instead.
"""

from __future__ import annotations

import sys
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

try:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
except ImportError:
    CAN_CALL = False
else:
    CAN_CALL = True

_ANSWER = b"shown"
_END = b"\n"  # of what a second start says: a file to open, or nothing
_PATIENCE = 2000  # milliseconds; a window that does not answer in that time hangs
_ANY_PROCESS = -1  # of AllowSetForegroundWindow, winuser.h


class FirstWindow(QObject):
    """Listens for as long as it lives.

    called: another start asks for the window; the path of a file that it should open, or "".
    """

    called = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """folder: the data folder, which this program must hold: what was left over is removed."""
        super().__init__(parent)
        if not CAN_CALL:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))

    def close(self) -> None:
        """Listen no more."""
        if CAN_CALL:
            self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._hear(socket))
        self._hear(socket)  # it may have spoken already

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        said = bytes(socket.readLine().data())
        socket.write(_ANSWER)
        socket.disconnectFromServer()
        self.called.emit(said.removesuffix(_END).decode())


def call_first_window(folder: Path, file_to_open: Path | None = None) -> bool:
    """Ask the window that works on a folder to come to the front; say whether it answered.

    file_to_open: what it should open then.
    """
    if not CAN_CALL:
        return False
    _let_come_to_front()
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    answered = False
    if socket.waitForConnected(_PATIENCE):
        socket.write(str(file_to_open or "").encode() + _END)
        answered = socket.waitForReadyRead(_PATIENCE) or socket.bytesAvailable() > 0
    said = bytes(socket.readAll().data()) if answered else b""
    socket.abort()
    return said == _ANSWER


def bring_to_front(window: QWidget) -> None:
    """Show a window before all others, also one that was made small."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _name(folder: Path) -> str:
    """Return a short name that only this folder has: some systems allow few characters."""
    return (
        f"dangjian-{sha1(str(folder.resolve()).encode(), usedforsecurity=False).hexdigest()[:20]}"
    )


def _let_come_to_front() -> None:
    """Pass on the right to come to the front, which Windows gave to the program started last."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of use on Windows alone

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
