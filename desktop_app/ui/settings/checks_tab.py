"""校核规则: which rules are on, the office's own words, limits, and what is not told this time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.settings import CheckSettings, Ignored
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm, write_or_explain
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.settings.options_tab import LinesEditor
from desktop_app.ui.settings.rules_tree import RulesTree
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.theme import set_role

_SIDE = 360  # points: words, limits and what is not told
_LIST = 124


class ChecksTab(Tab):
    """Rules left; what belongs to this office right."""

    title = "校核规则"

    def __init__(self, context: Context, settings: CheckSettings) -> None:
        """settings: reads and saves."""
        super().__init__()
        self._context = context
        self._settings = settings
        self.tree = RulesTree()
        self.tree.switched.connect(self._switch)
        self.search = QLineEdit(placeholderText="查找规则，如：书名号、部署、9704")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.tree.find_text)
        self.words = LinesEditor(tabChangesFocus=True)
        self.words.setAccessibleName("本单位的用词")
        self.words.setPlaceholderText("例如：\n青石街道=青石镇\n五个亮点")
        self.words.setFixedHeight(_LIST)
        self.words.left.connect(self._save_words)
        self.words.given_up.connect(self._show_words)
        self.words_reason = QLabel(wordWrap=True)
        self.words_reason.setVisible(False)
        self._words_shown: tuple[str, ...] = ()
        self.limits = FieldForm(settings.limit_fields, self._save_limit)
        self.ignored = QListWidget()
        self.ignored.setWordWrap(True)
        self.ignored.setAccessibleName("本报告期不再提示的意见")
        self.ignored.setFixedHeight(_LIST)
        self.ignored.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.ignored.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ignored.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.again = button("重新提示", "undo", "选中的意见重新列出来")
        self.again.clicked.connect(self._tell_again)
        self.ignored.currentRowChanged.connect(lambda row: self.again.setEnabled(row >= 0))
        self._lay_out()

    def reload(self) -> None:
        """Read the rules and what the office decided; what is being typed stays."""
        rules = self._context.services.checks.rules()
        self.tree.show_rules(rules, check_settings.silent_rules())
        if not self.words.hasFocus() and self.words_reason.isHidden():
            self._show_words()
        self.limits.load("limits", self._settings.limit_values())
        self._show_ignored(check_settings.ignored(self._context.period))

    def commit(self) -> None:
        """Save what is still being typed."""
        self.limits.commit()
        self._save_words()

    def _switch(self, rule: str, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        label = next(one.label for one in self._context.services.checks.rules() if one.id == rule)
        self._context.write(
            partial(self._settings.switch, rule, label, on=is_on),
            f"校核规则“{label}”已{'启用' if is_on else '停用'}，可以撤销",
        )
        self.reload()

    def _show_words(self) -> None:
        self._words_shown = check_settings.word_lines()
        if tuple(self.words.lines()) != self._words_shown:
            self.words.setPlainText("\n".join(self._words_shown))
        self._explain("")

    def _save_words(self) -> None:
        lines = self.words.lines()
        wanted = tuple(line for line in lines if line.strip())
        if wanted == self._words_shown:
            return
        before, self._words_shown = self._words_shown, wanted
        self._explain("")

        def save() -> None:  # what is refused is said before the page reloads: it keeps the lines
            refused = self._settings.save_words(lines)
            self._explain(f"没有保存：{'；'.join(refused)}。其余各行已保存。" if refused else "")

        reason = write_or_explain(self._context, save)
        if reason:
            self._explain(reason)
        if self.words_reason.text():
            self._words_shown = before
        else:
            self._context.told.emit("本单位的用词已保存")

    def _explain(self, reason: str) -> None:
        self.words_reason.setText(reason)
        self.words_reason.setVisible(bool(reason))
        set_role(self.words_reason, "role", "error")
        set_role(self.words, "invalid", bool(reason))

    def _save_limit(self, _key: str, name: str, typed: object) -> str:
        label = next(field.label for field in self._settings.limit_fields if field.name == name)
        action = partial(self._settings.save_limit, name, typed)
        return write_or_explain(self._context, action, f"{label}已保存")

    def _show_ignored(self, found: tuple[Ignored, ...]) -> None:
        self.ignored.clear()
        for one in found:
            item = QListWidgetItem(f"{one.where}：{one.message}（理由：{one.reason}）")
            item.setData(Qt.ItemDataRole.UserRole, one.uid)
            self.ignored.addItem(item)
        if not found:
            empty = QListWidgetItem("没有。在“报告编制”的校核意见里，选中一条可以不再提示。")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.ignored.addItem(empty)
        self.again.setEnabled(False)

    def _tell_again(self) -> None:
        item = self.ignored.currentItem()
        if item is not None:
            uid = item.data(Qt.ItemDataRole.UserRole)
            self._context.write(partial(self._settings.tell_again, uid), "这条意见会重新提示")
            self.reload()

    def _lay_out(self) -> None:
        left = QWidget()
        rules = QVBoxLayout(left)
        rules.setContentsMargins(0, 0, 0, 0)
        rules.addWidget(
            hint(
                "点一下整行（或按空格键）就停用、启用；停用的以后不再提示，对所有报告期有效。"
                "不处理就不能打印的几条没有方框，不能停用。改了可以撤销。"
            )
        )
        rules.addWidget(self.search)
        rules.addWidget(self.tree, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._side())
        splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        splitter.addWidget(left)
        splitter.addWidget(scroll)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes((10 * _SIDE, _SIDE))
        scroll.setMinimumWidth(_SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(splitter)

    def _side(self) -> QWidget:
        """Return the cards of what belongs to this office."""
        words, inside = _titled("本单位的用词")
        inside.addWidget(
            hint("一行一个：不用的词=改用的词；只写一个词，就是报告里不能出现。离开就保存。")
        )
        inside.addWidget(self.words)
        inside.addWidget(self.words_reason)
        limits, inside = _titled("提醒的标准")
        inside.addWidget(hint("增减达到幅度、又至少相差这么多，就要填写说明；空着是程序原来的。"))
        inside.addWidget(self.limits)
        ignored, inside = _titled("本报告期不再提示的意见")
        inside.addWidget(self.ignored)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.again)
        inside.addLayout(row)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 0, 0, 0)
        for frame in (words, limits, ignored):
            column.addWidget(frame)
        column.addStretch()
        return holder


def _titled(text: str) -> tuple[QWidget, QVBoxLayout]:
    frame, inside = card()
    title = QLabel(text)
    title.setProperty("role", "subtitle")
    inside.addWidget(title)
    return frame, inside
