"""The bundled faces: who draws which character, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from report_samples import FONT_FOLDER, FONTS

from desktop_app.core.errors import GlyphMissing
from desktop_app.report.document import Document, Paragraph, Run, Title
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import EM_ASCENT, FontRole
from desktop_app.report.pdf import render_pdf

TEXT_ROLES = (FontRole.FANGSONG, FontRole.KAITI, FontRole.HEITI, FontRole.XIAOBIAOSONG)


def test_nothing_is_opened_before_the_first_question(tmp_path: Path):
    FontSet(tmp_path / "nowhere")


def test_body_digits_and_latin_letters_come_from_the_latin_face():
    latin = FONTS.face(FontRole.LATIN)
    for role in (FontRole.FANGSONG, FontRole.KAITI):
        assert {FONTS.glyph(char, role)[0] for char in "0123456789Az%.-@"} == {latin}
    assert FONTS.glyph("7", FontRole.FANGSONG)[1] == pytest.approx(0.5)


def test_dark_faces_bring_their_own_digits():
    for role in (FontRole.HEITI, FontRole.XIAOBIAOSONG):
        assert FONTS.glyph("2", role)[0] == FONTS.face(role)


@pytest.mark.parametrize("role", TEXT_ROLES)
def test_quotes_dashes_and_brackets_are_one_em_wide_and_from_the_face_itself(role: FontRole):
    for char in "“”‘’—…（）〔〕【】《》、。·＿":
        assert FONTS.glyph(char, role) == (FONTS.face(role), pytest.approx(1.0))


def test_rare_characters_fall_back_by_weight():
    for char in "祎玥镕堃喆昇犇啰瞭㎡𬱖":
        assert FONTS.glyph(char, FontRole.FANGSONG)[0] == FONTS.face(FontRole.RARE_BODY)
        assert FONTS.glyph(char, FontRole.XIAOBIAOSONG)[0] == FONTS.face(FontRole.RARE_TITLE)


def test_missing_lists_each_character_once_and_in_order():
    assert FONTS.missing("张\ue000三\U0010fffd、\ue000") == ["\ue000", "\U0010fffd"]
    assert FONTS.missing("祎2020年〔3〕“—”", FontRole.XIAOBIAOSONG) == []


def test_chinese_faces_share_the_em_box_that_lines_are_set_by():
    for role in (*TEXT_ROLES, FontRole.RARE_BODY, FontRole.RARE_TITLE, FontRole.PAGE_NUMBER):
        with TTFont(FONT_FOLDER / f"{FONTS.face(role)}.ttf", lazy=True) as font:
            assert font["OS/2"].sTypoAscender / font["head"].unitsPerEm == EM_ASCENT


def test_a_character_without_a_glyph_is_refused_with_its_code_and_its_neighbours():
    runs = (Run("请到石浦村找王"), Run("\ue123", figure="a.b"), Run("同志联系核对数字。"))
    document = Document(Title((Run("报告"),)), (Paragraph(runs),))
    with pytest.raises(GlyphMissing) as refusal:
        render_pdf(document, FONTS)
    sentence = str(refusal.value)
    assert "U+E123" in sentence
    assert "石浦村找王\ue123同志联系" in sentence


def test_text_beyond_the_basic_plane_can_be_copied_from_the_pdf():
    document = Document(Title(()), (Paragraph((Run("村民代表𬱖𬭎两人参会"),)),))
    with pypdfium2.PdfDocument(render_pdf(document, FONTS).data) as pdf:
        assert "村民代表𬱖𬭎两人参会" in pdf[0].get_textpage().get_text_range()
