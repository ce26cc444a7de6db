"""Children that may be killed: one process that has loaded everything forks a new one a round.

The child's work is announced by a line on a pipe, so that a kill falls into the work and not into
the start of Python. What it acknowledged before the kill stands in the lines that arrived.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need fork and SIGKILL")
_HERE = Path(__file__).resolve().parent


@dataclass
class Life:
    """What became of one child: the lines it got out, and its exit status (-9: killed)."""

    status: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def was_killed(self) -> bool:
        return self.status == -signal.SIGKILL

    @property
    def acknowledged(self) -> list[int]:
        """Numbers that the child sent after each commit."""
        return [int(line) for line in self.lines if line.isdigit()]


class Nursery:
    """Runs jobs of worker.py, each in a fresh child; a context manager."""

    def __init__(self) -> None:
        root = _HERE.parents[1]
        self._process = subprocess.Popen(
            [sys.executable, str(_HERE / "worker.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # what the program says there is looked at too
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(root)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(20)

    def run(self, job: str, *arguments: object, kill_after: float | None = None) -> Life:
        """Do a job in a child; kill it so many seconds after it began, unless it ended before."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([job, *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        life = Life()
        killer: threading.Timer | None = None
        for line in self._process.stdout:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "begin" and kill_after is not None:
                killer = threading.Timer(kill_after, os.kill, (child, signal.SIGKILL))
                killer.start()
            elif word == "end":
                life.status = int(rest)
                break
            elif line.strip() and word != "begin":
                life.lines.append(line.rstrip("\n"))
        if killer is not None:
            killer.cancel()
            killer.join()
        return life


def tell(sentence: str) -> None:
    """Print what was counted; the long set shows it."""
    print(sentence)  # noqa: T201 - the one place that does
