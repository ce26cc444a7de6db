"""The ruler: measures a finished PDF against GB/T 9704-2012 from where its glyphs and ink stand.

It shares no code and no constant with the program that made the PDF.
"""

from __future__ import annotations

from ruler.flow_rules import full_page_pairs, off_grid
from ruler.layout import Layout, lay_out
from ruler.line_rules import on_cells
from ruler.measurement import Figures, Measurement, Violation
from ruler.reading import Unreadable
from ruler.rules import RULES

__all__ = ["Figures", "Measurement", "Unreadable", "Violation", "measure"]


def measure(data: bytes) -> Measurement:
    """Measure a PDF. Raises Unreadable where it is none."""
    layout = lay_out(data)
    violations = (violation for rule in RULES for violation in rule(layout))
    return Measurement(_figures(layout), tuple(violations))


def _figures(layout: Layout) -> Figures:
    full = list(layout.full_rows())
    followers = [row for block in layout.paragraphs for row in block.rows[1:]]
    flush = [row.off_left() for row in followers if abs(row.off_left()) < 3]
    text = [row for page in layout.pages for row in page.text]
    on_grid = [row for page in layout.pages for row in page.text if row not in page.notes]
    opening = layout.pages[:1]
    marks = [glyph.top for page in opening for glyph in page.mark]
    drops = [page.red_rule.top - row.bottom for page in opening if page.red_rule
             for row in page.head[-1:]]  # fmt: skip
    return Figures(
        pages=len(layout.pages),
        characters=sum(not glyph.blank for page in layout.document.pages for glyph in page.glyphs),
        faces=layout.document.faces,
        rows=len(text),
        full_rows=len(full),
        exact_rows=sum(map(on_cells, full)),
        rows_on_full_pages=tuple(
            sorted({len(page.text) for page, _following in full_page_pairs(layout)})
        ),
        tables=sum(len(page.tables) + len(page.turned_tables) for page in layout.pages),
        first_top=min((row.top for row in text), default=None),
        mark_top=min(marks, default=None),
        red_rule_drop=min(drops, default=None),
        worst_left=max(map(abs, flush), default=None),
        worst_right=max((abs(row.off_right()) for row in full), default=None),
        worst_grid=max((abs(off_grid(row)) for row in on_grid), default=None),
        notices=tuple(dict.fromkeys(row.text for page in layout.pages for row in page.furniture)),
        others=sum(len(page.others) for page in layout.pages),
    )
