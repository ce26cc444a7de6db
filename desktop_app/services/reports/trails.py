"""From the numbers of a report to their rows, and from figures to the sentences that print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.typed_cells import ESTIMATED
from desktop_app.report.document import Document, Heading, Paragraph, Runs, Table, plain
from desktop_app.report.proofreading.manuscript import sentence_around
from desktop_app.services.figures.problems import ListedRows, problems_behind
from desktop_app.services.figures.service import FigureService
from desktop_app.services.figures.sides import RatioSides
from desktop_app.services.figures.trace import LedgerRows, parts_of, rows_behind
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.log.last_hands import Hand, last_hands
from desktop_app.services.rectification.service import RectificationService

MOST_ROWS = 20_000
"""Of a ledger with more rows than these behind a figure only the count is given."""


@dataclass(frozen=True, slots=True)
class UsedRow:
    """A row of a ledger with who wrote it last (None where unknown) and the figures it is in."""

    row: RowRecord
    hand: Hand | None
    figures: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """One figure that the report prints, and what stands behind it.

    sentences: those that print it; none where only a table of a 附件 does. parts: the figures that
    it is taken from. rows: by ledger. hands: uid of a row → who wrote it last, and when. counts:
    ledgers of which only the number of rows is known, by label. sides: what a ratio divides by
    what. listed: the problems or measures behind it.
    """

    figure: FigureValue
    sentences: tuple[str, ...]
    parts: tuple[FigureValue, ...]
    rows: tuple[LedgerRows, ...]
    hands: Mapping[str, Hand] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    sides: RatioSides | None = None
    listed: ListedRows | None = None

    @property
    def sentence(self) -> str:
        """The first sentence that prints the figure, "" where only a table does."""
        return self.sentences[0] if self.sentences else ""

    @property
    def estimated(self) -> frozenset[str]:
        """The units whose number holds an estimate (约)."""
        return frozenset(
            unit
            for found in self.rows
            for unit in {row.unit for row in found.rows if row.values.get(ESTIMATED)}
            if self._adds_up(found, unit)
        )

    def _adds_up(self, found: LedgerRows, unit: str) -> bool:
        """Say whether the figure adds up what stands in a unit's rows; it may just count them."""
        if found.columns:
            return any(found.spec.field(column).is_number for column in found.columns)
        return self.figure.by_unit.get(unit) != sum(row.unit == unit for row in found.rows)

    @property
    def books(self) -> tuple[tuple[str, int], ...]:
        """The ledgers behind the figure, each with its number of rows."""
        books = [(found.spec.label, len(found.rows)) for found in self.rows]
        books += [(self.listed.label, len(self.listed.rows))] if self.listed else []
        return (*books, *self.counts.items())


class TrailReader:
    """Follows the figures of a document back, as the ledgers are now."""

    def __init__(
        self,
        catalogue: Catalogue,
        ledgers: LedgerService,
        figures: FigureService,
        rectification: RectificationService,
    ) -> None:
        """figures: what ratios divide. rectification: problems and measures."""
        self._catalogue = catalogue
        self._ledgers = ledgers
        self._figures = figures
        self._rectification = rectification

    def trails(
        self, period: Period, document: Document, values: Mapping[str, FigureValue]
    ) -> tuple[Trail, ...]:
        """Return what stands behind each figure of a document.

        Figures stand in the order in which they are printed, those of tables last.
        """
        found: dict[str, list[str]] = {}
        for key, sentence in printed(document):
            found.setdefault(key, []).append(sentence)
        for key in _in_tables(document):
            found.setdefault(key, [])
        known = {
            key: tuple(dict.fromkeys(sentences))
            for key, sentences in found.items()
            if key in self._catalogue.figures and key in values
        }
        sides = self._figures.sides(period, known)
        return tuple(
            self._trail(period, key, sentences, values, sides.get(key))
            for key, sentences in known.items()
        )

    def _trail(
        self,
        period: Period,
        key: str,
        sentences: tuple[str, ...],
        values: Mapping[str, FigureValue],
        sides: RatioSides | None,
    ) -> Trail:
        catalogue = self._catalogue
        rows: list[LedgerRows] = []
        counts: dict[str, int] = {}
        hands: dict[str, Hand] = {}
        for found in rows_behind(catalogue, self._ledgers, period, key, most=MOST_ROWS):
            if found.more:
                counts[found.spec.label] = found.count
                continue
            rows.append(found)
            hands |= last_hands(catalogue, found.spec.key, [row.uid for row in found.rows])
        return Trail(
            values[key],
            sentences,
            tuple(values[part] for part in parts_of(catalogue, key) if part in values),
            tuple(rows),
            hands,
            counts,
            sides,
            problems_behind(self._rectification, period, catalogue.figures[key]),
        )


def printed(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (figure's key, its sentence) of each number in the text, in reading order."""
    for runs in _lines(document):
        text = plain(runs)
        place = 0
        for run in runs:
            end = place + len(run.text)
            if run.figure:
                yield run.figure.partition("@")[0], sentence_around(text, place, end)
            place = end


def rows_by_ledger(trails: Sequence[Trail]) -> Iterator[tuple[LedgerSpec, tuple[UsedRow, ...]]]:
    """Yield each ledger behind some figures once, with its rows and what each is used in.

    Ledgers that are never broken down (clues, religion) are left out: of those only counts leave.
    """
    specs: dict[str, LedgerSpec] = {}
    rows: dict[str, dict[str, tuple[RowRecord, Hand | None]]] = {}
    used: dict[str, list[FigureValue]] = {}
    for trail in trails:
        for found in trail.rows:
            if not found.spec.by_unit:
                continue
            specs[found.spec.key] = found.spec
            for row in found.rows:
                rows.setdefault(found.spec.key, {})[row.uid] = (row, trail.hands.get(row.uid))
                used.setdefault(row.uid, []).append(trail.figure)
    for key, known in rows.items():
        yield (
            specs[key],
            tuple(UsedRow(row, hand, tuple(used[uid])) for uid, (row, hand) in known.items()),
        )


def sentences_printing(trails: Sequence[Trail], keys: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences that print any of some figures, each once."""
    wanted = set(keys)
    found = (sentence for one in trails if one.figure.key in wanted for sentence in one.sentences)
    return tuple(dict.fromkeys(found))


def _lines(document: Document) -> Iterator[Runs]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield (*block.head, *block.runs)
        elif isinstance(block, Heading):
            yield block.runs


def _in_tables(document: Document) -> Iterator[str]:
    for attachment in document.attachments:
        for block in attachment.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for run in (run for cell in row for run in cell):
                        if run.figure:
                            yield run.figure.partition("@")[0]
