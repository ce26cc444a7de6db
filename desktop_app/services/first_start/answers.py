"""What a clerk answered at the first start, kept on the way and written at its end in one step."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from desktop_app.core.errors import Refusal, TargetRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.services.assembly import Services
from desktop_app.services.files.writing import write_file
from desktop_app.services.first_start.unit_list import ReadUnit, read_units

DRAFT_NAME = "第一次设置.json"
STEP = "第一次设置"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything as it was typed; all of it may be empty.

    names: the list of villages; corrections: what was changed in the table of what was read.
    quarter: code of the quarter that was chosen, "" for the one that is offered. from_old_report:
    the report's text comes from an old one, which is asked for in the window. page: the step that
    was shown last, from 0.
    """

    full_name: str = ""
    short_name: str = ""
    kind: str = "镇"
    names: str = ""
    corrections: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    quarter: str = ""
    from_old_report: bool = False
    page: int = 0

    @property
    def units(self) -> tuple[ReadUnit, ...]:
        """The units that the list names; none of a block that is far too large."""
        with suppress(Refusal):
            return read_units(self.names, self.corrections, self.short_name.strip())
        return ()

    @property
    def taken(self) -> tuple[ReadUnit, ...]:
        """The units that will be written."""
        return tuple(unit for unit in self.units if unit.taken)


def write_answers(services: Services, answers: Answers, period: Period) -> None:
    """Write office, quarter and units in one step, which is all there or not at all.

    Raises InvalidRow for a text that is too long.
    """
    office = {"full_name": answers.full_name, "short_name": answers.short_name}
    with services.writer.step(STEP):
        if any(text.strip() for text in office.values()):
            services.office.save_office(**office, kind=answers.kind)
        services.periods.open(period)
        for unit in answers.taken:
            services.office.save_unit(
                period,
                unit.name,
                kind=unit.kind,
                party_members=unit.party_members,
                branches=unit.branches,
            )


class Draft:
    """What was answered so far, kept beside the database to be until that holds it.

    A comfort that may fail: where it cannot be kept, the first start goes on without.
    """

    def __init__(self, folder: Path) -> None:
        """folder: the data folder, which is made when there is something to keep."""
        self._path = folder / DRAFT_NAME

    def load(self) -> Answers:
        """Return what was kept; empty answers where there is nothing or it cannot be read."""
        with suppress(OSError, ValueError, TypeError, AttributeError):
            return _checked(Answers(**json.loads(self._path.read_text("utf-8"))))
        return Answers()

    def keep(self, answers: Answers) -> None:
        """Keep the answers; nothing is made for empty ones."""
        if replace(answers, page=0) == Answers() and not self._path.exists():
            return
        with suppress(OSError, TargetRefused):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(asdict(answers), ensure_ascii=False, indent=1)
            write_file(self._path, text.encode(), force=True)

    def forget(self) -> None:
        """Take the file away once the database holds the answers."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _checked(answers: Answers) -> Answers:
    """Return answers that were kept; ValueError, TypeError or AttributeError for other content."""
    for name, value in asdict(Answers()).items():
        if type(getattr(answers, name)) is not type(value):
            raise TypeError(name)
    tuple(answers.units)  # puts the corrections in
    return answers
