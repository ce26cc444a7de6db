"""Chinese input on Linux: the settings without which fcitx never reaches a Qt program from a wheel.

PySide6's wheels carry the input plugins ``ibus`` and ``compose`` only, while UOS, Kylin and many
others use fcitx. fcitx 5 also speaks the protocol of ibus, on the session bus under the name
``org.freedesktop.portal.IBus``, and Qt's ibus plugin uses that when it is told to. fcitx 4 has no
such door: there nothing that we can set helps.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path

# QT_IM_MODULES, since Qt 6.7, goes before QT_IM_MODULE where a desktop sets it.
_MODULE, _MODULES, _MODIFIERS = "QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS"


def chinese_input_settings(
    environ: Mapping[str, str], processes: Iterable[str], platform: str
) -> dict[str, str]:
    """Return the environment variables that Chinese input needs; none where Qt manages alone.

    Args:
        environ: the environment of the program
        processes: the names of the user's running processes. One called fcitx5 owns the name
            on the bus, unless ibus's own daemon runs, and then Qt manages alone
        platform: as ``sys.platform`` says it
    """
    if not platform.startswith("linux"):
        return {}
    running = set(processes)
    asked_for = any(
        "fcitx" in environ.get(name, "").lower() for name in (_MODULE, _MODULES, _MODIFIERS)
    )
    if not asked_for and ("fcitx5" not in running or "ibus-daemon" in running):
        return {}
    settings = {_MODULE: "ibus", "IBUS_USE_PORTAL": "1"}
    if environ.get(_MODULES):
        settings[_MODULES] = "ibus"
    return settings


def prepare_chinese_input(
    environ: MutableMapping[str, str] = os.environ,
    processes: Iterable[str] | None = None,
    platform: str = sys.platform,
) -> dict[str, str | None]:
    """Set what Chinese input needs, before the QApplication is made, which alone looks at it.

    Returns what the variables were before, None for those that were not set: see `give_back`.
    """
    if processes is None:
        processes = _process_names()
    settings = chinese_input_settings(environ, processes, platform)
    before = {name: environ.get(name) for name in settings}
    environ.update(settings)
    return before


def give_back(
    before: Mapping[str, str | None], environ: MutableMapping[str, str] = os.environ
) -> None:
    """Let programs that are started from the window find the user's own settings again."""
    for name, value in before.items():
        if value is None:
            environ.pop(name, None)
        else:
            environ[name] = value


def _process_names(proc: Path = Path("/proc")) -> Iterator[str]:
    """Yield the names of this user's processes, as far as the system shows them."""
    if sys.platform == "win32" or not proc.is_dir():
        return
    user = os.getuid()
    for entry in proc.iterdir():
        try:
            if entry.name.isdecimal() and entry.stat().st_uid == user:
                yield (entry / "comm").read_text("utf-8", "replace").strip()
        except OSError:  # it has just ended
            continue
