"""The process that forks the children of `nursery.Nursery`; it is run, never imported by tests.

A line on stdin is a JSON list: the job and its arguments. Out go the child's pid, `begin` when its
work starts, what it has to say, and `end STATUS` from the parent (a signal's number below zero).
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sequences import Site, act, state_after  # noqa: E402

import main as program  # noqa: E402 - the checkout comes first
from desktop_app.report.docx import render_docx  # noqa: E402, F401 - loaded before the fork
from desktop_app.report.pdf import render_pdf  # noqa: E402, F401 - likewise
from desktop_app.services.workbook import service as workbooks  # noqa: E402, F401 - likewise


def say(text: object) -> None:
    """Send one line at once; so short a write to a pipe is whole or not there."""
    os.write(1, f"{text}\n".encode())


def save(folder: str, first: str, most: str) -> int:
    """Write steps of two rows each, numbered from `first`; say each number after its commit."""
    site = Site(Path(folder))
    say("begin")
    for number in range(int(first), int(first) + int(most)):
        site.write_pair(number)
        say(number)
    site.close()
    return 0


def play(folder: str, seed: str, skip: str, most: str) -> int:
    """Go on with a seeded sequence of typing, deleting, undoing; say each number once done."""
    site = Site(Path(folder))
    model = state_after(int(seed), int(skip))
    say("begin")
    for number in range(int(skip), int(skip) + int(most)):
        act(int(seed), number, model)(site)
        say(number)
    site.close()
    return 0


def verb(*arguments: str) -> int:
    """Run a headless verb of main.py."""
    say("begin")
    return program.main(arguments)


def narrow(megabytes: str, *arguments: str) -> int:
    """The same with no more memory than so much beyond what is in use."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = used + int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return verb(*arguments)


JOBS: dict[str, Callable[..., int]] = {
    "save": save,
    "play": play,
    "verb": verb,
    "narrow": narrow,
}


def _be_child(job: str, arguments: list[str]) -> None:
    status = 3
    try:
        say(os.getpid())
        status = JOBS[job](*arguments)
    except BaseException:  # noqa: BLE001 - a child must not fall back into the parent's loop
        say("FAULT " + traceback.format_exc().replace("\n", " | "))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Fork one child a line until stdin ends."""
    for line in sys.stdin:
        job, *arguments = json.loads(line)
        child = os.fork()
        if not child:
            _be_child(job, arguments)
        _pid, status = os.waitpid(child, 0)
        # The line before may have been cut short by the kill.
        say(f"\nend {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
