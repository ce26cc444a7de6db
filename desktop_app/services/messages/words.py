"""What clerks call the figures: every word comes from the declarations, none is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.specs import Sum, UnitFact
from desktop_app.core.typed_numbers import counters_fit

_SHORTEST = 2
_NUMBER_OF = "数"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may speak of figures.

    figures: keys. others: figures of which it is a piece of the name. is_exact: a label, kind or
    ledger as it is declared, not a piece of one. is_measure: it names what is counted of an
    activity (参加, 宣誓), not the activity itself.
    """

    text: str
    figures: frozenset[str]
    others: frozenset[str]
    is_exact: bool
    is_measure: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """What a figure is called: as an activity, and as what is counted of it."""

    activity: tuple[str, ...]
    measure: tuple[str, ...]


class Lexicon:
    """The words for the figures that can be typed in a quarter."""

    def __init__(self, catalogue: Catalogue, keys: Sequence[str]) -> None:
        """keys: the figures of the matrix."""
        self._catalogue = catalogue
        self.keys = tuple(keys)
        self._groups = {key: self._group(key) for key in keys}
        self.facts: Mapping[str, str] = self._facts()
        """What a unit has, said without 数 (党员42名) → its figure."""
        self.words: Mapping[str, Word] = self._words()
        self.longest = max(map(len, self.words), default=0)

    def label(self, figure: str) -> str:
        """Return what a figure is called."""
        return self._catalogue.figures[figure].label

    def around(self, figures: Iterable[str]) -> frozenset[str]:
        """Return all figures of the activities that these belong to."""
        groups = {self._groups[key] for key in figures}
        return frozenset(key for key in self.keys if self._groups[key] in groups)

    def counted_in(self, figures: Iterable[str], counter: str) -> frozenset[str]:
        """Return the figures that are counted so; those with that very counter, if there are."""
        known = {key: self._catalogue.figures[key].counter for key in figures}
        exact = frozenset(key for key, own in known.items() if counter and own == counter)
        return exact or frozenset(key for key, own in known.items() if counters_fit(counter, own))

    def wholes(self, figures: frozenset[str]) -> frozenset[str]:
        """Leave out what is a part of another of the figures: 其中火线 beside 人数."""
        columns = {key: self._column(key) for key in figures}
        parts = {
            key
            for key, (ledger, column) in columns.items()
            if ledger
            for relation in self._catalogue.ledgers[ledger].relations
            if relation.part == column and (ledger, relation.whole) in columns.values()
        }
        return figures - parts

    def _facts(self) -> dict[str, str]:
        return {
            self._catalogue.figures[key].label.removesuffix(_NUMBER_OF): key
            for key in self.keys
            if isinstance(self._catalogue.figures[key].source, UnitFact)
        }

    def _words(self) -> dict[str, Word]:
        exact: dict[str, tuple[set[str], bool]] = {}
        pieces: dict[str, tuple[set[str], bool]] = {}
        for key in self.keys:
            names = self._names(key)
            for texts, is_measure in ((names.activity, False), (names.measure, True)):
                for text in texts:
                    _put(exact, text, key, is_measure=is_measure)
                    for piece in _pieces(text):
                        _put(pieces, piece, key, is_measure=is_measure)
        words = {
            text: Word(text, frozenset(keys), frozenset(), is_exact=False, is_measure=is_measure)
            for text, (keys, is_measure) in pieces.items()
        }
        return words | {
            text: Word(
                text,
                frozenset(keys),
                frozenset(pieces.get(text, (set(), False))[0]),
                is_exact=True,
                is_measure=is_measure,
            )
            for text, (keys, is_measure) in exact.items()
        }

    def _names(self, key: str) -> _Names:
        figure = self._catalogue.figures[key]
        labels = [figure.label, *figure.label.split("、")]
        if not isinstance(figure.source, Sum):
            return _Names(tuple(labels), ())
        ledger = self._catalogue.ledgers[figure.source.ledger]
        kinds = [value for condition in figure.source.where for value in condition.values]
        # The kind of an activity says more than the ledger that holds all kinds.
        activity = dict.fromkeys((*labels, *(kinds or [ledger.label])))
        return _Names(tuple(activity), (ledger.field(figure.source.column).label,))

    def _group(self, key: str) -> tuple[object, ...]:
        source = self._catalogue.figures[key].source
        return (source.ledger, source.where) if isinstance(source, Sum) else (key,)

    def _column(self, key: str) -> tuple[str, str]:
        source = self._catalogue.figures[key].source
        return (source.ledger, source.column) if isinstance(source, Sum) else ("", "")


def _put(words: dict[str, tuple[set[str], bool]], text: str, key: str, *, is_measure: bool) -> None:
    """Add a figure to a word; what names an activity of one figure is no mere measure."""
    figures, was_measure = words.get(text, (set(), True))
    words[text] = (figures | {key}, was_measure and is_measure)


def _pieces(text: str) -> Iterable[str]:
    """Yield the parts of a text that might stand for it."""
    for start in range(len(text)):
        for end in range(start + _SHORTEST, len(text) + 1):
            if "、" not in text[start:end]:
                yield text[start:end]
