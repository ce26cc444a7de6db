"""The process that opens files of others: with little memory, and no loss when it dies.

A bomb or a fault in a reader ends this process, not the program. It is asked over its input and
answers over its output, one length and pickle after another; the questions are those of `answer`.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from desktop_app.core.errors import SourceRefused
from desktop_app.services.workbook.raw_tables import RawFile

VERB = "read-tables"
"""How the bundle is told to be this process; it has no interpreter to hand a module to."""

LENGTH = struct.Struct("<I")
MOST_MEMORY = 1024**3
_ROWS_AT_ONCE = 1000

Answer = tuple[str, object]


def main() -> None:
    """Answer questions until the input ends: the program closed it or is gone."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    _limit_memory()
    _serve(questions, answers)


def _limit_memory() -> None:
    """Let the system refuse more memory; Windows has no such call, there the time is limited."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - does not exist on Windows

        with suppress(ValueError, OSError):  # a lower limit stands already
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    opened: list[RawFile] = []
    while header := questions.read(LENGTH.size):
        question = pickle.loads(questions.read(*LENGTH.unpack(header)))  # noqa: S301 - from our own program
        try:
            for found in answer(question, opened):
                _send(answers, found)
        except SourceRefused as refusal:
            _send(answers, ("refused", str(refusal)))
        except MemoryError:
            opened.clear()
            _send(answers, ("refused", ""))


def answer(question: tuple[str, str | int], opened: list[RawFile]) -> Iterator[Answer]:
    """Answer ("open", path), ("rows", place) or ("uncounted", 0) about the newest file."""
    what, about = question
    if what == "open":
        opened.clear()
        file = RawFile(Path(str(about)))
        opened.append(file)
        tables = [
            (title, file.width(place), file.height(place), file.head(place))
            for place, title in enumerate(file.titles)
        ]
        yield "opened", (file.kind, file.notes, tables)
    elif what == "rows":
        rows = opened[0].rows(int(about))
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            yield "rows", chunk
        yield "end", None
    else:
        yield "uncounted", opened[0].uncounted()


def _send(answers: BinaryIO, content: Answer) -> None:
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    answers.write(LENGTH.pack(len(data)))
    answers.write(data)
    answers.flush()


def receive(read: Callable[[int], bytes]) -> bytes:
    """Return one message, b"" at the end of the stream."""
    header = read(LENGTH.size)
    return read(*LENGTH.unpack(header)) if len(header) == LENGTH.size else b""


if __name__ == "__main__":
    main()
