"""What a report still says word for word as the last one did, until it is touched or confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.models.report import ConfirmedSentence
from desktop_app.core.periods import Period
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.sentences import Sentence, all_sentences, is_comparable, sentences_of
from desktop_app.services.reports.rows import ReportRows

_FARTHEST = 4  # periods back in which a last report is looked for


@dataclass(frozen=True, slots=True)
class Carried:
    """The sentences that a report took over. before: the last report's period, None for none."""

    before: Period | None = None
    sentences: frozenset[str] = frozenset()

    def unchanged(self, line: str) -> list[Sentence]:
        """Return the sentences of a stored line that stood in the last report."""
        text = line.removeprefix(POINT_MARK)
        shift = len(line) - len(text)
        return [
            Sentence(one.start + shift, one.end + shift, one.text)
            for one in sentences_of(text)
            if one.text in self.sentences
        ]

    def count(self, body: str) -> int:
        """Return how many sentences of a chapter stood in the last report."""
        return sum(len(self.unchanged(line)) for line in body.split("\n"))


class CarriedOver(ReportRows):
    """Compares reports with the ones before them."""

    def of(self, period: Period) -> Carried:
        """Return what a period's report took over and nobody has confirmed."""
        before = self._before(period)
        if before is None:
            return Carried()
        known = {
            sentence
            for chapter in self._chapters(self._report(before))
            for sentence in all_sentences(chapter.body)
            if is_comparable(sentence)
        }
        report = self._report(period)
        seen = set() if report is None else {row.sentence for row in _confirmed(report)}
        return Carried(before, frozenset(known - seen))

    def confirm(self, period: Period, sentences: Iterable[str]) -> None:
        """Let sentences count as looked at; they are not marked again in this report."""
        with self._writer.step("确认未改动的句子") as step:
            report = self._own_report(step, period)
            seen = {row.sentence for row in _confirmed(report)}
            for sentence in dict.fromkeys(sentences):
                if sentence not in seen:
                    step.insert(ConfirmedSentence, report=report, sentence=sentence)

    def _before(self, period: Period) -> Period | None:
        """Return the last earlier period of the same length that has a report of its own."""
        earlier = period
        for _step in range(_FARTHEST):
            earlier = earlier.previous
            if self._report(earlier) is not None:
                return earlier
        return None


def _confirmed(report: Any) -> list[Any]:  # noqa: ANN401 - a Report and its ConfirmedSentences
    return list(
        ConfirmedSentence.select().where(
            ConfirmedSentence.live(), ConfirmedSentence.report == report
        )
    )
