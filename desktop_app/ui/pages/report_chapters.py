"""The chapters of a report: added, moved, merged, split, set deeper, switched off; a step each."""

from __future__ import annotations

from desktop_app.services.reports.editing import LEVELS
from desktop_app.ui.context import Context
from desktop_app.ui.pages.report_writing import WritingPage
from desktop_app.ui.report.chapter_menu import ChapterMenu


class ChaptersPage(WritingPage):
    """The report page as far as its chapters are changed."""

    def __init__(self, context: Context) -> None:
        """Build the parts; the report is read when the page is first shown."""
        super().__init__(context)
        self.chapter_menu = ChapterMenu(self)
        self._connect_chapters()

    def add_chapter(self) -> None:
        """Add a chapter behind the one shown, and let its title be typed."""
        period, texts = self._period, self.context.services.texts
        after = self.text.chapter_uid
        if period is None or not self.save_typed():
            return
        added: list[str] = []

        def add() -> str:
            added.append(texts.add_chapter(period, after))
            return after

        if self._write(add):
            self.chapters.pick(added[0])
            self.text.chapter_title.selectAll()
            self.text.chapter_title.setFocus()

    def delete_chapter(self, uid: str) -> None:
        """Delete a chapter; undo brings it back."""
        period, texts = self._period, self.context.services.texts
        chapter = self._chapter(uid)
        if period is None or chapter is None or not self.save_typed():
            return
        uids = self.chapters.uids()
        neighbours = [*uids[uids.index(uid) + 1 :], *reversed(uids[: uids.index(uid)])]

        def delete() -> str:
            texts.delete_chapter(uid, period=period)
            return ""

        is_shown = uid == self.text.chapter_uid
        if self._write(delete):
            if is_shown and neighbours:
                self.chapters.pick(neighbours[0])
            self.context.told.emit(f"已删除章节“{chapter.title or '开头'}”，可以撤销")

    def move_chapter(self, uid: str, after: str) -> None:
        """Put a chapter behind another one ("" for the first place)."""
        period, texts = self._period, self.context.services.texts
        if period is not None and self.save_typed():
            is_shown = uid == self.text.chapter_uid

            def move() -> str:
                moved = texts.move_chapter(uid, after, period=period)
                return moved if is_shown else ""

            self._write(move)
        self._list_chapters()

    def switch_chapter(self, uid: str, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Print a chapter or leave it out."""
        chapter = self._chapter(uid)
        if chapter is not None and chapter.enabled != on:
            self._change_chapter(uid, enabled=on)

    def rename_chapter(self, uid: str, title: str) -> None:
        """Give a chapter another title."""
        chapter = self._chapter(uid)
        if chapter is not None and chapter.title != title.strip():
            self._change_chapter(uid, title=title.strip())

    def _change_chapter(self, uid: str, **values: object) -> None:
        period, texts = self._period, self.context.services.texts
        if period is not None and self.save_typed():
            is_shown = uid == self.text.chapter_uid

            def change() -> str:
                changed = texts.save_chapter(uid, period=period, **values)
                return changed if is_shown else ""

            self._write(change)
        self._list_chapters()

    def merge_chapter(self, uid: str) -> None:
        """Join a chapter to the one before it, and show that one."""
        period, texts, uids = self._period, self.context.services.texts, self.chapters.uids()
        place = uids.index(uid) if uid in uids else 0
        if period is None or place == 0 or not self.save_typed():
            return
        into = uids[place - 1]
        merged: list[str] = []

        def merge() -> str:
            merged.append(texts.merge_chapter(uid, into, period=period))
            return ""

        if self._write(merge):
            self.chapters.pick(merged[0])
            self.context.told.emit("已并入上一章，原来的标题成了其中一行，可以撤销")

    def split_chapter(self) -> None:
        """Begin a new chapter at the cursor, and let its title be typed."""
        period, texts, uid = self._period, self.context.services.texts, self.text.chapter_uid
        if period is None or not uid or not self.save_typed():
            return
        head, tail = self.text.body.split_at_cursor()
        made: list[str] = []

        def split() -> str:
            own, added = texts.split_chapter(uid, head, tail, period=period)
            made.append(added)
            return own

        if self._write(split):
            self.chapters.pick(made[0])
            self.text.chapter_title.selectAll()
            self.text.chapter_title.setFocus()

    def set_level(self, uid: str, level: int) -> None:
        """Set a chapter deeper or higher: 1 for 一、 to 4 for （1）."""
        chapter = self._chapter(uid)
        if level not in dict(LEVELS) or chapter is None:
            return
        if chapter.title and chapter.level != level:
            self._change_chapter(uid, level=level)

    def _connect_chapters(self) -> None:
        parts, chapters, menu = self.parts, self.chapters, self.chapter_menu
        parts.add.clicked.connect(self.add_chapter)
        parts.up.clicked.connect(lambda: chapters.move_picked(-1))
        parts.down.clicked.connect(lambda: chapters.move_picked(1))
        parts.chapter_more.clicked.connect(
            lambda: menu.popup(
                parts.chapter_more.mapToGlobal(parts.chapter_more.rect().bottomLeft())
            )
        )
        menu.aboutToShow.connect(self._prepare_menu)
        menu.merge.triggered.connect(lambda: self.merge_chapter(chapters.picked_uid()))
        menu.split.triggered.connect(self.split_chapter)
        menu.rename.triggered.connect(lambda: chapters.editItem(chapters.currentItem()))
        menu.delete.triggered.connect(lambda: self.delete_chapter(chapters.picked_uid()))
        menu.level_chosen.connect(lambda level: self.set_level(chapters.picked_uid(), level))
        chapters.menu_wanted.connect(menu.popup)
        chapters.moved.connect(self.move_chapter)
        chapters.switched.connect(self.switch_chapter)
        chapters.renamed.connect(self.rename_chapter)
        chapters.delete_wanted.connect(self.delete_chapter)
        chapters.level_wanted.connect(self._shift_level)
        self.text.body.split_wanted.connect(self.split_chapter)

    def _prepare_menu(self) -> None:
        uid = self.chapters.picked_uid()
        self.chapter_menu.show_for(self._chapter(uid), is_first=[uid] == self.chapters.uids()[:1])

    def _shift_level(self, uid: str, by: int) -> None:
        chapter = self._chapter(uid)
        if chapter is not None:
            self.set_level(uid, max(chapter.level, 1) + by)
