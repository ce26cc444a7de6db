"""The ruler finds what we draw wrong on purpose, names its rule, and finds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import right_pages
import wrong_elements
import wrong_pages
import wrong_rows
from hand_drawn import CELL, MM, Draw, Sheets, Wrong, register_faces
from report_samples import FONTS, official_report, report
from ruler import Unreadable, measure

from desktop_app.report.document import Document
from desktop_app.report.pdf import render_pdf

TESTS = Path(__file__).resolve().parents[1]
WRONG = [*wrong_pages.WRONG, *wrong_rows.WRONG, *wrong_elements.WRONG]


@pytest.fixture(scope="module", autouse=True)
def faces():
    register_faces()


def broken_rules(data: bytes) -> set[str]:
    return {violation.rule for violation in measure(data).violations}


@pytest.mark.parametrize(
    "draw", [pytest.param(draw, id=draw.__name__) for draw in right_pages.GOOD]
)
def test_what_is_right_breaks_no_rule(draw: Draw):
    sheets = Sheets()
    draw(sheets)
    assert list(map(str, measure(sheets.data()).violations)) == []


@pytest.mark.parametrize("wrong", [pytest.param(wrong, id=wrong.name) for wrong in WRONG])
def test_what_is_wrong_breaks_its_rule_and_no_other(wrong: Wrong):
    sheets = Sheets()
    wrong.draw(sheets)
    found = measure(sheets.data()).violations
    assert {violation.rule for violation in found} == wrong.rules, "\n".join(map(str, found))


def test_another_sheet_is_refused():
    sheets = Sheets(size=(216, 279))
    sheets.text(1, 3)
    sheets.end()
    assert broken_rules(sheets.data()) == {"sheet"}


def test_a_font_that_the_file_names_but_does_not_use_must_not_be_a_viewers():
    sheets = Sheets(initial=None)
    sheets.text(1, 3)
    sheets.end()
    assert broken_rules(sheets.data()) == {"fonts"}


def test_margins_that_are_shifted_are_seen_at_both_edges():
    sheets = Sheets()
    sheets.canvas.saveState()
    sheets.canvas.translate(1 * MM, 0)
    sheets.text(1, 5)
    sheets.canvas.restoreState()
    sheets.end()
    assert broken_rules(sheets.data()) == {"left-edge", "right-edge", "type-area"}


def test_every_rule_has_a_drawing_that_breaks_it():
    from ruler.rules import RULES  # noqa: PLC0415 - the registry itself is what is looked at

    elsewhere = {"sheet"}
    assert len(set().union(*(wrong.rules for wrong in WRONG)) | elsewhere) == len(RULES)


def test_figures_of_two_pages():
    sheets = Sheets()
    right_pages.text_over_two_pages(sheets)
    figures = measure(sheets.data()).figures
    assert (figures.pages, figures.rows, figures.rows_on_full_pages) == (2, 29, (22,))
    assert figures.full_rows == 27
    assert figures.exact_rows == 27
    assert figures.first_top == pytest.approx(37, abs=0.01)
    assert figures.worst_left == pytest.approx(0, abs=0.01)
    assert figures.worst_right == pytest.approx(16 / MM - CELL, abs=0.01)
    assert {face.name for face in figures.faces if not face.embedded} == set()
    assert figures.characters > 28 * 26


def test_what_is_no_pdf_is_refused_with_a_sentence():
    with pytest.raises(Unreadable, match="no PDF"):
        measure(b"%PDF-nothing")


@pytest.mark.parametrize("document", [report, official_report])
def test_the_renderers_pages_can_be_measured(document: Callable[[], Document]):
    measurement = measure(render_pdf(document(), FONTS).data)

    assert measurement.figures.rows > 80
    assert measurement.figures.tables >= 5
    nothing_escapes = {"sheet", "fonts", "characters", "measured"}
    assert not nothing_escapes & {violation.rule for violation in measurement.violations}


def run(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "ruler", *names],
        env={**os.environ, "PYTHONPATH": str(TESTS), "PYTHONUTF8": "1"},
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_command_prints_figures_then_violations(tmp_path: Path):
    sheets = Sheets()
    wrong_rows.a_lone_last_character(sheets)
    (tmp_path / "差.pdf").write_bytes(sheets.data())

    outcome = run(tmp_path, "差.pdf")

    assert outcome.returncode == 1
    lines = outcome.stdout.splitlines()
    assert lines[0].startswith("pages: 1, characters: ")
    assert lines[-2].startswith("lone-character: page 1: ")


def test_the_command_answers_0_for_what_is_right_and_2_for_what_is_no_pdf(tmp_path: Path):
    sheets = Sheets()
    right_pages.a_seal_and_an_imprint_below_the_text(sheets)
    (tmp_path / "good.pdf").write_bytes(sheets.data())
    (tmp_path / "text.pdf").write_text("nothing", "ascii")

    assert run(tmp_path, "good.pdf").returncode == 0
    for name in ("text.pdf", "missing.pdf"):
        outcome = run(tmp_path, name)
        assert outcome.returncode == 2
        assert len(outcome.stderr.splitlines()) == 1


def test_the_ruler_shares_nothing_with_the_program():
    for module in TESTS.glob("ruler/*.py"):
        text = module.read_text("utf-8")
        assert "desktop_app" not in text
        assert "reportlab" not in text
