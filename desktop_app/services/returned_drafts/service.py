"""收回改稿: an exported Word file that the leader changed is read, compared and taken in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib's name is no class name

from desktop_app.core.errors import Conflict, NothingSetUp, Refusal, SourceRefused
from desktop_app.core.periods import Period
from desktop_app.core.records import ChapterRecord, ReportRecord
from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.anchors import PERIOD, PROPERTIES_PART
from desktop_app.report.returned_drafts.applying import Accepted, apply
from desktop_app.report.returned_drafts.comparing import compare
from desktop_app.report.returned_drafts.reading import text_of
from desktop_app.report.returned_drafts.records import (
    Change,
    ChangeKind,
    Comment,
    Comparison,
    Disputed,
    ReturnedText,
    Revision,
)
from desktop_app.services.assembly import Services
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.reports.service import ATTACHMENTS
from desktop_app.services.returned_drafts import child

__all__ = (
    "Accepted",
    "Change",
    "ChangeKind",
    "Comment",
    "Comparison",
    "Disputed",
    "ReturnedDraft",
    "ReturnedDrafts",
    "Revision",
)

KINDS = (".docx",)
VERSION_NAME = "收回改稿之前"
LARGEST_FILE = 20 * 1024 * 1024
LONGEST_WAIT = 30.0  # seconds

_LARGEST_PROPERTIES = 1024 * 1024
_ROOT = Path(__file__).resolve().parents[3]
_TOO_LARGE = "“{}”过大或已损坏，没有读取；请在Word或WPS里另存为 .docx 后再收回。"
_LEAST_ALIKE = 0.12  # part of the report's sentences that a file of it still has something of
_PERIOD = re.compile(r"(?:19|20)\d\d年(?:第?[一二三四]季度|上半年|下半年)")


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """A file beside the report as it is now.

    report: that it was compared with. labels: key → name of the figures.
    """

    path: Path
    period: Period
    report: ReportRecord
    comparison: Comparison
    labels: Mapping[str, str]

    def label(self, reference: str) -> str:
        """Return the name of the figure that a slot shows."""
        return self.labels.get(reference.partition("@")[0], reference)

    def writes(self, one: Accepted) -> bool:
        """Say whether a change alters the text: a figure that is wrong is mended in its ledger."""
        if one.change.kind is ChangeKind.REMARK:
            return False
        if all(one.literal):
            return True
        new = apply(self.report.chapters, [one])
        return bool(new.chapters) or new.title not in (None, self.report.title)


class ReturnedDrafts:
    """Reads, compares and writes."""

    def __init__(self, services: Services) -> None:
        """Work through the same services as the window."""
        self._writer = services.writer
        self._texts = services.texts
        self._reports = services.reports

    def read(self, path: Path, period: Period) -> ReturnedDraft:
        """Say what a returned file changes in a period's report; nothing is written.

        Raises SourceRefused for a file that cannot be read or is of another report, Conflict for
        a report that is frozen.
        """
        report = self._reports.report(period)
        if not report.chapters:
            raise NothingSetUp(f"{period.label}还没有报告正文，无法与改稿比较。")
        if report.state != "编制中":
            raise Conflict(f"{period.label}的报告已经{report.state}，不能再改；要改请先点“更正”。")
        text = read_file(path)
        values = self._reports.values(period)
        document = self._reports.document(period, ATTACHMENTS, values)
        _refuse_other_report(path, text, document.subject, document.author, period)
        comparison = compare(Narrator(values), report.title, report.chapters, document, text)
        _refuse_strange(path, comparison, period)
        labels = {key: value.label for key, value in values.items()}
        return ReturnedDraft(path, period, report, comparison, labels)

    def write(self, draft: ReturnedDraft, accepted: Sequence[Accepted]) -> int:
        """Put accepted changes into the report in one step; return how many were written.

        Raises Conflict where the report was changed since it was read.
        """
        taken = [one for one in accepted if draft.writes(one)]
        if not taken:
            return 0
        if self._reports.report(draft.period) != draft.report:
            raise Conflict("读入改稿以后报告又改过，请关闭这个窗口，重新收回一次。")
        new = apply(draft.report.chapters, taken)
        with self._writer.step(f"收回改稿{len(taken)}处"):
            self._texts.versions.keep(draft.period, VERSION_NAME, automatic=True)
            if new.title is not None:
                self._texts.save_title(draft.period, new.title)
            for chapter in new.chapters:
                self._save(draft, chapter)
        return len(taken)

    def _save(self, draft: ReturnedDraft, chapter: ChapterRecord) -> None:
        """Write what differs of a chapter; a borrowed report becomes the period's own first."""
        before = next(one for one in draft.report.chapters if one.uid == chapter.uid)
        values = {
            name: getattr(chapter, name)
            for name in ("title", "body", "enabled")
            if getattr(chapter, name) != getattr(before, name)
        }
        try:
            self._texts.save_chapter(self._uid(draft, chapter), period=draft.period, **values)
        except Refusal as refusal:
            name = before.title or "开头"
            raise Conflict(f"“{name}”这一部分没有写入，改稿没有收：{refusal}") from refusal

    def _uid(self, draft: ReturnedDraft, chapter: ChapterRecord) -> str:
        """Return the uid of the chapter at that place: those of a borrowed report are copied."""
        now = self._reports.report(draft.period).chapters
        place = [one.uid for one in draft.report.chapters].index(chapter.uid)
        return now[place].uid


def is_export(path: Path) -> bool:
    """Say whether a dropped file is a report that this program exported, edited or not."""
    try:
        with ZipFile(path) as archive:
            part = archive.getinfo(PROPERTIES_PART)
            return part.file_size < _LARGEST_PROPERTIES and PERIOD.encode() in archive.read(part)
    except (OSError, KeyError, ValueError, NotImplementedError, BadZipFile, ZlibError):
        return False


def read_file(path: Path) -> ReturnedText:
    """Take a Word file apart in a process of its own; SourceRefused says what is wrong with it."""
    try:
        if path.is_dir():
            raise SourceRefused(f"“{path}”是一个文件夹，请选择改过的Word文件。")
        if not path.is_file():
            raise SourceRefused(f"找不到文件“{path}”，请核对文件名。")
        if path.stat().st_size > LARGEST_FILE:
            raise SourceRefused(_TOO_LARGE.format(path.name))
        with path.open("rb"):
            pass
    except OSError as error:
        raise SourceRefused(f"“{path.name}”打不开（{reason_of(error)}），请核对后再试。") from error
    found = _asked(path)
    if "refused" in found:
        raise SourceRefused(str(found["refused"]) or _TOO_LARGE.format(path.name))
    return text_of(found)


def _asked(path: Path) -> dict[str, object]:
    frozen = getattr(sys, "frozen", False)
    module = ["-m", child.__name__]
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, *([child.VERB] if frozen else module), str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=None if frozen else _ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=LONGEST_WAIT,
            check=True,
        )
        found: dict[str, object] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise SourceRefused(_TOO_LARGE.format(path.name)) from error
    return found


def _refuse_other_report(
    path: Path, text: ReturnedText, label: str, office: str, period: Period
) -> None:
    """Refuse a file of another period or office, by what the export hid in it or by its title."""
    if text.marks is not None:
        if text.marks.period != label:
            raise SourceRefused(
                f"“{path.name}”是{text.marks.period}的报告，现在打开的是{label}；"
                f"请先换到{text.marks.period}再收回。"
            )
        if office and text.marks.office and text.marks.office != office:
            raise SourceRefused(
                f"“{path.name}”是“{text.marks.office}”的报告，不是“{office}”的，没有收回。"
            )
        return
    head = "".join(one.text for one in text.paragraphs[:6] if one.style in ("title", "", "normal"))
    found = _PERIOD.search(re.sub(r"\s", "", head))
    if found and _plain(found[0]) != _plain(label):
        raise SourceRefused(
            f"“{path.name}”的标题写的是{found[0]}，现在打开的是{period.label}；请先换到那一期再收回。"
        )


def _plain(label: str) -> str:
    return label.replace("第", "")


def _refuse_strange(path: Path, comparison: Comparison, period: Period) -> None:
    """Refuse a file that has nothing in common with the report."""
    gone = sum(
        change.kind is ChangeKind.REMOVED or (change.kind is ChangeKind.HEADING and not change.new)
        for change in comparison.changes
    )
    kept = comparison.alike + sum(
        change.kind in (ChangeKind.CHANGED, ChangeKind.MOVED) for change in comparison.changes
    )
    if kept < _LEAST_ALIKE * (kept + gone):
        raise SourceRefused(
            f"“{path.name}”和{period.label}的报告没有相同的内容，不像从这里导出的改稿，没有收回。"
        )
