"""`python -m ruler FILE.pdf…`: figures, then violations. 0: none; 1: some; 2: a file is no PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from ruler import Unreadable, measure


def main(arguments: list[str]) -> int:
    """Measure the files named and return the worst exit code."""
    if not arguments:
        _say("Name the PDF files to measure.", sys.stderr)
        return 2
    return max(_measured(Path(name), titled=len(arguments) > 1) for name in arguments)


def _measured(path: Path, *, titled: bool) -> int:
    try:
        measurement = measure(path.read_bytes())
    except OSError as error:
        _say(f"{path} cannot be read: {error.strerror}.", sys.stderr)
        return 2
    except Unreadable as error:
        _say(f"{path}: {error}", sys.stderr)
        return 2
    if titled:
        _say(f"── {path}")
    for line in measurement.figures.lines():
        _say(line)
    for violation in measurement.violations:
        _say(str(violation))
    count = len(measurement.violations)
    _say(f"{count} violations" if count else "no violation")
    return int(count > 0)


def _say(line: str, stream: TextIO | None = None) -> None:
    print(line, file=stream)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
