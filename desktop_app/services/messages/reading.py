"""From the pieces of a message to proposed cells: which number belongs to which unit and figure.

A number takes the words before it in its clause, else those behind it (86人参加). 参加 and the like
belong to the activity that was spoken of before. A unit stands for its line, wherever in it it is
named; what is named before several units is meant of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop_app.services.messages.lines import Group, group_at, is_of_all, unit_groups
from desktop_app.services.messages.tokens import Token, TokenKind
from desktop_app.services.messages.words import Lexicon, Word


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cell that a message may mean.

    unit, figure: "" where the message does not say; choices: figures that it might be. text: the
    number as it was written. start, end: the piece of the message it was taken from. is_certain:
    nothing had to be concluded. note: what had to be, or what stands in the way.
    """

    unit: str
    figure: str
    text: str
    start: int
    end: int
    is_certain: bool = False
    note: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether unit and figure are known."""
        return bool(self.unit and self.figure)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a number counts: one figure, or several that it might be."""

    figures: frozenset[str]
    is_certain: bool = False
    note: str = ""


class Reader:
    """Reads one message."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with nothing spoken of."""
        self._lexicon = lexicon
        self._units: tuple[str, ...] = ()
        self._for_each = False
        self._is_total = False
        self._is_own_line = True
        self._heading: tuple[Word, ...] = ()
        self._around: frozenset[str] = frozenset()
        self._pending: list[Token] = []
        self._used: set[int] = set()
        self._found: list[Proposal] = []

    def read(self, tokens: Sequence[Token]) -> list[Proposal]:
        """Return the proposals in the order of the message."""
        for is_end, line in groupby(tokens, lambda token: token.kind is TokenKind.LINE):
            if not is_end:
                self._read_line(list(line))
        return _marked_twice(self._found)

    def _read_line(self, line: Sequence[Token]) -> None:
        kinds = {token.kind for token in line}
        if TokenKind.UNIT in kinds:
            self._is_total = False
        groups = unit_groups(line)
        self._is_own_line = bool(groups) or not self._found
        if TokenKind.NUMBER not in kinds:
            self._read_heading(line, groups)
            return
        self._pending = []
        if len(groups) == 1:
            self._turn_to(groups[0], self._heading)
        for at, token in enumerate(line):
            self._read_token(line, at, token, are_several=len(groups) > 1)

    def _read_token(
        self, line: Sequence[Token], at: int, token: Token, *, are_several: bool
    ) -> None:
        match token.kind:
            case TokenKind.TOTAL if is_of_all(line, at, are_several=are_several):
                self._is_total = True
            case TokenKind.UNIT if are_several:
                self._read_unit(line, at)
            case TokenKind.WORD:
                if at not in self._used and not self._is_total:
                    self._pending.append(token)
            case TokenKind.STOP:
                self._pending = []
            case TokenKind.NUMBER:
                if not self._is_total:
                    self._read_number(line, at)
                self._pending = []
        self._used = {place for place in self._used if place > at}

    def _read_unit(self, line: Sequence[Token], at: int) -> None:
        """Turn to the next of several units of a line; words before them are meant of each."""
        words = tuple(token.word for token in self._pending if token.word)
        self._turn_to(group_at(line, at), words or self._heading)

    def _read_heading(self, line: Sequence[Token], groups: Sequence[Group]) -> None:
        """A line without numbers names what the next lines are about."""
        words = tuple(token.word for token in line if token.word)
        if groups:
            self._turn_to(groups[-1], self._heading)
            if words:
                self._around = self._lexicon.around(words[-1].figures)
        elif words:
            self._heading = words
            self._around = self._lexicon.around(words[-1].figures)
        elif not any(token.text.strip() for token in line):
            self._heading = ()

    def _turn_to(self, group: Group, keep: tuple[Word, ...]) -> None:
        """Speak of other units from here on; keep: the heading that still holds."""
        (self._units, self._for_each), self._heading = group, keep
        figures = [key for word in keep[-1:] for key in word.figures]
        self._around = self._lexicon.around(figures)
        self._pending = []

    def _read_number(self, line: Sequence[Token], at: int) -> None:
        number = line[at]
        tokens = self._pending or self._words_behind(line, at)
        words = [token.word for token in tokens if token.word]
        meaning = self._fact(words, line[at : at + 2]) or self._meaning(words, number.counter)
        start = min([number.start, *(token.start for token in tokens)])
        end = max([number.end, *(token.end for token in tokens)])
        figure = next(iter(meaning.figures)) if len(meaning.figures) == 1 else ""
        choices = tuple(key for key in self._lexicon.keys if key in meaning.figures)
        found = Proposal("", figure, number.text, start, end, note=meaning.note, choices=choices)
        if len(self._units) > 1 and not self._for_each:
            note = f"写了{len(self._units)}个单位，不知道是谁的"
            self._found.append(replace(found, note=note))
        elif not self._units:
            self._found.append(replace(found, note=meaning.note or "没有写是哪个单位"))
        for unit in self._units if self._for_each or len(self._units) == 1 else ():
            is_certain = (
                bool(figure) and meaning.is_certain and self._is_own_line and not self._for_each
            )
            self._found.append(replace(found, unit=unit, is_certain=is_certain))

    def _words_behind(self, line: Sequence[Token], at: int) -> list[Token]:
        """Return the words that follow a number at once, and use them up."""
        found: list[Token] = []
        for place in range(at + 1, len(line)):
            token = line[place]
            if token.kind is TokenKind.WORD:
                found.append(token)
                self._used.add(place)
            elif token.kind is not TokenKind.ASIDE:
                break
        return found

    def _fact(self, words: Sequence[Word], here: Sequence[Token]) -> _Meaning | None:
        """What 党员42名 says of a unit as long as no activity was spoken of, nor is at once.

        here: the number and what follows it.
        """
        key = self._lexicon.facts.get(words[0].text) if len(words) == 1 else None
        others = self._around - set(self._lexicon.facts.values())
        leads_on = len(here) > 1 and here[1].kind is TokenKind.WORD
        if key is None or others or leads_on:
            return None
        fitting = self._lexicon.counted_in((key,), here[0].counter)
        label = self._lexicon.label(key)
        return _Meaning(fitting, note=f"看作这个单位的{label}") if fitting else None

    def _meaning(self, words: Sequence[Word], counter: str) -> _Meaning:
        """Say which figures a number may be about, and turn to its activity."""
        activities = [word for word in words if not word.is_measure]
        measures = [word for word in words if word.is_measure]
        if activities:
            self._around = self._lexicon.around(activities[-1].figures)
        if measures:
            meaning = self._measured(measures[-1], counter)
        elif activities:
            meaning = self._named(activities[-1], counter)
        elif self._heading:
            meaning = replace(self._named(self._heading[-1], counter), is_certain=False)
        else:
            figures = self._lexicon.counted_in(self._around, counter) if counter else frozenset()
            note = "" if figures else "没有写是什么数"
            meaning = _Meaning(self._lexicon.wholes(figures), note=note)
        if len(meaning.figures) == 1:
            self._around = self._lexicon.around(meaning.figures)
        return meaning

    def _measured(self, word: Word, counter: str) -> _Meaning:
        """What is counted of the activity spoken of, or of the only one that has it."""
        figures = word.figures & self._around or word.figures | word.others
        if len(figures) > 1 and not figures & self._around:
            figures = self._lexicon.counted_in(figures, counter) or figures
            if len(figures) > 1:
                return _Meaning(figures, note=f"不知道是哪项工作的“{word.text}”")
        fitting = self._lexicon.counted_in(figures, counter)
        if not fitting:
            return _Meaning(figures if len(figures) > 1 else frozenset(), note=_odd(counter))
        return _Meaning(self._lexicon.wholes(fitting), is_certain=word.is_exact)

    def _named(self, word: Word, counter: str) -> _Meaning:
        """The figure of that name, or what is counted so in the activity of that name."""
        fitting = self._lexicon.counted_in(word.figures, counter)
        if fitting:
            return _Meaning(self._lexicon.wholes(fitting), is_certain=word.is_exact)
        around = self._lexicon.counted_in(self._lexicon.around(word.figures), counter)
        return _Meaning(self._lexicon.wholes(around), note="" if around else _odd(counter))


def _odd(counter: str) -> str:
    return f"没有按“{counter}”计的指标"


def _marked_twice(found: Iterable[Proposal]) -> list[Proposal]:
    """Drop what is said twice alike; of what is said twice differently neither is certain."""
    said: dict[object, Proposal] = {}
    for item in found:
        said.setdefault((item.unit, item.figure, item.text) if item.is_complete else item, item)
    proposals = list(said.values())
    texts: dict[tuple[str, str], set[str]] = {}
    for item in proposals:
        if item.is_complete:
            texts.setdefault((item.unit, item.figure), set()).add(item.text)
    twice = {place for place, written in texts.items() if len(written) > 1}
    return [
        replace(item, is_certain=False, note="这一格写了两个不同的数，请只选一个")
        if (item.unit, item.figure) in twice
        else item
        for item in proposals
    ]
