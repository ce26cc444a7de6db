"""Comparing with the files in tests/golden; UPDATE rewrites them and fails its own test."""

from __future__ import annotations

from pathlib import Path

UPDATE = False
FOLDER = Path(__file__).resolve().parents[1] / "golden"


def check(name: str, text: str) -> None:
    """Compare a text with the golden file of that name, after rewriting it where UPDATE is on."""
    path = FOLDER / name
    if UPDATE:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
