"""An old report → chapters with proposals of what stands behind each blank and number.

paragraphs → `structure` (chapters, points, faults) → `blanks` (what is to be filled in) →
`proposing` (which figure, name or new figure that is, by `vocabulary` and `scoring`) → `writing`
(the text with slots in place). Pure functions; nothing is decided here that a clerk cannot change.
"""

from __future__ import annotations

from desktop_app.report.old_reports.proposing import propose
from desktop_app.report.old_reports.structure import structure_of
from desktop_app.report.old_reports.writing import with_choices

__all__ = ["propose", "structure_of", "with_choices"]
