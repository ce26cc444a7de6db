"""Every key of the window, by place: the cheat sheet shows it, a test holds it against the window.

`WINDOW` makes the window's own shortcuts. The keys of pages and tables are made where they work;
tests/ui/test_keyboard.py fails when one of them is not listed here, or listed and not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BESIDE = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "=", "[", "]")
"""The keys that stand beside each other, one a page."""


@dataclass(frozen=True, slots=True)
class Key:
    """keys: as Qt writes them, several with a space between. what: what they do."""

    keys: str
    what: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where some keys work."""

    name: str
    keys: Sequence[Key]


def page_keys(labels: Sequence[str]) -> list[Key]:
    """Return the keys that go to the pages, in their order: Alt+1 … Alt+9, Alt+0, Alt+-."""
    return [Key(f"Alt+{key}", f"到“{label}”") for key, label in zip(_BESIDE, labels, strict=False)]


WINDOW = (
    Key("F1", "打开使用手册，讲的就是这一页"),
    Key("Ctrl+F1", "打开这张快捷键表"),
    Key("Ctrl+Z", "撤销上一步（粘贴、导入也算一步）"),
    Key("Ctrl+Y", "重做"),
    Key("Ctrl+Alt+Z", "撤销到哪一步：一次撤销几步"),
    Key("Ctrl+F", "查找（在台账、报告页面找本页）"),
    Key("Ctrl+Shift+F", "在全部台账里查找"),
    Key("Ctrl+PgUp", "上一季度"),
    Key("Ctrl+PgDown", "下一季度"),
    Key("Ctrl+Shift+N", "新建季度，较早的也可以"),
    Key("F6", "到下一块（表格、表单……）"),
    Key("Shift+F6", "到上一块"),
)
"""What works everywhere; the window makes its shortcuts from these."""

PAGES = (
    Place(
        "台账页面",
        (
            Key("Ctrl+Tab", "到下一个台账"),
            Key("Ctrl+Shift+Tab", "到上一个台账"),
            Key("Ctrl+N", "新增一行"),
            Key("Ctrl+Shift+D", "复制当前行（光标在表格里）"),
            Key("Ctrl+L", "当前行用在报告哪些句子里"),
            Key("Ctrl+Shift+L", "按光标所在的列筛选"),
            Key("Ctrl+Del", "删除选中的行（光标在表格里）"),
        ),
    ),
    Place("上面的提示条", (Key("Esc", "关掉提示"),)),
    Place(
        "本季工作台",
        (
            Key("Ctrl+1", "发填报表"),
            Key("Ctrl+2", "收填报表"),
            Key("Ctrl+3", "录入消息"),
            Key("Ctrl+4", "导出本季"),
            Key("Ctrl+G", "标为估计（约），再按去掉"),
            Key("Ctrl+L", "看光标所在这个数的来历"),
        ),
    ),
    Place(
        "问题与措施",
        (
            Key("Ctrl+N", "新增问题"),
            Key("Ctrl+M", "为选中的问题新增措施"),
            Key("Enter", "到选中那条的表单"),
            Key("F2", "同上"),
            Key("Esc", "回到列表"),
            Key("Del", "删除选中的一条"),
        ),
    ),
    Place(
        "行表单（表格右边）",
        (
            Key("Enter", "存好这一项，到下一项"),
            Key("Shift+Enter", "回到上一项"),
            Key("Alt+Enter", "在多行文字里换行"),
            Key("Ctrl+S", "保存并新增，单位等沿用"),
            Key("Ctrl+Enter", "同上"),
            Key("Esc", "放弃这一项刚填的"),
        ),
    ),
    Place(
        "上报表格",
        (
            Key("Enter", "为这一格选指标"),
            Key("F2", "同上"),
            Key("Space", "确认建议"),
            Key("Del", "取消这一格的对应"),
            Key("F3", "到下一个待对应的格"),
        ),
    ),
    Place(
        "报告编制",
        (
            Key("Ctrl+J", "在光标处插入数据"),
            Key("Ctrl+F", "在报告里查找"),
            Key("Ctrl+H", "查找和替换"),
            Key("Ctrl+Enter", "拆成两章；对校核意见：改正"),
            Key("Alt+Left", "章节升一级"),
            Key("Alt+Right", "章节降一级"),
        ),
    ),
    Place(
        "设置",
        (
            Key("Enter", "单位信息：存好这一项，到下一项"),
            Key("Alt+Up", "填报单位：选中的上移"),
            Key("Alt+Down", "填报单位：选中的下移"),
            Key("Ctrl+Enter", "填报单位：添加框里的单位"),
        ),
    ),
)
"""What works on some pages."""

TABLE = Place(
    "表格和工作台",
    (
        Key("Enter", "存好这一格，到下一行"),
        Key("Shift+Enter", "到上一行"),
        Key("Tab", "到右边一格；末尾新增一行"),
        Key("Shift+Tab", "到左边一格"),
        Key("F2", "修改格子里原有的内容"),
        Key("Esc", "放弃这一格刚填的"),
        Key("Delete", "清空选中的格子"),
        Key("Ctrl+C", "复制一块，可贴到 WPS"),
        Key("Ctrl+X", "剪切"),
        Key("Ctrl+V", "粘贴一块；行数不够自动增加"),
        Key("Ctrl+D", "向下填充"),
        Key("Ctrl+R", "向右填充"),
        Key("Ctrl+;", "填今天的日期"),
        Key("Ctrl+'", "照抄上一行的内容"),
        Key("Ctrl+Enter", "把刚填的内容填满选中的格子"),
        Key("Ctrl+A", "全选"),
        Key("Home", "到本行第一格"),
        Key("End", "到本行最后一格"),
        Key("Ctrl+Down", "到数据的边上（四个方向）"),
        Key("Ctrl+Home", "到第一行第一格"),
        Key("Ctrl+End", "到最后一行最后一格"),
        Key("PgUp", "向上翻一屏"),
        Key("PgDown", "向下翻一屏"),
        Key("Space", "勾选或取消勾选"),
    ),
)
"""The keys of ledgers and of the matrix; made by their tables, so a table of its own."""


def places(page_labels: Sequence[str]) -> list[Place]:
    """Return all keys by place. page_labels: the pages in the navigation's order."""
    return [
        Place("任何地方", WINDOW),
        TABLE,  # the longest stands early: both columns of the sheet then end alike
        Place("换页面", page_keys(page_labels)),
        *PAGES,
    ]
