"""How a command is written: the verbs with their options, or the window and a file for it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from desktop_app.headless.verb import Verb

FOR_THE_WINDOW = (".djfa",)
"""Endings of files that the window opens when they are double-clicked; no verb takes them."""


class _Parser(argparse.ArgumentParser):
    """Says in Chinese how a command is written."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's options
        super().__init__(**{**options, "add_help": False})
        self._positionals.title, self._optionals.title = "要写明", "可选"
        if options.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        wrong = re.findall(r"invalid choice: '([^']*)'|unrecognized arguments: (.+)", message)
        said = f"不认识“{' '.join(wrong[0]).strip()}”" if wrong else "缺少内容或写得不完整"
        sys.stderr.write(f"命令写法不对：{said}。\n{self.format_usage()}")
        raise SystemExit(2)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：")


def parse(arguments: Sequence[str], version: str, verbs: Sequence[Verb]) -> argparse.Namespace:
    """Read the command line; exits with 2 when it is written wrongly.

    version: the program's. Returns, beside a verb's own options: verb (None for the window),
    file_to_open (None without one) and data_dir, a whole path (None for the usual folder).
    """
    window = _Parser(add_help=False)
    window.set_defaults(verb=None, file_to_open=None)
    _add_data_folder(window, None)
    alone, more = window.parse_known_args(arguments)
    if not more:  # as by an icon: the window waits for no verb's description
        return alone
    parser = _Parser(
        prog="main.py", description="党建季报：从台账到印好的季度报告", parents=[window]
    )
    parser.add_argument(
        "--version", action="version", version=f"党建季报 {version}", help="显示版本"
    )
    if any(word.lower().endswith(FOR_THE_WINDOW) for word in arguments):
        parser.add_argument("file_to_open", type=_whole, help="在窗口里打开的方案")
    else:
        _add_verbs(parser, verbs, arguments)
    return parser.parse_args(arguments)


def _add_verbs(parser: _Parser, verbs: Sequence[Verb], arguments: Sequence[str]) -> None:
    """Name all verbs and describe those that may be meant: a description loads what it names."""
    common = _Parser(add_help=False)
    _add_data_folder(common, argparse.SUPPRESS)
    choices = parser.add_subparsers(dest="verb", parser_class=_Parser, metavar="命令")
    for verb in verbs:
        listed: dict[str, Any] = {"help": verb.purpose} if verb.purpose else {}
        chosen = choices.add_parser(verb.name, description=verb.purpose, parents=[common], **listed)
        if verb.name in arguments:
            verb.describe(chosen)


def _add_data_folder(parser: _Parser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir", type=_whole, default=default, help="数据库、备份和日志所在的文件夹"
    )


def _whole(text: str) -> Path:
    """Return a path that stays the same wherever the program goes to."""
    return Path(text).absolute()
