"""What a measurement comes to: figures, and violations with their rule."""

from __future__ import annotations

from dataclasses import dataclass

from ruler.reading import Face


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that the standard forbids. page: from 1, 0 for the whole file."""

    rule: str
    page: int
    message: str

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"page {self.page}" if self.page else "file"
        return f"{self.rule}: {where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; lengths in mm, None where there was nothing to measure.

    rows: 3号 rows of running text. full_rows: those that another row of their paragraph follows,
    so that they must reach both edges. exact_rows: full rows whose every glyph stands on one of
    the 28 cells or on a half of one. rows_on_full_pages: their numbers of rows, each once.
    first_top: upper em edge of the uppermost row of text of all pages. mark_top: upper ink edge of
    the 发文机关标志. red_rule_drop: from the 发文字号 to the rule below it. notices: furniture in
    the head margin. others: rows in the type area of a size that no clause knows.
    """

    pages: int
    characters: int
    faces: tuple[Face, ...]
    rows: int
    full_rows: int
    exact_rows: int
    rows_on_full_pages: tuple[int, ...]
    tables: int
    first_top: float | None
    mark_top: float | None
    red_rule_drop: float | None
    worst_left: float | None
    worst_right: float | None
    worst_grid: float | None
    notices: tuple[str, ...]
    others: int

    def lines(self) -> list[str]:
        """Say each figure on a line."""
        on_pages = ", ".join(map(str, self.rows_on_full_pages)) or "no full page"
        edges = f"worst left edge: {_mm(self.worst_left)}, right edge: {_mm(self.worst_right)}"
        said = [
            f"pages: {self.pages}, characters: {self.characters}, tables: {self.tables}",
            f"rows of text: {self.rows}; full: {self.full_rows}, on their cells: {self.exact_rows}",
            f"rows on full pages: {on_pages}",
            f"first em-box top: {_mm(self.first_top)}",
            f"red head: mark at {_mm(self.mark_top)}, rule {_mm(self.red_rule_drop)} below number",
            f"{edges}, worst row off the grid: {_mm(self.worst_grid)}",
            f"rows of other sizes: {self.others}",
        ]
        said += [f"notice in the head margin: {notice}" for notice in self.notices]
        for face in self.faces:
            said.append(f"font: {face.name}, {'embedded' if face.embedded else 'NOT embedded'}")
        return said


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures and violations of one file."""

    figures: Figures
    violations: tuple[Violation, ...]


def _mm(length: float | None) -> str:
    return "—" if length is None else f"{length:.3f} mm"
