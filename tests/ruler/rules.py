"""Every rule, in the order in which it is reported. A rule takes the layout, yields violations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ruler import element_rules, flow_rules, line_rules, page_rules
from ruler.layout import Layout
from ruler.measurement import Violation

Rule = Callable[[Layout], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    page_rules.sheet,
    page_rules.landscape,
    page_rules.fonts,
    page_rules.characters,
    page_rules.colours,
    page_rules.measured,
    page_rules.type_area,
    flow_rules.grid,
    flow_rules.full_pages,
    page_rules.page_numbers,
    flow_rules.headings,
    flow_rules.signature_pages,
    line_rules.left_edge,
    line_rules.right_edge,
    line_rules.cells,
    line_rules.line_starts,
    line_rules.line_ends,
    line_rules.splits,
    line_rules.lone_characters,
    element_rules.titles,
    element_rules.red_head,
    element_rules.attachments,
    element_rules.signatures,
    element_rules.imprints,
    element_rules.table_headers,
)
