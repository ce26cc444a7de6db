"""How a figure's value is written in the text: when, of whom, rounded how, how many names."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop_app.core.records import FigureValue
from desktop_app.services.reports.editing import SlotChoice

_TIMES = (("本期", ""), ("上期", "prev"), ("上年同期", "yoy"))
_COMPARISONS = (("和上期比较", "比上期"), ("和去年同期比较", "比同期"))
_COMPARED = tuple(value for _label, value in _COMPARISONS)
_WORDS = (
    ("如实写", ""),
    ("约", "约"),
    ("近（向上取整）", "近"),
    ("超过（向下取整）", "超过"),
    ("左右", "左右"),
)
_PLACES = (("小数位自动", ""), ("不要小数", ".0"), ("1 位小数", ".1"), ("2 位小数", ".2"))
_UNIT = "unit "


class FormatChoices(QWidget):
    """The choices that fit the kind of the figure shown; changed: something was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a figure."""
        super().__init__(parent)
        self._figure: FigureValue | None = None
        self._other: tuple[str, ...] = ()
        self._offers_counter = True
        self.at = QComboBox()
        self.word = QComboBox()
        self.places = QComboBox()
        self.in_ten_thousands = QCheckBox("以万计")
        self.counter = QCheckBox()
        self.counter.setChecked(True)
        self.names = QSpinBox()
        self.names.setRange(0, 50)
        self.names.setSpecialValueText("全部")
        self.names.setPrefix("列出前 ")
        self.names.setSuffix(" 个")
        for combo, options in ((self.word, _WORDS), (self.places, _PLACES)):
            for label, value in options:
                combo.addItem(label, value)
            combo.currentIndexChanged.connect(self.changed)
        self.at.currentIndexChanged.connect(self._offer)
        self.names.valueChanged.connect(self.changed)
        for box in (self.in_ten_thousands, self.counter):
            box.toggled.connect(self.changed)
        self._label = QLabel("写法")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        for widget in (
            *(self.at, self.word, self.places, self.in_ten_thousands, self.names, self.counter),
        ):
            layout.addWidget(widget)
        layout.addStretch()

    def offer_counter(self, offered: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Say whether the counter may be written along."""
        self._offers_counter = offered

    def show_figure(self, figure: FigureValue | None) -> None:
        """Offer what fits a figure; what was chosen for another one is forgotten."""
        self._figure = figure
        self._other = ()
        is_number = figure is not None and _is_number(figure)
        is_list = figure is not None and isinstance(figure.value, tuple)
        has_times = figure is not None and figure.area not in ("office", "report")
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.at.clear()
        for label, value in _TIMES if has_times else _TIMES[:1]:
            self.at.addItem(label, value)
        for label, value in _COMPARISONS if has_times and is_number else ():
            self.at.addItem(label, value)
        for unit in figure.by_unit if figure else ():
            self.at.addItem(f"只看{unit}", f"{_UNIT}{unit}")
        self.word.setCurrentIndex(0)
        self.places.setCurrentIndex(0)
        self.in_ten_thousands.setChecked(False)
        self.names.setValue(0)
        self.at.setVisible(has_times)
        self.names.setVisible(is_list)
        self._label.setVisible(has_times)
        self.counter.setText(f"后面写上“{figure.counter if figure else ''}”")
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._offer()

    def _offer(self) -> None:
        """Offer of the formats what fits what is shown: a comparison brings its own words."""
        is_number = self._figure is not None and _is_number(self._figure)
        is_value = is_number and self.at.currentData() not in _COMPARED
        for widget in (self.word, self.places):
            widget.setVisible(is_value)
        self.in_ten_thousands.setVisible(is_number)
        has_counter = self._figure is not None and bool(self._figure.counter)
        self.counter.setVisible(is_value and self._offers_counter and has_counter)
        self.changed.emit()

    def choose(self, slot: SlotChoice) -> None:
        """Choose what a slot says; formats that cannot be chosen here are kept."""
        self.at.setCurrentIndex(max(0, self.at.findData(slot.at)))
        other = []
        for name in slot.formats:
            if name in _COMPARED:
                self.at.setCurrentIndex(max(0, self.at.findData(name)))
            elif name == "万":
                self.in_ten_thousands.setChecked(True)
            elif name.startswith("names:"):
                self.names.setValue(int(name.removeprefix("names:") or 0))
            elif (place := self.word.findData(name)) > 0:
                self.word.setCurrentIndex(place)
            elif (place := self.places.findData(name)) > 0:
                self.places.setCurrentIndex(place)
            else:
                other.append(name)
        self._other = tuple(other)
        self.changed.emit()

    def slot(self, key: str) -> SlotChoice:
        """Return the slot that the choices make of a figure."""
        formats = [str(self.word.currentData()), str(self.places.currentData())]
        if self.in_ten_thousands.isChecked():
            formats.append("万")
        if self.names.value():
            formats.append(f"names:{self.names.value()}")
        at = str(self.at.currentData() or "")
        if at in _COMPARED:
            formats, at = [at, *(name for name in formats if name == "万")], ""
        return SlotChoice(key, at, (*filter(None, formats), *self._other))

    def wants_counter(self) -> bool:
        """Whether the counter is to be written behind the value."""
        return (
            self._figure is not None
            and self._offers_counter
            and self.counter.isChecked()
            and self.at.currentData() not in _COMPARED
            and _is_number(self._figure)
        )


def _is_number(figure: FigureValue) -> bool:
    """Whether a figure is a number, be it an unknown one."""
    if figure.area in ("office", "report"):
        return False
    return figure.value is None or isinstance(figure.value, int | Decimal)
