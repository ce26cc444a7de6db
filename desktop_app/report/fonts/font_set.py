"""The faces of a document: which one draws a character, how wide it is, and what none can draw."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import RLock

from desktop_app.core.errors import FontDamaged
from desktop_app.report.document import FontUse
from desktop_app.report.fonts.candidates import PREFERRED, SPARE
from desktop_app.report.fonts.face import Box, Face, FaceUnusable, Glyph, open_face
from desktop_app.report.fonts.installed import Hit, find_installed
from desktop_app.report.official_style import FontRole

FONT_LIST = "fonts.json"
_NO_BREAK_SPACE = "\u00a0"
_OWN_LATIN = frozenset({FontRole.XIAOBIAOSONG, FontRole.HEITI})
_ALONE = frozenset({FontRole.PAGE_NUMBER})  # digits and dashes: nothing falls back
_USUAL = (
    FontRole.FANGSONG,
    FontRole.KAITI,
    FontRole.HEITI,
    FontRole.XIAOBIAOSONG,
    FontRole.PAGE_NUMBER,
    FontRole.LATIN,
)
_LABELS = {
    FontRole.FANGSONG: "仿宋",
    FontRole.KAITI: "楷体",
    FontRole.HEITI: "黑体",
    FontRole.XIAOBIAOSONG: "小标宋",
    FontRole.PAGE_NUMBER: "页码宋体",
    FontRole.LATIN: "西文",
    FontRole.RARE_BODY: "生僻字",
    FontRole.RARE_TITLE: "标题生僻字",
}
_NARROW_MARKS = "引号、破折号或省略号不是一个字宽"
_LACKING_SHOWN = 5  # characters that a note names


class FontSet:
    """Installed faces in the order of an office's wishes, then those that come with the program.

    Each role has a base face; what that lacks is drawn by the next in line, character by character.
    One set serves document after document: `begin` before each, and after setting it `refit`, until
    that returns False. Files are opened when they are first needed. `glyph` may be called from
    several threads, but the base faces are those of one document at a time.
    """

    def __init__(self, bundled: Path, installed: Sequence[Path] = ()) -> None:
        """Take folders; nothing is opened yet.

        bundled: holds fonts.json and the files it names. installed: where the system keeps fonts;
        with none only the bundled ones are used.
        """
        self._folder = bundled
        self._font_folders = tuple(installed)
        self._lock = RLock()
        self._uses: dict[str, FontUse] = {}
        self._bundled: dict[FontRole, Face] = {}
        self._opened: dict[str, Face | FaceUnusable] = {}
        self._narrow: dict[str, bool] = {}
        self._glyphs: dict[FontRole, dict[str, Glyph | None]] = {role: {} for role in FontRole}
        self._asked: dict[FontRole, set[str]] = {}
        self._bases: dict[FontRole, str] = {}
        self._damaged: dict[str, str] = {}
        self._stale = False

    # ── a document ───────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Forget the last document: each starts from the faces that are liked best."""
        with self._lock:
            self._asked.clear()
            self._bases.clear()
            self._damaged.clear()
            self._stale = False
            self._forget()

    def refit(self) -> bool:
        """Choose base faces for all that was asked since `begin`; True where one changed.

        A role's base becomes the first installed face that has every asked character that any of
        the role's installed faces has; with none the first stays, and others fill its gaps. After
        True the document must be set again: widths may differ. It comes to an end, since the
        choice depends on nothing but what was asked so far.
        """
        with self._lock:
            self._remember()
            for role, needed in self._needs().items():
                before = self._base(role)
                self._bases[role] = self._fitting(role, needed)
                self._stale |= self._base(role) is not before
            changed, self._stale = self._stale, False
            if changed:
                self._forget()
            return changed

    def warm(self) -> None:
        """Open what a usual report needs, ahead of its time; whatever is wrong is said later."""
        for role in _USUAL:
            with suppress(FontDamaged), self._lock:
                self._base(role)

    # ── characters ───────────────────────────────────────────────────────────────────────────

    def glyph(self, char: str, role: FontRole) -> Glyph | None:
        """Return the face that draws a character in a role, and its width in em (of the size).

        ASCII comes from the Latin face, but for 小标宋 and 黑体, which are too dark beside it, from
        their own; everything else, quotes, dashes and brackets included, from the role's own face,
        then from its other installed ones, its bundled one, the rare characters, 黑体, and what
        else is installed. None: no face. Raises FontDamaged where a bundled file is.
        """
        try:
            return self._glyphs[role][char]
        except KeyError:
            return self._find(char, role)

    def missing(self, text: str, role: FontRole = FontRole.FANGSONG) -> list[str]:
        """List the characters of a text that no face can draw in that role, each once."""
        return [char for char in dict.fromkeys(text) if self.glyph(char, role) is None]

    def ink(self, char: str, role: FontRole) -> Box:
        """Return x_min, y_min, x_max, y_max of a character's ink in em, from the baseline.

        All zero for a blank, or where no face has the character.
        """
        with self._lock:
            found = self.glyph(char, role)
            if found is None:
                return 0.0, 0.0, 0.0, 0.0
            faces = (*self._bundled.values(), *self._opened.values())
            face = next(each for each in faces if isinstance(each, Face) and each.name == found[0])
            return face.ink(_code(char))

    # ── faces ────────────────────────────────────────────────────────────────────────────────

    def face(self, role: FontRole) -> str:
        """Return the name under which a role's base face is registered with reportlab."""
        with self._lock:
            return self._base(role).name

    def ascent(self, role: FontRole) -> float:
        """Return how far a Chinese character's box rises above the baseline, in em."""
        with self._lock:
            return self._base(role).ascent

    def used(self, faces: Iterable[str]) -> tuple[FontUse, ...]:
        """Say what faces are, given their registered names, such as those of a Rendered."""
        return tuple(self._uses[name] for name in faces if name in self._uses)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on installed faces that come before those used but could not be."""
        with self._lock:
            self._remember()
            needs = self._needs().items()
            return tuple(note for role, needed in needs for note in self._notes(role, needed))

    # ── choosing ─────────────────────────────────────────────────────────────────────────────

    def _find(self, char: str, role: FontRole) -> Glyph | None:
        code = _code(char)
        found = None
        with self._lock:
            for name, face in self._chain(role, latin=_is_latin(char, role)):
                with suppress(_Dropped):
                    found = self._drawn(name, face, code)
                if found is not None:
                    break
            self._glyphs[role][char] = found
        return found

    def _chain(self, role: FontRole, *, latin: bool) -> Iterator[tuple[str, Face]]:
        """Yield the faces to ask in turn, and what they are candidates as; "" for bundled ones."""
        if latin:
            yield from self._installed(FontRole.LATIN)
            yield "", self._own(FontRole.LATIN)
        yield from self._installed(role)
        yield "", self._own(role)
        if role not in _ALONE:
            rare = FontRole.RARE_TITLE if role is FontRole.XIAOBIAOSONG else FontRole.RARE_BODY
            yield "", self._own(rare)
            yield "", self._own(FontRole.HEITI)
            for candidate in SPARE.get(role, ()):
                if (face := self._candidate(candidate.name)) is not None:
                    yield candidate.name, face

    def _installed(self, role: FontRole) -> Iterator[tuple[str, Face]]:
        """Yield the usable installed faces of a role, its base first."""
        names = [candidate.name for candidate in PREFERRED[role]]
        if base := self._bases.get(role):
            names = [base, *(name for name in names if name != base)]
        for name in names:
            face = self._candidate(name)
            if face is not None and not self._is_narrow(name, role):
                yield name, face

    def _base(self, role: FontRole) -> Face:
        for _, face in self._installed(role):
            return face
        return self._own(role)

    def _fitting(self, role: FontRole, needed: list[str]) -> str:
        """Return the candidate that serves what was asked best; "" for the first, or for none."""
        self._bases.pop(role, None)
        lacking: dict[str, list[str]] = {}
        for name, face in self._installed(role):
            lacking[name] = self._lacking(name, face, needed)
            if not lacking[name]:
                return name
        nowhere = set(needed).intersection(*lacking.values())
        return next((name for name, chars in lacking.items() if nowhere.issuperset(chars)), "")

    def _lacking(self, name: str, face: Face, chars: list[str]) -> list[str]:
        """List the characters that an installed face lacks: all, where it turns out damaged."""
        try:
            return [char for char in chars if self._drawn(name, face, _code(char)) is None]
        except _Dropped:
            return chars

    def _needs(self) -> dict[FontRole, list[str]]:
        """Return what was asked of each role's own faces, sorted; no role without."""
        needs: dict[FontRole, set[str]] = {}
        for role, chars in self._asked.items():
            latin = {char for char in chars if _is_latin(char, role)}
            needs.setdefault(role, set()).update(chars - latin)
            needs.setdefault(FontRole.LATIN, set()).update(latin)
        return {role: sorted(needs[role]) for role in FontRole if needs.get(role)}

    def _drawn(self, name: str, face: Face, code: int) -> Glyph | None:
        """Ask a face; a damaged outline costs an installed one its place in this document."""
        try:
            return face.glyph(code)
        except FaceUnusable as damaged:
            if not name:
                raise _refusal(face.name) from damaged
            self._damaged[name] = str(damaged)
            self._remember()
            self._forget()
            self._stale = True
            raise _Dropped from damaged

    def _remember(self) -> None:
        for role, known in self._glyphs.items():
            self._asked.setdefault(role, set()).update(known)

    def _forget(self) -> None:
        for known in self._glyphs.values():
            known.clear()

    # ── opening ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _hits(self) -> dict[str, Hit]:
        return find_installed(self._font_folders)

    @cached_property
    def _entries(self) -> dict[str, dict[str, str]]:
        try:
            entries = json.loads((self._folder / FONT_LIST).read_text(encoding="utf-8"))
            return {role: {"family": "", **entries[role]} for role in FontRole}
        except (OSError, ValueError, LookupError, TypeError) as damaged:
            raise _refusal(FONT_LIST) from damaged

    def _candidate(self, name: str) -> Face | None:
        """Return an installed face, opened; None where it is not installed or cannot be used."""
        if name not in self._hits or self._hits[name].reason or name in self._damaged:
            return None
        if name not in self._opened:
            try:
                face = open_face(self._hits[name].file, self._hits[name].number)
                self._narrow[name] = not face.has_full_width_marks()
            except FaceUnusable as refused:
                self._opened[name] = refused
            else:
                self._opened[name] = face
                self._uses[face.name] = FontUse(name, _role_of(name), installed=True)
        opened = self._opened[name]
        return opened if isinstance(opened, Face) else None

    def _is_narrow(self, name: str, role: FontRole) -> bool:
        """Whether an opened candidate is no use in a role: Chinese ones need full-width marks."""
        return role is not FontRole.LATIN and self._narrow[name]

    def _own(self, role: FontRole) -> Face:
        """Return a bundled face, opened. Raises FontDamaged."""
        if role not in self._bundled:
            entry = self._entries[role]
            try:
                face = open_face(self._folder / entry["file"])
            except (FaceUnusable, LookupError, TypeError) as damaged:
                raise _refusal(entry.get("file", FONT_LIST)) from damaged
            name = f"程序自带{_LABELS[role]}"
            if entry["family"]:
                name = f"{name} ({entry['family']})"
            self._bundled[role] = face
            self._uses[face.name] = FontUse(name, role, installed=False)
        return self._bundled[role]

    # ── telling ──────────────────────────────────────────────────────────────────────────────

    def _notes(self, role: FontRole, needed: list[str]) -> Iterator[str]:
        base = self._base(role)
        for candidate in PREFERRED[role]:
            opened = self._opened.get(candidate.name)
            if opened is base:
                return
            if reason := self._reason(candidate.name, role, needed):
                yield f"{candidate.name}：{reason}，改用{self._uses[base.name].name}。"

    def _reason(self, name: str, role: FontRole, needed: list[str]) -> str:
        """Say why an installed candidate was passed over; "" where it is not installed."""
        if name not in self._hits:
            return ""
        if reason := self._hits[name].reason or self._damaged.get(name):
            return reason
        opened = self._opened.get(name)
        if isinstance(opened, FaceUnusable):
            return str(opened)
        if opened is None:
            return ""
        if self._is_narrow(name, role):
            return _NARROW_MARKS
        lacking = self._lacking(name, opened, needed)
        more = "等字" if len(lacking) > _LACKING_SHOWN else ""
        return f"没有“{''.join(lacking[:_LACKING_SHOWN])}”{more}"


class _Dropped(Exception):
    """An installed face turned out damaged and is out of this document."""


def _code(char: str) -> int:
    return ord(" " if char == _NO_BREAK_SPACE else char)


def _is_latin(char: str, role: FontRole) -> bool:
    """Whether the Latin face is asked first."""
    return _code(char) < 0x80 and role not in _OWN_LATIN and role not in _ALONE


def _role_of(name: str) -> FontRole:
    """Return what a candidate is for; those that only help out count as for rare characters."""
    named = (role for role, wanted in PREFERRED.items() for each in wanted if each.name == name)
    return next(named, FontRole.RARE_BODY)


def _refusal(file: str) -> FontDamaged:
    return FontDamaged(f"程序自带的字体“{file}”缺失或已损坏，请用安装包重新安装或解压程序。")
