"""How soon the window is painted against a bare QMainWindow with the same style sheet.

`python bench/bench_window.py` starts whole processes in turn (medians), offscreen: a bare window,
and ours over the demo township. Each ends at its first paint.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9

BARE = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
from desktop_app.ui.theme import apply_theme
app = QApplication([])
apply_theme(app, Path(sys.argv[1], "resources"))
class Bare(QMainWindow):
    def paintEvent(self, event):
        os._exit(0)
window = Bare()
window.resize(1366, 728)
window.show()
app.exec()
"""

OURS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from desktop_app.ui import window
class Watched(window.MainWindow):
    def paintEvent(self, event):
        os._exit(0)
window.MainWindow = Watched
import main
sys.exit(main.main(["--data-dir", sys.argv[2]]))
"""


def seconds(program: str, *arguments: str) -> float:
    """Run a program in a fresh interpreter, its byte code kept as on any user's machine."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-c", program, str(ROOT), *arguments]
    start = perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=kept, stderr=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> None:
    """Measure and print `name | seconds | ratio`."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "main.py", "demo", "--data-dir", folder]
        subprocess.run(demo, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        bare: list[float] = []
        ours: list[float] = []
        for _ in range(ROUNDS + 1):
            bare.append(seconds(BARE))
            Path(folder, ".使用中.lock").unlink(missing_ok=True)
            ours.append(seconds(OURS, folder))
    floor = median(bare[1:])
    print("name | seconds | ratio")
    for name, times in (("bare window", bare), ("our window", ours)):
        print(f"{name} | {median(times[1:]):.3f} | {median(times[1:]) / floor:.2f}")


if __name__ == "__main__":
    main()
