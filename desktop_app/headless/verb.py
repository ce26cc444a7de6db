"""What a verb is, what it is handed, and the options that several of them share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.services.program.workplace import Workplace

if TYPE_CHECKING:
    from desktop_app.core.periods import Period
    from desktop_app.services.assembly import Services


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a verb: what was written, and where it works.

    resources: what comes with the program, for verbs that need no data.
    """

    options: argparse.Namespace
    workplace: Workplace
    open_services: Callable[[Workplace], Services]
    resources: Path

    def open(self) -> Services:
        """Open the data and return the services over them."""
        return self.open_services(self.workplace)

    def period(self, services: Services) -> Period:
        """Return the report period that was written."""
        return services.periods.require(self.options.period)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its name, what it does in a sentence, and how it is done.

    run: does it and returns the exit code. describe: adds what is written behind the name; called
    when that verb was asked for. needs_data: whether it is refused where there are no data yet.
    Without a purpose it is the program's own, and not listed.
    """

    name: str
    purpose: str
    run: Callable[[Call], int]
    describe: Callable[[argparse.ArgumentParser], None] = lambda _parser: None
    needs_data: bool = True


def add_period(parser: argparse.ArgumentParser) -> None:
    """Let a verb take a report period."""
    parser.add_argument("period", help="2020Q1、2020H1 或 2020")


def add_target(
    parser: argparse.ArgumentParser, purpose: str = "要写的文件", *, required: bool = True
) -> None:
    """Let a verb write a file, which --force replaces."""
    parser.add_argument("--to", type=Path, required=required, help=purpose)
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Let a verb replace a file."""
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a verb print for other programs."""
    parser.add_argument("--json", action="store_true", help="供其他程序读取的格式")
