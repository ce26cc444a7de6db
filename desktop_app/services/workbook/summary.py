"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.core.periods import Period


@dataclass
class ImportSummary:
    """Counts of ledger rows, problems and measures; warnings as 工作表·单元格·原因."""

    period: Period
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)

    def count(self, before: object, after: object) -> None:
        """Count one record by what it was (None: not there) and what it is."""
        if before is None:
            self.added += 1
        elif before == after:
            self.unchanged += 1
        else:
            self.changed += 1

    def add(self, other: ImportSummary) -> None:
        """Take in what another file did."""
        self.added += other.added
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.warnings += other.warnings
