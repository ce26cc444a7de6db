"""The headless verbs: one thing each, without a display, in plain or JSON output.

A module a group; each declares its verbs with what they take and what they do. Exit codes: 0 done;
1 refused, or `check` found errors; 2 wrong usage.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.errors import NothingSetUp
from desktop_app.headless import command_line, keeping, papers, reading, tables
from desktop_app.headless.verb import Call
from desktop_app.services.program.workplace import Workplace

if TYPE_CHECKING:
    from desktop_app.services.assembly import Services

_ALL = (*reading.VERBS, *papers.VERBS, *tables.VERBS, *keeping.VERBS)
_VERBS = {verb.name: verb for verb in _ALL}


def parse(arguments: Sequence[str], version: str) -> argparse.Namespace:
    """Read the command line as `command_line.parse` does."""
    return command_line.parse(arguments, version, _ALL)


def run(
    options: argparse.Namespace,
    workplace: Workplace,
    open_services: Callable[[Workplace], Services],
    resources: Path,
) -> int:
    """Run one verb and return the exit code; refusals pass through.

    resources: what comes with the program, for verbs that need no data.
    """
    verb = _VERBS[options.verb]
    if verb.needs_data and not workplace.has_data():
        raise NothingSetUp(f"“{workplace.folder}”里没有党建季报的数据，请核对文件夹。")
    return verb.run(Call(options, workplace, open_services, resources))
