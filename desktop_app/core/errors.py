"""Refusals: one class per cause, each carrying the one Chinese sentence that a clerk reads.

A refusal is an expected answer to bad input; nothing has been written when it is raised.
Anything else that is raised is a fault of ours.
"""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """Base of all refusals; `str(refusal)` says what, where and what to do, in Chinese."""


class UnknownPeriod(Refusal):
    """A period that is malformed or was never opened."""


class UnknownUnit(Refusal):
    """A reporting unit that is not in this period."""


class UnknownName(Refusal):
    """A ledger, figure, chapter or row that does not exist."""


class Conflict(Refusal):
    """What was written clashes with what is there; the last wall stopped it."""


class NotEmpty(Refusal):
    """Demo data may only go into an empty database."""


class NothingSetUp(Refusal):
    """The step needs an office, units or a period that are not there yet."""


class TargetRefused(Refusal):
    """The file that should be written exists already, is a folder or cannot be written."""


class SourceRefused(Refusal):
    """A file that should be read is missing, unreadable or of another kind."""


class DatabaseRefused(Refusal):
    """The database is damaged, foreign, newer, missing its content or in use."""


class GlyphMissing(Refusal):
    """The report holds a character that no font can print."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One wrong value: the field's name ("" for the row as a whole) and a Chinese reason."""

    field: str
    message: str


class InvalidValue(Refusal):
    """One value that cannot be what its field asks for; the text is the reason alone."""


class InvalidRow(Refusal):
    """A row with at least one wrong value."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        """Keep the problems, in field order; the message joins their reasons with ；."""
        self.problems = problems
        super().__init__("；".join(problem.message for problem in problems))


class WorkbookRefused(Refusal):
    """A workbook with wrong cells; nothing of it was written.

    `problems` are sentences of the form 工作表·单元格·原因, in reading order.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep the problems; the message is one line a problem."""
        self.problems = problems
        super().__init__("\n".join(problems))


class FontDamaged(Refusal):
    """A font that comes with the program is missing or damaged."""
