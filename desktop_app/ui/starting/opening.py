"""From a data folder to open services; where that fails, the start page asks what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import Refusal
from desktop_app.services.assembly import Services
from desktop_app.services.safekeeping.catalogue import BackupRecord, State
from desktop_app.services.safekeeping.condition import Condition, Kind, Remedy, Unopened
from desktop_app.services.workplace import Workplace
from desktop_app.ui.starting.first_window import call_first_window
from desktop_app.ui.starting.start_page import Choice, StartPage
from desktop_app.ui.starting.waiting import wait_for


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
) -> Opened | None:
    """Open the data, asking for as long as that needs an answer; None when the user leaves.

    show: shows the page and returns what was chosen; waits for the user without one.
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
        if condition.kind is Kind.HELD and call_first_window(workplace.folder):
            raise CalledFirst
        page = StartPage(condition, _backups(workplace, condition), failed)
        choice = (show or _wait_for_choice)(page)
        page.deleteLater()
        if choice is None:
            return None
        try:
            told, failed = _take(workplace, choice, condition) or told, ""
        except Refusal as refusal:
            failed = str(refusal)


def _wait_for_choice(page: StartPage) -> Choice | None:
    page.exec()
    return page.choice


def _backups(workplace: Workplace, condition: Condition) -> list[BackupRecord]:
    """Return the backups, of which the newest sound one is known to be so."""
    if Remedy.RESTORE not in condition.remedies:
        return []
    return wait_for(lambda: _with_a_sound_one(workplace), "正在检查备份，请稍候…")


def _with_a_sound_one(workplace: Workplace) -> list[BackupRecord]:
    """Check backups, the newest first, until one is sound."""
    for record in workplace.backups.records():
        if record.state is State.SOUND and record.contents is not None:
            break
        checked = workplace.backups.check(record.path)
        if checked is not None and checked.state is State.SOUND:
            break
    return workplace.backups.records()


def _take(workplace: Workplace, choice: Choice, condition: Condition) -> str:
    """Do what was chosen and return what to tell, "" for nothing; raises Refusal."""
    match choice.remedy:
        case Remedy.RESTORE | Remedy.CHOOSE_FILE:
            source = choice.path or _newest_sound(workplace)
            kept = wait_for(lambda: workplace.restore(source), "正在恢复，请稍候…")
            return f"已用“{source}”恢复。{_kept(kept)}"
        case Remedy.SET_ASIDE:
            aside = workplace.set_companions_aside()
            return f"已经打开数据文件，旁边的记录改名为“{aside}-wal”等，留在原处。"
        case Remedy.START_NEW:
            return f"已从空的数据开始。{_kept(workplace.start_new())}"
        case Remedy.OTHER_PLACE:
            assert condition.other_place is not None
            workplace.go_to(condition.other_place)
        case Remedy.READ:
            workplace.open_to_read()
        case Remedy.RETRY | Remedy.SHOW_FOLDER:
            pass
    return ""


def _newest_sound(workplace: Workplace) -> Path:
    """Return the backup that the page named."""
    return next(one.path for one in workplace.backups.records() if one.state is State.SOUND)


def _kept(path: Path | None) -> str:
    return f"原来的文件另存为“{path}”，没有删除。" if path else ""
