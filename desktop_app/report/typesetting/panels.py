"""What stands as a whole with its rules: 版头 with its red rule (7.2), 版记 (7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.report import official_style as style
from desktop_app.report.document import Imprint, Letterhead, Run
from desktop_app.report.official_style import MM, Layout, TextStyle
from desktop_app.report.typesetting.glyphs import Row, Typecase
from desktop_app.report.typesetting.pages import Slab
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
    number = _glyphs(head.number, layout.plain, case)
    if head.signers:
        signers = _signers(head.signers, layout, case)
        for row, (left, set_row) in enumerate(signers):
            lines += _at(left, top + row * layout.row, [set_row])
        top += (len(signers) - 1) * layout.row
        left = style.SIGNER_INDENT * layout.pitch
    else:
        left = max((layout.text_width - number.width) / 2, 0.0)
    lines += _at(left, top, _set(number, layout.plain, layout.text_width - left))
    rule = top + style.BODY_SIZE + style.RED_RULE_DROP_MM * MM
    panel = Panel(tuple(lines), (Rule(rule, style.RED_RULE, red=True),), rule)
    advance = rule + style.TITLE_GAP_ROWS * layout.row
    return Slab(panel, rule, advance, on_grid=False, keep=True)


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


def _signers(names: tuple[str, ...], layout: Layout, case: Typecase) -> list[tuple[float, SetLine]]:
    """Set 签发人 two a row, flush one character from the right, aligned under the first (7.2.6)."""
    label = _glyphs(style.SIGNER_LABEL, layout.plain, case)
    rows = ["　".join(names[at : at + 2]) for at in range(0, len(names), 2)]
    set_names = [_glyphs(row, layout.signer, case) for row in rows]
    widest = max(row.width for row in set_names)
    right = layout.text_width - style.SIGNER_INDENT * layout.pitch
    start = max(right - widest - label.width, 0.0)
    wide = layout.text_width * 2  # names are never broken
    found = []
    for row, glyphs in enumerate(set_names):
        whole = label.then(glyphs) if row == 0 else glyphs
        left = start if row == 0 else start + label.width
        found += [(left, line) for line in _set(whole, layout.plain, wide, Align.LEFT)]
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
        (label, names.rstrip("。"))
        for label, names in (("主送：", recipients), (style.COPIES_LABEL, imprint.copies_to))
        if names
    ]
    if addressees:
        sections.append([])
    for label, names in addressees:
        head = _glyphs(label, text, case)
        glyphs = head.then(_glyphs(f"{names}。", text, case))
        lines = set_lines(glyphs, text, room, indents=(0.0, head.width))
        sections[0] += [(indent, line) for line in lines]
    if imprint.issuer or imprint.issued_on:
        date = f"{imprint.issued_on}{style.ISSUED_SUFFIX}" if imprint.issued_on else ""
        sections.append(_issue_rows(imprint.issuer, date, layout, case))
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
