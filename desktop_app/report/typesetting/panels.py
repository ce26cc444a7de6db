"""What stands as a whole with its rules: 版头 with its red rule (7.2), 版记 (7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.report import official_style as style
from desktop_app.report.document import Imprint, Letterhead, Run
from desktop_app.report.fixed_lines import copies_line, issued_line, number_rows
from desktop_app.report.official_style import MM, Layout, TextStyle
from desktop_app.report.typesetting.glyphs import Row, Typecase
from desktop_app.report.typesetting.pages import Bond, Slab
from desktop_app.report.typesetting.setting import Align, SetLine, set_lines


class Rule(NamedTuple):
    """A horizontal rule over the whole width. y: of its middle, below the panel's top; points."""

    y: float
    thickness: float
    red: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines, each with its left and top within the panel, and rules; points."""

    lines: tuple[tuple[float, float, SetLine], ...]
    rules: tuple[Rule, ...]
    height: float

    def parts(self, height: float) -> list[Panel]:
        """Part a panel that no page of that height can hold; each part is closed by thick rules."""
        parts: list[Panel] = []
        rest = list(self.lines)
        while rest:
            first = rest[0][1]
            fits = [line for line in rest if line[1] + line[2].style.leading - first <= height]
            taken = fits or rest[:1]
            foot = taken[-1][1] + taken[-1][2].style.leading
            space = (taken[0][2].style.leading - taken[0][2].style.size) / 2
            start, end = first - space, foot - space
            inner = [rule for rule in self.rules if start + 1 < rule.y < end - 1]
            rules = [
                Rule(0.0, style.OUTER_RULE),
                *(rule._replace(y=rule.y - start) for rule in inner),
                Rule(end - start, style.OUTER_RULE),
            ]
            lines = tuple((left, top - start, line) for left, top, line in taken)
            parts.append(Panel(lines, tuple(rules), end - start))
            rest = rest[len(taken) :]
        return parts


def letterhead_panel(head: Letterhead, layout: Layout, case: Typecase) -> Slab[Panel]:
    """Set 版头; what follows it stands two empty rows below the red rule."""
    lines: list[tuple[float, float, SetLine]] = []
    if head.urgency:
        urgency = _glyphs(head.urgency, layout.label, case)
        row = style.URGENCY_ROW * layout.row
        lines += _at(0.0, row, _set(urgency, layout.label, layout.text_width))
    mark, below = _mark(head.mark, layout, case)
    lines += mark
    top = below + style.NUMBER_GAP_ROWS * layout.row
    rows = _number_rows(head, layout, case)
    lines += [(left, top + at * layout.row, line) for at, left, line in rows]
    top += max(at for at, *_ in rows) * layout.row if rows else 0.0
    rule = top + style.BODY_SIZE + style.RED_RULE_DROP_MM * MM
    panel = Panel(tuple(lines), (Rule(rule, style.RED_RULE, red=True),), rule)
    advance = rule + style.TITLE_GAP_ROWS * layout.row
    return Slab(panel, rule, advance, on_grid=False, bond=Bond.HEAD)


def _mark(
    text: str, layout: Layout, case: Typecase
) -> tuple[list[tuple[float, float, SetLine]], float]:
    """Set 发文机关标志 with the top of its ink 35 mm down (7.2.4); return it and its ink's foot."""
    inks = [
        case.measure.ink(char, style.FontRole.XIAOBIAOSONG) for char in text if not char.isspace()
    ]
    top_of_ink = max((ink[3] for ink in inks), default=style.EM_ASCENT)
    foot_of_ink = min((ink[1] for ink in inks), default=0.0)
    widths = (case.measure.glyph(char, style.FontRole.XIAOBIAOSONG) for char in text)
    mark = layout.mark(sum(found[1] if found else 1.0 for found in widths))
    baseline = style.MARK_DROP_MM * MM + top_of_ink * mark.size
    top = baseline - case.measure.ascent(mark.role) * mark.size
    glyphs = _glyphs(text, mark, case)
    left = (layout.text_width - glyphs.width) / 2
    lines = _set(glyphs, mark, max(layout.text_width, glyphs.width) + 1, Align.LEFT)
    return _at(left, top, lines), baseline - foot_of_ink * mark.size


def _number_rows(
    head: Letterhead, layout: Layout, case: Typecase
) -> list[tuple[int, float, SetLine]]:
    """Set 发文字号 and 签发人 as (row, left, line): names align under the first (7.2.5, 7.2.6)."""
    indent = style.SIGNER_INDENT * layout.pitch
    right = layout.text_width - indent
    if not head.signers:
        number = _glyphs(head.number, layout.plain, case)
        left = max((layout.text_width - number.width) / 2, 0.0)
        lines = _set(number, layout.plain, layout.text_width - left)
        return [(at, left, line) for at, line in enumerate(lines)]
    label = _glyphs(style.SIGNER_LABEL, layout.plain, case)
    rows = number_rows(head, layout.columns - 2 * style.SIGNER_INDENT)
    names = [_glyphs(row.names, layout.signer, case) for row in rows]
    start = max(right - max(row.width for row in names) - label.width, indent)
    found: list[tuple[int, float, SetLine]] = []
    at = 0
    for row, glyphs in zip(rows, names, strict=True):
        numbers = _set(_glyphs(row.number, layout.plain, case), layout.plain, right - indent)
        left = start if at == 0 else start + label.width
        whole = label.then(glyphs) if at == 0 else glyphs
        signers = _set(whole, layout.plain, right - left) if row.names else []
        found += [(at + below, left, line) for below, line in enumerate(signers)]
        found += [(at + below, indent, line) for below, line in enumerate(numbers)]
        at += max(len(signers), len(numbers))
    return found


def imprint_panel(
    imprint: Imprint, recipients: str, layout: Layout, case: Typecase
) -> Panel | None:
    """Set 版记, None if it is empty; recipients: 主送 that found no room on page 1 (7.3.2)."""
    text = layout.imprint
    indent = style.IMPRINT_INDENT * text.size
    room = layout.text_width - 2 * indent
    sections: list[list[tuple[float, SetLine]]] = []
    addressees = [
        (label, names)
        for label, names in (("主送：", recipients), (style.COPIES_LABEL, imprint.copies_to))
        if names
    ]
    if addressees:
        sections.append([])
    for label, names in addressees:
        head = _glyphs(label, text, case)
        glyphs = _glyphs(copies_line(names, label), text, case)
        lines = set_lines(glyphs, text, room, indents=(0.0, head.width))
        sections[0] += [(indent, line) for line in lines]
    if imprint.issuer or imprint.issued_on:
        sections.append(_issue_rows(imprint.issuer, issued_line(imprint), layout, case))
    if not sections:
        return None
    return _stacked(sections, text)


def _issue_rows(
    issuer: str, date: str, layout: Layout, case: Typecase
) -> list[tuple[float, SetLine]]:
    """Set 印发机关 at the left and 印发日期 at the right of one row, or below it (7.4.3)."""
    text = layout.imprint
    indent = style.IMPRINT_INDENT * text.size
    room = layout.text_width - 2 * indent
    left, right = _glyphs(issuer, text, case), _glyphs(date, text, case)
    names = [(indent, line) for line in _set(left, text, room, Align.LEFT)]
    start = layout.text_width - indent - right.width
    if names and right.glyphs and left.width + text.size + right.width <= room:
        names[-1] = (indent, _joined(left, right, start - indent, text))
        return names
    return names + [(max(start, indent), line) for line in _set(right, text, room, Align.LEFT)]


def _joined(left: Row, right: Row, at: float, text: TextStyle) -> SetLine:
    """Put two texts on one line, the second one beginning at `at`."""
    (first,) = _set(left, text, at, Align.LEFT)
    (second,) = set_lines(right, text, right.width + 1, indents=(0, 0), align=Align.LEFT)
    moved = tuple(piece._replace(x=piece.x + at) for piece in second.pieces)
    return SetLine(text, first.pieces + moved, first.marks)


def _stacked(sections: list[list[tuple[float, SetLine]]], text: TextStyle) -> Panel:
    """Put sections under each other, thick rules around them and thin ones between."""
    lines: list[tuple[float, float, SetLine]] = []
    rules = [Rule(0.0, style.OUTER_RULE)]
    top = 0.0
    for section in sections:
        for left, line in section:
            lines.append((left, top + (text.leading - text.size) / 2, line))
            top += text.leading
        rules.append(Rule(top, style.INNER_RULE))
    rules[-1] = Rule(top, style.OUTER_RULE)
    return Panel(tuple(lines), tuple(rules), top)


def _at(left: float, top: float, lines: Iterable[SetLine]) -> list[tuple[float, float, SetLine]]:
    return [(left, top, line) for line in lines]


def _glyphs(text: str, text_style: TextStyle, case: Typecase) -> Row:
    return case.row((Run(text),), text_style)


def _set(
    glyphs: Row, text_style: TextStyle, width: float, align: Align = Align.LEFT
) -> list[SetLine]:
    return set_lines(glyphs, text_style, width, align=align) if glyphs.glyphs else []
