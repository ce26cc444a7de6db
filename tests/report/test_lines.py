"""Where lines break and how they are made to fill: the order of squeezing, whole paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from prose import Prose
from test_typesetting import MEASURE, lines_of, text_of, texts

from desktop_app.report.document import Run
from desktop_app.report.official_style import STANDARD
from desktop_app.report.typesetting.glyphs import Typecase
from desktop_app.report.typesetting.lines import Paragraph
from desktop_app.report.typesetting.opportunities import CLOSING, OPENING
from desktop_app.report.typesetting.setting import SetLine
from desktop_app.report.typesetting.spacing import givable, room_in, squeezed, stretched

PITCH = STANDARD.pitch


def glyphs(text: str):
    return Typecase(MEASURE).row((Run(text),), STANDARD.body).glyphs


def origins(line: SetLine) -> list[tuple[str, float]]:
    """Each character of a line with its place, in cells from the left."""
    found = []
    for piece in line.pieces:
        x = piece.x
        for char in piece.text:
            found.append((char, x / PITCH))
            width = 0.5 if char.isascii() else 1.0
            x += width * 16 + piece.spacing
    return found


def advances(line: SetLine) -> list[tuple[str, float]]:
    return [(char, round(after - x, 3)) for (char, x), (_, after) in pairwise(origins(line))]


def test_a_full_line_stands_on_its_cells():
    _, full, _ = lines_of("镇" * 82)
    assert [x for _, x in origins(full)] == pytest.approx(list(range(28)))


def test_two_digits_take_one_cell():
    _, full, _ = lines_of("镇" * 26 + "镇村12年" + "镇" * 40)
    assert [x for _, x in origins(full)] == pytest.approx([0, 1, 2, 2.5, *range(3, 28)])


# ── squeezing ────────────────────────────────────────────────────────────────────────────────────


def test_marks_give_up_room_in_the_order_of_clreq():
    # ）《 are adjacent; · is a dot, “ a bracket, ， a pause, ！ a stop; 。 stands at the end
    line = glyphs("甲）《乙》丙·丁“戊，己！庚。")
    tiers = givable(line)
    names = [[line[gap.after].char for gap in tier] for tier in tiers]
    assert names == [["。"], ["）"], ["丙", "·"], ["）", "》", "丁"], ["，"], ["！"]]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (0.25, {"。": 0.25}),
        (0.5, {"。": 0.5}),
        (0.8, {"。": 0.5, "，": 0.3}),
        (1.2, {"。": 0.5, "，": 0.5, "！": 0.2}),
    ],
)
def test_a_tier_gives_all_it_can_before_the_next_one(wanted: float, given: dict[str, float]):
    line = glyphs("甲，乙！丙。")
    added = squeezed(line, wanted * PITCH)
    found = {
        glyph.char: round(-more / PITCH, 3) for glyph, more in zip(line, added, strict=True) if more
    }
    assert found == given


def test_the_marks_of_a_tier_share_what_they_give():
    line = glyphs("甲，乙、丙，丁")
    added = squeezed(line, 0.6 * PITCH)
    assert [round(-more / PITCH, 3) for more in added] == [0, 0.2, 0, 0.2, 0, 0.2, 0]


@pytest.mark.parametrize("text", ["甲（乙）。", "“甲，乙”。", "甲？乙！", "《甲》《乙》·丙、"])
def test_what_marks_can_give_is_what_a_line_is_reckoned_to_hold(text: str):
    line = glyphs(text)
    given = sum(gap.points for tier in givable(line) for gap in tier)
    opening = room_in(line[0]) if text[0] in "“《" else 0.0
    assert given == pytest.approx(sum(map(room_in, line)) - opening)


def test_a_mark_that_would_start_a_line_is_pulled_up():
    text = "镇" * 10 + "，" + "镇" * 15 + "，" + "村" * 9  # 26 cells, then a mark
    first, _ = lines_of(text)
    assert text_of(first) == "镇" * 10 + "，" + "镇" * 15 + "，"
    assert dict(advances(first))["，"] == pytest.approx(0.5, abs=0.01)


def test_half_a_cell_is_spread_and_not_squeezed():
    text = "镇，" * 12 + "1" + "村" * 9  # 24.5 cells and 村: 25.5 or 26.5 of 26
    assert text_of(lines_of(text)[0]) == "镇，" * 12 + "1村"


def test_nothing_is_squeezed_beyond_the_empty_half_of_its_cell():
    for seed in range(20):
        for line in lines_of(Prose(seed).paragraph(300))[:-1]:
            for (char, width), (after, _) in pairwise([*advances(line), ("", 0.0)]):
                least = 0.5 if char.isascii() or char in CLOSING else 1.0
                least -= 0.5 if after in OPENING else 0.0
                least -= 0.25 if "·" in (char, after) else 0.0
                assert width >= least - 0.01 or char == " "


# ── stretching ───────────────────────────────────────────────────────────────────────────────────


def test_a_space_between_words_takes_half_an_em_first():
    line = glyphs("甲 乙丙")
    added = stretched(line, [False] * 4, 2.0, 16.0)
    assert added[1] == pytest.approx(0.5 * 16 - line[1].advance + added[0])
    assert added[0] == added[2]


def test_seams_take_an_eighth_of_an_em_and_then_all_gaps_alike():
    line = glyphs("甲12乙丙")
    glued = [False, False, True, False, False]
    assert stretched(line, glued, 4.0, 16.0) == pytest.approx([2, 0, 2, 0, 0])
    assert stretched(line, glued, 7.0, 16.0) == pytest.approx([3, 0, 3, 1, 0])


def test_digits_and_dashes_are_never_parted_by_stretching():
    for seed in range(10):
        for line in lines_of(Prose(seed).paragraph(400)):
            for (char, width), (after, _) in pairwise(advances(line)):
                if char.isdigit() and after.isdigit():
                    assert width == pytest.approx(0.5, abs=0.01)
                if char + after in ("——", "……"):
                    assert width == pytest.approx(1.0, abs=0.01)


# ── breaking ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "whole",
    ["2020年", "38.5%", "1234万", "〔2020〕18号", "WiFi", "——", "……", "第12", "3.2亿", "25℃"],
)
@pytest.mark.parametrize("before", range(20, 27))
def test_what_belongs_together_stays_together(whole: str, before: int):
    lines = texts("镇" * before + whole + "村" * 20)
    assert any(whole in line for line in lines)


def test_a_document_number_keeps_its_code_where_that_leaves_no_gap():
    text = "村" * 24 + "（青党发〔2020〕18号）" + "镇" * 20
    assert any("（青党发〔2020〕18号）" in line for line in texts(text))


def test_a_code_is_broken_before_a_line_gapes():
    text = "村" * 14 + "（中共云岭县青石镇〔2020〕18号）" + "镇" * 20
    first = texts(text)[0]
    assert len(first) > 20
    assert all("〔2020〕18号" in line or "〔" not in line for line in texts(text))


def test_a_paragraph_is_broken_at_once_where_a_line_would_gape():
    text = (
        "青石镇党委坚持把支部建在网格上" * 2 + "投入901234567.35万元，" + "群众的事情商量着办" * 3
    )
    lines = Paragraph(glyphs(text)).fill(26 * PITCH, 28 * PITCH)
    lacks = [
        (28 if line.start else 26)
        - (sum(g.advance for g in glyphs(text)[line.start : line.end]) / PITCH)
        for line in lines[:-1]
    ]
    assert max(lacks) < 3


def test_a_lone_last_character_is_pulled_up_where_marks_give_room():
    text = "镇，" * 13 + "村。"  # 26 cells, 村 and a mark over
    assert len(texts(text)) == 1
    assert [len(line) for line in texts("镇" * 26 + "村。")] == [25, 3]


def test_no_last_line_of_one_character_in_fifty_thousand():
    for seed in range(150):
        *_, above, last = ["", *texts(Prose(seed).paragraph(320))]
        assert not above or len(last.strip("。，！？…”")) > 1
