"""How soon the window is there, what it holds and what it does when nobody does anything.

`python bench/bench_window.py` starts whole processes in turn (medians), offscreen, over the demo
township: until the first paint, and until the first page is drawn and can be typed into, against a
bare QMainWindow with the same style sheet; and until the window answers a second start, from source
and, where `dev.py build` left one, from the bundle. The last of these is kept for ten seconds, then
its memory and processor time are read (Linux).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
BUNDLE = ROOT / "dist" / "dangjian-jibao" / "dangjian-jibao"
ROUNDS = 9
LONGEST = 60.0  # seconds that a window may take to answer: an old bundle refuses newer data
SETTLING, IDLE = 5.0, 10.0  # seconds: the work after the first paint; looking on

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

PAGE = """
import os, sys
sys.path.insert(0, sys.argv[1])
from desktop_app.ui import window
class Watched(window.MainWindow):
    def start(self):
        self.ready.connect(self.end)
        super().start()
    def end(self):
        self.repaint()
        os._exit(0)
window.MainWindow = Watched
import main
sys.exit(main.main(["--data-dir", sys.argv[2]]))
"""


def environment() -> dict[str, str]:
    """Return what the windows run in: no display, their byte code kept as on any user's machine."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def seconds(program: str, *arguments: str) -> float:
    """Run a program in a fresh interpreter until it ends at its first paint."""
    command = [sys.executable, "-c", program, str(ROOT), *arguments]
    start = perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL)
    return perf_counter() - start


class Started:
    """A window of the program, from its start until it is ended."""

    def __init__(self, command: list[str], folder: str) -> None:
        """Start it and wait until it answers; `seconds` says how long that took."""
        from desktop_app.ui.starting.first_window import call_first_window  # noqa: PLC0415 - Qt

        start = perf_counter()
        self._process = subprocess.Popen(
            [*command, "--data-dir", folder],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not call_first_window(Path(folder)):
            if self._process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended by itself.")
            if perf_counter() - start > LONGEST:
                self._process.kill()
                raise TimeoutError(f"{command[0]} does not answer: is it older than the data?")
            sleep(0.005)
        self.seconds = perf_counter() - start

    def end(self) -> float:
        """End it and return the seconds that it took to start."""
        self._process.kill()
        self._process.wait()
        return self.seconds

    def memory(self) -> float:
        """Return the megabytes that it holds in memory."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def processor_time(self) -> float:
        """Return the seconds of processor time that it has used."""
        used = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print `name | seconds | ratio`, then memory and idleness."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [sys.executable, "main.py", "demo", "--data-dir", folder]
        subprocess.run(demo, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        bare: list[float] = []
        ours: list[float] = []
        pages: list[float] = []
        for _ in range(ROUNDS + 1):
            bare.append(seconds(BARE))
            ours.append(seconds(OURS, folder))
            pages.append(seconds(PAGE, folder))
        print("name | seconds | ratio")
        floor = median(bare[1:])
        named = {"bare window": bare, "our window, first paint": ours, "first page drawn": pages}
        for name, times in named.items():
            print(f"{name} | {median(times[1:]):.3f} | {median(times[1:]) / floor:.2f}")
        _print_answering(folder)


def _print_answering(folder: str) -> None:
    commands = {"answers, from source": [sys.executable, "main.py"]}
    if BUNDLE.exists():
        commands["answers, from the bundle"] = [str(BUNDLE)]
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 1):
        for name, command in commands.items():
            times[name].append(Started(command, folder).end())
    source, *_ = (median(taken[1:]) for taken in times.values())
    for name, taken in times.items():
        print(f"{name} | {median(taken[1:]):.3f} | {median(taken[1:]) / source:.2f}")
    if sys.platform == "linux":
        window = Started(list(commands.values())[-1], folder)
        sleep(SETTLING)
        before = window.processor_time()
        sleep(IDLE)
        idle, memory = window.processor_time() - before, window.memory()
        window.end()
        print(f"memory, MB | {memory:.0f} | at most 250")
        print(f"processor time in {IDLE:.0f} idle seconds | {idle:.2f} | 0")


if __name__ == "__main__":
    main()
