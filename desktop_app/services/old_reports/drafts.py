"""What was confirmed of an old report and not written: kept for its file's next opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.core.specs import Within
from desktop_app.report.old_reports.records import Choice
from desktop_app.services.old_reports.reading import Reading
from desktop_app.services.program.local_settings import LocalSettings

_NAME = "old_report"
"""Under which the one draft is kept: its file's digest and the choices."""


class Drafts:
    """Keeps the choices of the old report that was left last; one of an other file replaces it."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder."""
        self._settings = LocalSettings(folder)

    def keep(self, reading: Reading, chosen: Mapping[int, Choice]) -> None:
        """Keep what was confirmed; TargetRefused where nothing can be written."""
        choices = {str(index): asdict(choice) for index, choice in chosen.items()}
        self._settings.set(_NAME, {"digest": _digest(reading), "choices": choices})

    def of(self, reading: Reading) -> dict[int, Choice]:
        """Return what was confirmed of this report when it was left; empty for another one."""
        kept = self._settings.get(_NAME)
        if not isinstance(kept, dict) or kept.get("digest") != _digest(reading):
            return {}
        try:
            return {int(index): _choice(one) for index, one in kept["choices"].items()}
        except (AttributeError, KeyError, TypeError, ValueError):  # changed by hand
            return {}

    def forget(self, reading: Reading) -> None:
        """Drop the draft of a report that was written."""
        if self.of(reading):
            self._settings.set(_NAME, None)


def _choice(kept: dict[str, Any]) -> Choice:
    formats, within = tuple(kept["formats"]), Within(kept["within"])
    return Choice(**{**kept, "formats": formats, "within": within})


def _digest(reading: Reading) -> str:
    """Tell reports apart, and readings of one that found other blanks."""
    report = reading.report
    places = [proposal.blank.place for proposal in reading.proposals]
    return sha256(repr((report.title, report.chapters, places)).encode()).hexdigest()
