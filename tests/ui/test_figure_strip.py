"""The cards over a ledger: what was changed, and that a number was given by hand, is read whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.core.records import FigureValue
from desktop_app.ui.widgets.figure_strip import ElidedLabel, FigureStrip


@pytest.fixture
def figure() -> FigureValue:
    return FigureValue(
        key="organization.donation_amount",
        label="捐款",
        counter="元",
        area="organization",
        definition="捐款合计",
        value=1234567,
        source="reported",
        reason="县里核定",
        previous=1,
        last_year=2,
    )


def test_no_change_on_a_card_is_cut(app: QApplication, figure: FigureValue):
    strip = FigureStrip()
    strip.resize(900, 120)
    strip.show_figures([figure], frozenset())
    strip.show()
    app.processEvents()
    lines = [label for label in strip.card(figure.key).findChildren(ElidedLabel) if label.whole]
    assert [line.whole for line in lines if line.text() != line.whole] == []
    assert any("较上年 ▲1234565" in line.whole for line in lines)
    strip.deleteLater()


def test_a_number_given_by_hand_is_marked_with_its_reason(app: QApplication, figure: FigureValue):
    strip = FigureStrip()
    strip.show_figures([figure], frozenset())
    card = strip.card(figure.key)
    assert any(label.text().startswith("直报") for label in card.findChildren(QLabel))
    assert card.toolTip() == "捐款合计\n直报数，原因：县里核定。"
    strip.deleteLater()
