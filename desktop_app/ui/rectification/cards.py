"""Cards of problems and of measures: a list whose items show text, badges and who is responsible.

What belongs to the card selected in the other list is marked by a bar, a tint and a word, so that
it is seen without colour too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.ui import theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_CARD = Qt.ItemDataRole.UserRole
_PADDING, _BAR, _GAP = 10, 4, 6
_LINES = 3
_LINKED = "对应"
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_HELD_TOO = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ControlModifier
"""What Enter of the number pad carries; Ctrl+Del deletes rows of ledgers, and cards as well."""
_WRAP = Qt.TextFlag.TextWordWrap


class Tone(Enum):
    """How a badge is coloured: (ink, ground)."""

    PLAIN = (theme.MUTED, theme.HEADER)
    OK = (theme.OK, theme.OK_TINT)
    WARNING = (theme.WARNING, theme.WARNING_TINT)
    SOON = (theme.TEXT, "#ffd54f")
    ERROR = (theme.SURFACE, theme.ERROR)
    IN_TIME = (theme.SURFACE, theme.OK)
    LINK = (theme.SURFACE, theme.INFO)


@dataclass(frozen=True, slots=True)
class Badge:
    """A word or two in a coloured box."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Card:
    """One item: number and text, badges below, then who is responsible.

    is_late: overdue, and the colours are wanted.
    """

    uid: str
    text: str
    badges: tuple[Badge, ...]
    responsible: str
    is_late: bool = False
    is_finished: bool = False


class CardModel(QAbstractListModel):
    """The cards of one list, and which of them are linked to the other list's selection."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._cards: list[Card] = []
        self._linked: frozenset[str] = frozenset()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; the selection stays where the cards are the same ones."""
        if [card.uid for card in cards] == [card.uid for card in self._cards]:
            self._cards = list(cards)
            if cards:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def mark(self, linked: Sequence[str]) -> None:
        """Mark the cards that belong to the other list's selection."""
        self._linked = frozenset(linked)
        if self._cards:
            self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    def row_of(self, uid: str) -> int:
        """Return the row of a card, -1 where it is gone."""
        return next((row for row, card in enumerate(self._cards) if card.uid == uid), -1)

    def is_linked(self, uid: str) -> bool:
        """Whether a card is marked."""
        return uid in self._linked

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """How many cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Dispatch by role; screen readers are given the whole card."""
        card = self._cards[index.row()]
        if role == _CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            badges = "、".join(badge.text for badge in self.badges(card))
            return "\n".join(filter(None, (card.text, badges, card.responsible)))
        return None

    def badges(self, card: Card) -> tuple[Badge, ...]:
        """Return a card's badges, first that it is linked."""
        link = (Badge(_LINKED, Tone.LINK),) if card.uid in self._linked else ()
        return (*link, *card.badges)


class CardDelegate(QStyledItemDelegate):
    """Draws a card: as high as its text, at most three lines of it."""

    def __init__(self, model: CardModel, view: QListView) -> None:
        """Cards are as wide as the view."""
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Text, badges, responsible persons."""
        card: Card = index.data(_CARD)
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined] # the stubs lack it
        width = self._view.viewport().width()
        line = metrics.lineSpacing()
        text = self._text_height(metrics, card, width)
        badges = self._badge_lines(metrics, card, width) * (line + _GAP + 2)
        meta = line + 2 if card.responsible else 0
        return QSize(width, 2 * _PADDING + text + badges + meta + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and bar, then text, badges and responsible persons."""
        card: Card = index.data(_CARD)
        rect = QRect(option.rect)  # type: ignore[attr-defined] # the stubs lack it
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_linked = self._model.is_linked(card.uid)
        painter.save()
        painter.setFont(option.font)  # type: ignore[attr-defined]
        ground = theme.TINT if is_selected else theme.NOTE if is_linked else theme.SURFACE
        painter.fillRect(rect, QColor(ground))
        if is_selected or is_linked:
            bar = QRect(rect.topLeft(), QSize(_BAR, rect.height()))
            painter.fillRect(bar, QColor(theme.ACCENT if is_selected else theme.INFO))
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(_PADDING + _BAR, _PADDING, -_PADDING, -_PADDING)
        height = self._text_height(metrics, card, rect.width())
        painter.setPen(QColor(theme.MUTED if card.is_finished else theme.TEXT))
        area = QRect(inside.topLeft(), QSize(inside.width(), height))
        painter.drawText(area, _WRAP, self._shortened(metrics, card, inside.width()))
        top = self._draw_badges(painter, metrics, card, inside, inside.top() + height + _GAP)
        if card.responsible:
            painter.setPen(QColor(theme.ERROR if card.is_late else theme.MUTED))
            text = metrics.elidedText(card.responsible, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(QPoint(inside.left(), top + metrics.ascent()), text)
        painter.restore()

    def _draw_badges(
        self, painter: QPainter, metrics: QFontMetrics, card: Card, inside: QRect, top: int
    ) -> int:
        """Draw the badges and return where the next line begins."""
        left, height = inside.left(), metrics.lineSpacing() + 2
        for badge in self._model.badges(card):
            width = metrics.horizontalAdvance(badge.text) + 12
            if left > inside.left() and left + width > inside.right():
                left, top = inside.left(), top + height + _GAP
            box = QRect(left, top, width, height)
            ink, ground = badge.tone.value
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge.text)
            left += width + _GAP
        return top + height + 4

    def _badge_lines(self, metrics: QFontMetrics, card: Card, width: int) -> int:
        free, lines, left = width - 2 * _PADDING - _BAR, 1, 0
        for badge in self._model.badges(card):
            wide = metrics.horizontalAdvance(badge.text) + 12
            if left and left + wide > free:
                lines, left = lines + 1, 0
            left += wide + _GAP
        return lines

    def _text_height(self, metrics: QFontMetrics, card: Card, width: int) -> int:
        free = QRect(0, 0, width - 2 * _PADDING - _BAR, 10_000)
        full = metrics.boundingRect(free, _WRAP, card.text).height()
        return min(full, _most(metrics))

    def _shortened(self, metrics: QFontMetrics, card: Card, width: int) -> str:
        """Cut a text that would need more lines."""
        free, text = QRect(0, 0, width, 10_000), card.text
        while metrics.boundingRect(free, _WRAP, text).height() > _most(metrics):
            text = text[:-6].rstrip("…") + "…"
        return text


def _most(metrics: QFontMetrics) -> int:
    """Return how high so many lines are: those of Chinese may be higher than the type's own."""
    return metrics.boundingRect(QRect(0, 0, 999, 999), _WRAP, "\n".join("国" * _LINES)).height()


class CardList(QListView):
    """A list of cards; its selection is a card's uid.

    entered: the selected card's form is wanted, by Enter or F2. remove_wanted: by Del.
    """

    entered = Signal()
    remove_wanted = Signal()

    def __init__(self, name: str) -> None:
        """name: for screen readers."""
        super().__init__()
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self.cards, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def selected(self) -> str:
        """Return the selected card's uid, "" where none is."""
        indexes = self.selectionModel().selectedIndexes()
        card: Card | None = indexes[0].data(_CARD) if indexes else None
        return card.uid if card else ""

    def choose(self, uid: str) -> bool:
        """Select a card and bring it into view; say whether it is there."""
        row = self.cards.row_of(uid)
        if row < 0:
            self.selectionModel().clear()
            return False
        index = self.cards.index(row)
        if self.selected() != uid:
            self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go into the selected card's form, or remove it; the arrows are Qt's."""
        if not self.selected() or event.modifiers() & ~_HELD_TOO:
            super().keyPressEvent(event)
        elif event.key() in _ENTERING:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cards break their lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
