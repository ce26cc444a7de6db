"""密码锁: whether one is asked for, whether a typed one is right, how long to wait.

It keeps passers-by from reading the screen, no more: the data beside it is not encrypted. What is
kept is a salt and a scrypt hash, in the file of what belongs to this PC; where that file is taken
away nobody is asked any more, so a forgotten password costs no data.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from desktop_app.core.errors import InvalidValue, TargetRefused
from desktop_app.services.program.local_settings import LocalSettings

NAME = "start_lock"
"""Of the value in LocalSettings."""

SHORTEST = 4
LONGEST = 64
MINUTES = (0, 5, 10, 15, 30, 60)
"""After so many idle minutes the window is covered; 0 for never."""

_COST, _BLOCK, _PARALLEL = 2**15, 8, 1  # scrypt: a quarter of a second, 32 MiB
_MEMORY = 2 * 128 * _COST * _BLOCK
_FREE_TRIES = 3  # slips of the finger cost no waiting
_LONGEST_WAIT = 60.0  # seconds: it gets slower, but never locks anybody out


class StartLock:
    """Reads and writes the password's hash; in memory is only when one may try again."""

    def __init__(self, settings: LocalSettings, now: Callable[[], float] = monotonic) -> None:
        """settings: of this PC. now: seconds that only go forward."""
        self._settings = settings
        self._now = now
        self._next_try = now() + _wait_after(self._wrong_tries)

    @property
    def is_set(self) -> bool:
        """Whether a password is asked for."""
        return bool(self._kept)

    @property
    def minutes(self) -> int:
        """After how many idle minutes the window is covered, 0 for never."""
        minutes = self._kept.get("minutes", 0)
        return minutes if minutes in MINUTES else 0

    @property
    def wait(self) -> float:
        """How many seconds one has to wait before the next try; 0 for none."""
        return max(self._next_try - self._now(), 0.0)

    def check(self, typed: str) -> bool:
        """Say whether a password is right; each wrong one makes the next try wait longer.

        A right one is refused too while one has to wait.
        """
        if self.wait:
            return False
        kept = self._kept
        if not kept or hmac.compare_digest(_hash(typed, kept["salt"]), kept["hash"].encode()):
            self._keep_tries(0)
            return True
        self._keep_tries(self._wrong_tries + 1)
        return False

    def set_password(self, new: str, again: str, old: str = "") -> None:
        """Set or change the password; InvalidValue says what is wrong with it."""
        self._require(old)
        if len(_normal(new)) < SHORTEST:
            raise InvalidValue(f"密码太短，至少{SHORTEST}个字。")
        if len(new) > LONGEST:
            raise InvalidValue(f"密码太长，最多{LONGEST}个字。")
        if _normal(new) != _normal(again):
            raise InvalidValue("两次填的密码不一样，请重新填写。")
        salt = os.urandom(16).hex()
        self._settings.set(
            NAME,
            {"salt": salt, "hash": _hash(new, salt).decode(), "minutes": self.minutes, "wrong": 0},
        )

    def remove(self, old: str) -> None:
        """Ask for no password any more; InvalidValue where the old one is wrong."""
        self._require(old)
        self._settings.set(NAME, None)

    def set_minutes(self, minutes: int) -> None:
        """Cover the window after so many idle minutes; nothing where no password is set."""
        if self._kept and minutes in MINUTES:
            self._settings.set(NAME, {**self._kept, "minutes": minutes})

    @property
    def _kept(self) -> dict[str, Any]:
        """Return what is kept; something that is not ours counts as no password."""
        kept = self._settings.get(NAME)
        is_whole = isinstance(kept, dict) and all(
            isinstance(kept.get(name), str) for name in ("salt", "hash")
        )
        return kept if is_whole else {}

    @property
    def _wrong_tries(self) -> int:
        tries = self._kept.get("wrong", 0)
        return tries if isinstance(tries, int) else 0

    def _require(self, old: str) -> None:
        if not self._kept:
            return
        if self.wait:
            raise InvalidValue(f"原密码连续填错，请等{round(self.wait) or 1}秒再试。")
        if not self.check(old):
            raise InvalidValue("原密码不对。")

    def _keep_tries(self, wrong: int) -> None:
        """Remember wrong tries over a restart, where the folder can be written."""
        kept = self._kept
        if kept and wrong != kept.get("wrong", 0):
            with suppress(TargetRefused):
                self._settings.set(NAME, {**kept, "wrong": wrong})
        self._next_try = self._now() + _wait_after(wrong)


def _wait_after(wrong: int) -> float:
    """Return the seconds to wait after so many wrong tries: 2, 4, 8 … 60."""
    waits = wrong - _FREE_TRIES + 1
    return min(2.0 ** min(waits, 10), _LONGEST_WAIT) if waits > 0 else 0.0


def _hash(typed: str, salt: str) -> bytes:
    made = hashlib.scrypt(
        _normal(typed).encode(),
        salt=salt.encode(),
        n=_COST,
        r=_BLOCK,
        p=_PARALLEL,
        maxmem=_MEMORY,
    )
    return made.hex().encode()


def _normal(typed: str) -> str:
    """Return a password as it is compared: an input method may have made its digits full-width."""
    return unicodedata.normalize("NFKC", typed)
