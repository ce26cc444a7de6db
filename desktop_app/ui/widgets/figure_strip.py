"""A strip of cards, one a figure: value, counter, change, and whether units are missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.records import FigureValue
from desktop_app.ui.tables.wording import UNKNOWN, change_text, figure_text, missing_text

_NAMES_WIDTH = 230
_CARD_WIDTH = 168
_AROUND_LABEL = 24  # px
_BESIDE = 24  # px of the next card that are seen beside the one with the focus
_ASIDE: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ElidedLabel(QLabel):
    """One line that ends in … where it is too long; the whole of it is the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._whole = ""

    @property
    def whole(self) -> str:
        """The text with what does not fit."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show a text as far as it fits."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Fit again in another size of type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room = max(self.width(), 0)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class FigureCard(QFrame):
    """One figure; a click, Enter or Space asks for what stands behind it.

    left: an arrow was pressed, which goes to the card before (-1) or behind (1).
    """

    clicked = Signal(str)
    left = Signal(int)

    def __init__(self, key: str, *, is_list: bool, parent: QWidget | None = None) -> None:
        """is_list: names need more room than numbers."""
        super().__init__(parent)
        self.key = key
        self.setProperty("card", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._label, self._change = ElidedLabel(), ElidedLabel()
        self._value, self._counter, self._missing = ElidedLabel(), QLabel(), QLabel()
        self._is_list = is_list
        self._value.setProperty("role", "subtitle" if is_list else "figure")
        self._label.setProperty("role", "hint")
        self._counter.setProperty("role", "hint")
        self._change.setProperty("role", "hint")
        self._missing.setProperty("role", "warning")
        middle = QHBoxLayout()
        middle.setSpacing(4)
        middle.addWidget(self._value, 1 if is_list else 0)
        middle.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignBottom)
        if not is_list:
            middle.addStretch(1)
        middle.addWidget(self._missing, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 5, 10, 5)
        layout.setSpacing(1)
        layout.addWidget(self._label)
        layout.addLayout(middle, 1)
        layout.addWidget(self._change)
        self.fit()

    def fit(self) -> None:
        """Take the width that suits the present size of type."""
        metrics = self._label.fontMetrics()
        scale = max(1.0, metrics.height() / 19)
        usual = round((_NAMES_WIDTH if self._is_list else _CARD_WIDTH) * scale)
        label, change = (
            metrics.horizontalAdvance(line.whole) + _AROUND_LABEL
            for line in (self._label, self._change)
        )
        widest = round(_NAMES_WIDTH * scale)
        self.setFixedWidth(max(usual, min(label, widest), min(change, 2 * widest)))

    def show_figure(self, figure: FigureValue, *, of_unit: bool = False) -> None:
        """Show a figure's value and what it was before."""
        text = figure_text(figure, figure.value)
        names = figure.value if isinstance(figure.value, tuple) else ()
        self._label.show_text(figure.label)
        self._value.setMinimumWidth(
            0 if self._is_list else self._value.fontMetrics().horizontalAdvance(text) + 2
        )
        self._value.show_text(text)
        counter = f"{len(names)}{figure.counter}" if names else figure.counter
        self._counter.setText("" if text in (UNKNOWN, "无") else counter)
        absent = "未报" if figure.missing and of_unit else missing_text(figure)
        self._missing.setText(absent)
        self._missing.setToolTip("没有报的：" + "、".join(figure.missing))
        changes = [
            f"{name} {change}"
            for name, earlier in (("较上季", figure.previous), ("较上年", figure.last_year))
            if (change := change_text(figure, earlier))
        ]
        by_hand = ["直报" if figure.source == "reported" else "含直报"] if figure.reason else []
        self._change.show_text("　".join((*by_hand, *changes)))
        self.fit()
        self.setAccessibleName(f"{figure.label}{text}{self._counter.text()}")
        told = f"\n直报数，原因：{figure.reason}。" if figure.reason else ""
        self.setToolTip(f"{figure.definition}{told}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask on a click within the card."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ask by key; the arrows go to the cards beside it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.key)
        elif event.key() in _ASIDE:
            self.left.emit(_ASIDE[event.key()])
        else:
            super().keyPressEvent(event)


class FigureStrip(QScrollArea):
    """Cards side by side; the wheel moves them sideways."""

    figure_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without cards."""
        super().__init__(parent)
        self._cards: dict[str, FigureCard] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cards take it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(0, 0, 0, 2)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.setWidget(self._body)

    def show_figures(
        self, figures: Sequence[FigureValue], lists: frozenset[str], *, of_unit: bool = False
    ) -> None:
        """Show figures in this order; lists: the keys of those that are names.

        of_unit: the values are those of one unit, which may have given none.
        """
        keys = [figure.key for figure in figures]
        if keys != list(self._cards):
            for card in self._cards.values():
                self._row.removeWidget(card)
                card.deleteLater()
            self._cards = {key: FigureCard(key, is_list=key in lists) for key in keys}
            for place, card in enumerate(self._cards.values()):
                card.clicked.connect(self.figure_clicked)
                card.installEventFilter(self)
                card.left.connect(partial(self._go_beside, place))
                self._row.insertWidget(place, card, 0, Qt.AlignmentFlag.AlignTop)
            self._put_in_tab_order()
        for figure in figures:
            self._cards[figure.key].show_figure(figure, of_unit=of_unit)
        self._fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Bring the card that takes the focus into view, however it came there."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, FigureCard):
            self.ensureWidgetVisible(watched, _BESIDE, 0)
        return super().eventFilter(watched, event)

    def card(self, key: str) -> FigureCard:
        """Return the card of a figure."""
        return self._cards[key]

    def bring_to_left(self, key: str) -> None:
        """Scroll so that this figure stands first, as far as there are cards to its right."""
        card = self._cards.get(key)
        if card is not None:
            self.horizontalScrollBar().setValue(card.x())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Move sideways."""
        turned = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height that the cards need in another size of type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._cards:
            for card in self._cards.values():
                card.fit()
            self._fit_height()

    def _go_beside(self, place: int, step: int) -> None:
        cards = list(self._cards.values())
        if 0 <= place + step < len(cards):
            cards[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _put_in_tab_order(self) -> None:
        """Let Tab reach the cards where the strip stands, not behind all that was there before."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what takes none has no place in the order
        before: QWidget = self
        for card in self._cards.values():
            self.setTabOrder(before, card)
            before = card
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _fit_height(self) -> None:
        tallest = max((card.sizeHint().height() for card in self._cards.values()), default=0)
        for card in self._cards.values():
            card.setFixedHeight(tallest)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(tallest + bar + 4)
