"""What a verb prints for people, and as JSON with the stable keys of docs/file-formats.md."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_app.core.chinese_numbers import counted_number, plain_number

if TYPE_CHECKING:
    from desktop_app.core.records import FigureContent, FigureValue, Finding

_FINDING_KEYS = ("rule", "severity", "message", "where", "figure", "excerpt", "repair")


def print_json(content: object) -> None:
    """Print JSON, as UTF-8 into files and pipes, whatever the console's own encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(content, ensure_ascii=False, indent=2))


def report_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Print findings and return the exit code: 1 where there is an error."""
    from desktop_app.services.checks.service import SEVERITIES

    if as_json:
        print_json([{key: getattr(one, key) for key in _FINDING_KEYS} for one in findings])
    else:
        for finding in findings:
            print(f"[{SEVERITIES[finding.severity]}] {finding.where}：{finding.message}")
        counts = "，".join(
            f"{label}{sum(finding.severity == name for finding in findings)}条"
            for name, label in SEVERITIES.items()
        )
        print(f"校核完成：{counts}。")
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def figure_record(figure: FigureValue) -> dict[str, object]:
    """Return a figure by its stable keys."""
    return {
        "key": figure.key,
        "label": figure.label,
        "counter": figure.counter,
        "value": _plain(figure.value, figure.decimals),
        "area": figure.area,
        "rows": figure.rows,
        "source": figure.source,
        "missing": list(figure.missing),
        "previous": _plain(figure.previous, figure.decimals),
        "last_year": _plain(figure.last_year, figure.decimals),
    }


def figure_text(figure: FigureValue) -> str:
    """Return a figure's value as people read it."""
    value = figure.value
    if value is None:
        return "（空）"
    if isinstance(value, tuple):
        return "；".join(text.rstrip("。") for text in value) or "（无）"
    if isinstance(value, int | Decimal):
        return counted_number(value, figure.decimals, figure.counter) + figure.counter
    return str(value)


def _plain(value: FigureContent, decimals: int) -> object:
    """Return a number as printed by default, a list of names, or null."""
    if isinstance(value, Decimal):
        text = plain_number(value, decimals)
        return float(text) if "." in text else int(text)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
