"""Run by the bundle before main.py: what it needed to start itself is not handed to other programs.

PyInstaller puts its own folder into the environment. A PDF viewer, `lp` or WPS started from the
window would load our libraries instead of theirs, and crash.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
if before:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)  # the system's loader has read it by now
# Our own child processes (see services/workbook/child.py) are starts like any other.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
