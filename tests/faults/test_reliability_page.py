"""docs/reliability.md promises nothing that no test of that name proves."""

from __future__ import annotations

import ast
import re

from township import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_all_scenarios_are_there_in_order():
    numbers = [int(row[0]) for row in ROWS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 40


def test_each_scenario_names_a_test():
    assert [row[0] for row in ROWS if "::test_" not in row[3]] == []


def test_each_test_that_is_named_exists():
    missing = []
    for path, name in sorted(set(NAMED)):
        file = ROOT / path
        tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.Module([], [])
        if name not in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []
