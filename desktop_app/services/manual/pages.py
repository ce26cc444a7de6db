"""A page of the manual and the sections that one finds in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_HEADING = re.compile(r"^(#{1,3}) +(.+?)\s*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BOLD = re.compile(r"\*\*|`")
_MARKS = re.compile(r"^[>\-|: ]+|^\d+\. |\|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page with the plain text below it. page: the page's key."""

    page: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A section that a search found. excerpt: a piece of its text, "" where the title says it."""

    section: Section
    excerpt: str


@dataclass(frozen=True)
class ManualPage:
    """One page. group: the heading of the list that it stands under. text: markdown."""

    key: str
    group: str
    text: str

    @cached_property
    def title(self) -> str:
        """The first heading."""
        return self.sections[0].title

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings in their order; the first one is the page's own."""
        heads = list(_HEADING.finditer(self.text))
        ends = [head.start() for head in heads[1:]] + [len(self.text)]
        return tuple(
            Section(self.key, head[2], plain_text(self.text[head.end() : end]))
            for head, end in zip(heads, ends, strict=True)
        )


def plain_text(markdown: str) -> str:
    """Return what a reader sees of a piece of markdown, in one line."""
    seen = _MARKS.sub(" ", _BOLD.sub("", _LINK.sub(r"\1", _PICTURE.sub("", markdown))))
    return " ".join(seen.split())
