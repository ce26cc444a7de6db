"""Finished PDFs under the ruler, which knows the standard and nothing of the renderer."""

from __future__ import annotations

import pytest
from random_documents import long_document, random_document
from report_samples import ADDRESS, FONTS, official_report, report
from ruler import Measurement, measure

from desktop_app.report.document import Column, Document, Heading, Paragraph, Run, Table, Title
from desktop_app.report.pdf import render_pdf


def measured(document: Document) -> Measurement:
    return measure(render_pdf(document, FONTS).data)


def assert_flawless(measurement: Measurement) -> None:
    assert [str(violation) for violation in measurement.violations] == []


@pytest.mark.parametrize(
    "document",
    [report(), report(chapters=9), official_report(), official_report(seal=False)],
    ids=["report", "long report", "red head under seal", "red head"],
)
def test_a_report_of_each_shell_is_as_the_standard_has_it(document: Document):
    assert_flawless(measured(document))


def test_fifty_thousand_characters_stand_on_the_grid():
    measurement = measured(long_document(52_000))
    assert_flawless(measurement)
    figures = measurement.figures
    assert figures.characters > 50_000
    assert figures.worst_right < 0.1  # mm
    assert figures.worst_left < 0.05
    assert figures.worst_grid < 0.05
    assert figures.exact_rows > figures.full_rows * 0.4  # the rest gives or takes a little


@pytest.mark.parametrize("seed", range(12))
def test_documents_of_any_shape_are_flawless(seed: int):
    assert_flawless(measured(random_document(seed)))


def test_bad_input_gives_pages_that_keep_to_the_margins():
    long = "镇" * 20_000
    cell = Table((Column("单位", 1), Column("做法", 4)), (((Run("青石村"),), (Run(long[:3000]),)),))
    document = Document(
        Title((Run("青石镇党委关于" + "基层党建" * 48 + "的报告"),)),
        (
            Heading(1, "一、", (Run("联系方式"),)),
            Paragraph((Run("请联系" + ADDRESS + "，每月5日前报送。"),)),
            Paragraph((Run(long),)),
            cell,
        ),
    )
    rules = {violation.rule for violation in measured(document).violations}
    assert not rules & {"type-area", "fonts", "split", "line-start", "line-end", "measured"}
