"""A message cut into units, words for figures, numbers, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop_app.core.han_digits import HAN_CHARACTERS, HAN_POWERS
from desktop_app.core.typed_numbers import ABOUT, AFTER, MORE, known_counters
from desktop_app.services.messages.words import Lexicon, Word
from desktop_app.services.pasting.unit_names import short_name


class TokenKind(StrEnum):
    """What a piece of a message is; ASIDE is understood and says nothing, such as 开展 or a day."""

    UNIT = "unit"
    WORD = "word"
    NUMBER = "number"
    PAUSE = "pause"
    STOP = "stop"
    LINE = "line"
    JOIN = "join"
    EACH = "each"
    TOTAL = "total"
    ASIDE = "aside"
    UNKNOWN = "unknown"


class Token(NamedTuple):
    """A piece of a message from `start` to `end`; name: of the unit; counter: of the number."""

    kind: TokenKind
    start: int
    end: int
    text: str
    name: str = ""
    word: Word | None = None
    counter: str = ""


_DIGIT = "0-9０-９"
_COUNTED = "|".join(sorted(known_counters(), key=len, reverse=True))
_MINUS = rf"(?<=[\s：:，,])[-−－](?=[{_DIGIT}])"
_ARABIC = (
    rf"[{_DIGIT}]{{1,3}}(?:[,，][{_DIGIT}]{{3}})+(?![{_DIGIT}])|[{_DIGIT}]+(?:[.．][{_DIGIT}]+)?"
)
_ASIDES = re.compile(
    rf"[{_DIGIT}]{{4}}[-./][{_DIGIT}]{{1,2}}[-./][{_DIGIT}]{{1,2}}"
    rf"|(?:[{_DIGIT}]{{2,4}}年度?|[{_DIGIT}]{{1,2}}\s*[-—~～至到]\s*(?=[{_DIGIT}]{{1,2}}月))"
    rf"|[{_DIGIT}]{{1,2}}月份?(?:[{_DIGIT}]{{1,2}}[日号])?|[{_DIGIT}]{{1,2}}[日号]"
    rf"|[{_DIGIT}]{{1,2}}[:：][{_DIGIT}]{{2}}(?![{_DIGIT}])|[{_DIGIT}]{{7,}}+(?!\s*(?:{_COUNTED}))"
    rf"|第?[一二三四1-4]季度?|第[{_DIGIT}{HAN_CHARACTERS}]+[次届期批轮个]?|[①-⑳]"
    r"|本季度|今年|截至目前|截至|目前|到现在|累计|共计|一共|总共|共|开展|召开|举行|组织|举办|进行|完成"
    r"|其中|分别|已经|三会一课|收到|您好|你好|谢谢|活动|[我本](?:村|社区)|党支部|支部|情况|如下|上报|汇报|[了有的为是已到在开做报]"
)
_NUMBERING = re.compile(rf"[ \t\u3000]*[(（]?[{_DIGIT}]{{1,2}}[、.．)）](?![{_DIGIT}])")
WHOLE_TOWN = frozenset({"全镇", "全街道", "全乡"})
"""What speaks of all units, wherever it stands."""
_TOTALS = re.compile("|".join(("全村合计", "合计", "总计", *sorted(WHOLE_TOWN))))
_MARKS = (
    (TokenKind.LINE, re.compile(r"\r\n|\r|\n")),
    (TokenKind.JOIN, re.compile(r"、|和|及|与")),
    (TokenKind.EACH, re.compile(r"各自?|均")),
    (TokenKind.STOP, re.compile(r"[；;。！!？?]")),
    (TokenKind.PAUSE, re.compile(rf"(?:[^\S\r\n]|[，,：:（）()“”\"'—.…·]|(?!{_MINUS})-)+")),
    (TokenKind.TOTAL, _TOTALS),
    (TokenKind.ASIDE, _ASIDES),
)
_RANGE_END = rf"\s*[-—~～至到]\s*约?[{_DIGIT}]++(?![.．月日号年点:：])"
_SLIPS = (
    r"(?![hH](?![A-Za-z]))[A-Za-z_][0-9A-Za-z_.+]*",
    rf"[/／][{_DIGIT}]+",
    rf"(?:[.．][{_DIGIT}]+)+",
)
"""What makes no number of the digits before it: 12abc, 1/2, 1.2.3 are kept whole, to be refused."""


class Tokens:
    """Cuts messages of one quarter."""

    def __init__(self, lexicon: Lexicon, units: Iterable[str], counters: Iterable[str]) -> None:
        """units: names. counters: of the figures."""
        self._lexicon = lexicon
        self._units = _unit_words(list(units))
        known = sorted({*counters, *known_counters()} - {""}, key=len, reverse=True)
        counter = "|".join(map(re.escape, known))
        counted = rf"(?P<counted>[ \u3000]*(?P<counter>{counter})(?:{AFTER})?|{AFTER})?"
        about, more = rf"(?:(?:{ABOUT})[ \u3000]*)?", rf"(?:{MORE}|±\s*[{_DIGIT}]*)?"
        powers = "".join(HAN_POWERS)
        power = rf"(?:[{powers}](?:[{_DIGIT}]+(?=[{powers}]))?)*"
        slips = "|".join((*_SLIPS, rf"(?:{counter})?{_RANGE_END}"))
        self._number = re.compile(
            rf"{about}(?:{_MINUS})?(?:{_ARABIC}){more}{power}{more}(?:{slips}|{counted})"
        )
        self._han_number = re.compile(rf"{about}[{HAN_CHARACTERS}]+{more}{counted}")

    def cut(self, text: str) -> list[Token]:
        """Cut a message; every character belongs to one token."""
        tokens: list[Token] = []
        place = 0
        while place < len(text):
            token = self._next(text, place, tokens)
            if token.kind is TokenKind.UNKNOWN and tokens and tokens[-1].kind is token.kind:
                before = tokens.pop()
                token = Token(token.kind, before.start, token.end, before.text + token.text)
            tokens.append(token)
            place = token.end
        return tokens

    def _next(self, text: str, place: int, before: Sequence[Token]) -> Token:
        is_line_start = not before or before[-1].kind is TokenKind.LINE
        numbering = _NUMBERING.match(text, place) if is_line_start else None
        if numbering:
            return Token(TokenKind.ASIDE, place, numbering.end(), numbering[0])
        for found in self._candidates(text, place, before, is_line_start=is_line_start):
            return found
        return Token(TokenKind.UNKNOWN, place, place + 1, text[place])

    def _candidates(
        self, text: str, place: int, before: Sequence[Token], *, is_line_start: bool
    ) -> Iterator[Token]:
        """Yield what may stand at a place, the likeliest first."""
        unit = self._unit(text, place, is_line_start=is_line_start)
        word = self._word(text, place)
        if unit and (word is None or len(unit.text) >= len(word.text)):
            yield unit
        aside = _ASIDES.match(text, place)
        if word and (aside is None or len(word.text) >= aside.end() - place):
            yield word
        if aside and any(character.isdecimal() for character in aside[0]):
            yield Token(TokenKind.ASIDE, place, aside.end(), aside[0])
        number = self._number.match(text, place)
        if number:
            yield self._number_token(text, number)
        han = self._han_number.match(text, place)
        if han and (han["counter"] or _stands_alone(text, han.end(), before)):
            yield self._number_token(text, han)
        for kind, mark in _MARKS:
            match = mark.match(text, place)
            if match:
                yield Token(kind, place, match.end(), match[0])

    def _unit(self, text: str, place: int, *, is_line_start: bool) -> Token | None:
        for written, name in self._units:
            if not text.startswith(written, place):
                continue
            end = place + len(written)
            if len(written) > 1 or (is_line_start and text[end : end + 1] in ("：", ":", " ")):
                return Token(TokenKind.UNIT, place, end, written, name)
        return None

    def _number_token(self, text: str, match: re.Match[str]) -> Token:
        """Return a number with its counter, unless that is where a word begins: 2支委会."""
        counter, end = match["counter"] or "", match.end()
        if counter:
            word = self._word(text, match.start("counter"))
            if word and len(word.text) > len(counter):
                counter, end = "", match.start("counted")
        return Token(
            TokenKind.NUMBER, match.start(), end, text[match.start() : end], "", None, counter
        )

    def _word(self, text: str, place: int) -> Token | None:
        for length in range(min(self._lexicon.longest, len(text) - place), 1, -1):
            word = self._lexicon.words.get(text[place : place + length])
            if word:
                return Token(TokenKind.WORD, place, place + length, word.text, word=word)
        return None


def _stands_alone(text: str, end: int, before: Sequence[Token]) -> bool:
    """Whether Han digits without a counter are a number: behind a word, with a pause after them."""
    after = text[end : end + 1]
    is_behind_word = bool(before) and (
        before[-1].kind is TokenKind.WORD
        or (
            len(before) > 1
            and before[-1].kind is TokenKind.PAUSE
            and before[-2].kind is TokenKind.WORD
        )
    )
    return is_behind_word and (not after or after in "，,；;。、\r\n ：:")


def _unit_words(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return what units are called, longest first; a short name of two units is nobody's."""
    short: dict[str, list[str]] = {}
    for name in names:
        short.setdefault(short_name(name), []).append(name)
    words = {text: found[0] for text, found in short.items() if len(found) == 1}
    words |= {name: name for name in names}
    return sorted(words.items(), key=lambda pair: -len(pair[0]))
