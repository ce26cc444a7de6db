"""File names on a Linux whose language settings are not UTF-8, such as zh_CN.GB18030 or C.

Every desktop writes its file names in UTF-8 all the same, and so must we: Python, which would obey
the settings, finds no folder with a Chinese name there, or cannot even name one.
"""

from __future__ import annotations

import os
import sys

_SWITCH = "PYTHONUTF8"  # PEP 540; the bundle carries the switch itself, see build.spec
_CHINESE = "数"


def start_in_utf8() -> None:
    """Start this program anew in Python's UTF-8 mode where file names need it; else do nothing.

    What it prints stays in the encoding of the terminal, where that has Chinese.
    """
    is_wanted = sys.platform == "linux" and sys.getfilesystemencoding() != "utf-8"
    if not is_wanted or getattr(sys, "frozen", False) or os.environ.get(_SWITCH) == "1":
        return
    terminal = sys.stdout.encoding if sys.stdout else "utf-8"
    if not _CHINESE.encode(terminal, "ignore"):
        terminal = "utf-8"
    os.execve(  # noqa: S606 - this very program, with its own words
        sys.executable,
        [sys.executable, *sys.orig_argv[1:]],
        {"PYTHONIOENCODING": terminal, **os.environ, _SWITCH: "1"},
    )
