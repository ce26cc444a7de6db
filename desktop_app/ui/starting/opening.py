"""From a data folder to open services; where that fails, the start page asks what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.core.errors import Refusal
from desktop_app.services.assembly import Services
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.catalogue import BackupRecord
from desktop_app.services.safekeeping.condition import Condition, Kind, Remedy, Unopened
from desktop_app.ui.lock.guarding import ask_at_start
from desktop_app.ui.starting.first_window import call_first_window
from desktop_app.ui.starting.waiting import wait_for

if TYPE_CHECKING:
    from desktop_app.ui.starting.start_page import Choice, StartPage

_MOVES = {Remedy.OTHER_PLACE, Remedy.CHOOSE_PLACE}


@dataclass(frozen=True, slots=True)
class Opened:
    """The open services. told: what was done before, for the user to read; "" for nothing."""

    services: Services
    told: str = ""


class CalledFirst(Exception):
    """Another window works on the folder, and has come to the front."""


def open_or_ask(
    workplace: Workplace,
    open_services: Callable[[Workplace], Services],
    show: Callable[[StartPage], Choice | None] | None = None,
    admit: Callable[[Path], bool] = ask_at_start,
    file_to_open: Path | None = None,
) -> Opened | None:
    """Open the data, asking for as long as that needs an answer; None when the user leaves.

    show: shows the page and returns what was chosen; waits for the user without one. admit: asks
    for the password of another folder than the one that was asked for at the start. file_to_open:
    handed to the window that works on the folder already.
    Raises CalledFirst.
    """
    told = failed = ""
    while True:
        try:
            if workplace.store.is_idle:
                wait_for(workplace.prepare, "正在检查数据，请稍候…")
            return Opened(open_services(workplace), told)
        except Unopened as refusal:
            condition = refusal.condition
        if condition.kind is Kind.HELD and call_first_window(workplace.folder, file_to_open):
            raise CalledFirst
        backups = _backups(workplace, condition)
        if condition.kind is Kind.MISSING and not backups:
            condition = workplace.look()  # it says so when none is sound
        from desktop_app.ui.starting.start_page import (  # noqa: PLC0415 - most starts go well
            StartPage,
        )

        page = StartPage(condition, backups, failed)
        choice = (show or _wait_for_choice)(page)
        page.deleteLater()
        if choice is None:
            return None
        try:
            told, failed = _take(workplace, choice, condition) or told, ""
        except Refusal as refusal:
            failed = str(refusal)
        if choice.remedy in _MOVES and not admit(workplace.folder):
            return None


def _wait_for_choice(page: StartPage) -> Choice | None:
    page.exec()
    return page.choice


def _backups(workplace: Workplace, condition: Condition) -> list[BackupRecord]:
    """Return what one can go back to, the best first, which has just been read whole."""
    if Remedy.RESTORE not in condition.remedies:
        return []
    return wait_for(workplace.backups.checked_by_worth, "正在检查备份，请稍候…")


def _take(workplace: Workplace, choice: Choice, condition: Condition) -> str:
    """Do what was chosen and return what to tell, "" for nothing; raises Refusal."""
    match choice.remedy:
        case Remedy.RESTORE | Remedy.CHOOSE_FILE:
            source = choice.path
            assert source is not None
            kept = wait_for(lambda: workplace.restore(source), "正在恢复，请稍候…")
            return f"已用“{source}”恢复。{_kept(kept)}"
        case Remedy.SET_ASIDE:
            aside = workplace.set_companions_aside()
            return f"已经打开数据文件，旁边的记录改名为“{aside}-wal”等，留在原处。"
        case Remedy.START_NEW:
            return f"已从空的数据开始。{_kept(workplace.start_new())}"
        case Remedy.OTHER_PLACE:
            assert condition.other_place is not None
            workplace.close()
            workplace.go_to(condition.other_place)
        case Remedy.CHOOSE_PLACE:
            assert choice.path is not None
            workplace.close()
            workplace.go_to(_data_folder(choice.path, workplace.database.name))
            return f"数据放在“{workplace.folder}”。"
        case Remedy.READ:
            workplace.open_to_read()
        case Remedy.RETRY | Remedy.SHOW_FOLDER:
            pass
    return ""


def _data_folder(place: Path, database: str) -> Path:
    """Return the folder itself where it holds the data, else one of ours in it, for tidiness."""
    own = Path(database).stem
    return place if (place / database).exists() or place.name == own else place / own


def _kept(path: Path | None) -> str:
    return f"原来的文件另存为“{path}”，没有删除。" if path else ""
