"""Which installed faces an office expects in a role, best first; no file is touched here.

The order is that of practice under GB/T 9704-2012: first what the offices' templates name, then the
same design from another foundry, then the nearest one. A face is known by the names inside it (name
table, ID 1, 4 and 6), since files are called anything.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.report.official_style import FontRole


class Candidate(NamedTuple):
    """An installed face that may draw a role.

    name: what a clerk calls it. aliases: what else its name table may call it, in English or as
    PostScript name.
    """

    name: str
    aliases: tuple[str, ...]


def key_of(name: str) -> str:
    """Return a face's name as it is compared: foundries differ in case, spaces and hyphens."""
    return name.casefold().translate(_NOT_COMPARED)


_NOT_COMPARED = dict.fromkeys(map(ord, " -_\0"))

_XIAOBIAOSONG = (
    Candidate("方正小标宋_GBK", ("FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0")),
    Candidate("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0")),
    Candidate("方正公文小标宋", ("FZDocXiaoBiaoSong",)),
)
_FANGSONG = Candidate("仿宋", ("FangSong",))  # Windows 7 and later: more characters than _GB2312
_FANGSONGS = (
    Candidate("仿宋_GB2312", ("FangSong_GB2312",)),
    _FANGSONG,
    Candidate("方正仿宋_GBK", ("FZFangSong-Z02", "FZFSK--GBK1-0")),
    Candidate("方正仿宋简体", ("FZFangSong-Z02S", "FZFSJW--GB1-0")),
    Candidate("方正公文仿宋", ("FZDocFangSong",)),
    Candidate("华文仿宋", ("STFangsong",)),
)
_KAITIS = (
    Candidate("楷体_GB2312", ("KaiTi_GB2312",)),
    Candidate("楷体", ("KaiTi",)),
    Candidate("方正楷体_GBK", ("FZKai-Z03", "FZKTK--GBK1-0")),
    Candidate("方正楷体简体", ("FZKai-Z03S", "FZKTJW--GB1-0")),
    Candidate("方正公文楷体", ("FZDocKai",)),
    Candidate("华文楷体", ("STKaiti",)),
)
_HEITIS = (
    Candidate("黑体", ("SimHei",)),
    Candidate("方正黑体_GBK", ("FZHei-B01", "FZHTK--GBK1-0")),
    Candidate("方正黑体简体", ("FZHei-B01S", "FZHTJW--GB1-0")),
    Candidate("方正公文黑体", ("FZDocHei",)),
    Candidate("华文黑体", ("STHeiti",)),
)
_SONGTI = Candidate("宋体", ("SimSun",))
_SONGTIS = (
    _SONGTI,
    Candidate("方正书宋_GBK", ("FZShuSong-Z01", "FZSSK--GBK1-0")),
    Candidate("方正书宋简体", ("FZShuSong-Z01S", "FZSSJW--GB1-0")),
    Candidate("华文宋体", ("STSong",)),
)
_TIMES = Candidate("Times New Roman", ("TimesNewRomanPSMT", "TimesNewRoman"))

PREFERRED: dict[FontRole, tuple[Candidate, ...]] = {
    FontRole.FANGSONG: _FANGSONGS,
    FontRole.KAITI: _KAITIS,
    FontRole.HEITI: _HEITIS,
    FontRole.XIAOBIAOSONG: _XIAOBIAOSONG,
    FontRole.PAGE_NUMBER: _SONGTIS,
    FontRole.LATIN: (_TIMES,),
    FontRole.RARE_BODY: (),
    FontRole.RARE_TITLE: (),
}
"""What goes before the bundled face of a role."""

_ZHONGSONG = Candidate("华文中宋", ("STZhongsong",))
_SONGTI_EXT_B = Candidate("宋体-ExtB", ("SimSun-ExtB",))
_YAHEI = Candidate("微软雅黑", ("Microsoft YaHei", "MicrosoftYaHei"))

SPARE: dict[FontRole, tuple[Candidate, ...]] = {
    FontRole.FANGSONG: (_SONGTI, _SONGTI_EXT_B, _YAHEI),
    FontRole.KAITI: (_FANGSONG, _SONGTI, _SONGTI_EXT_B, _YAHEI),
    FontRole.HEITI: (_YAHEI, _SONGTI, _SONGTI_EXT_B),
    FontRole.XIAOBIAOSONG: (_ZHONGSONG, _SONGTI, _SONGTI_EXT_B, _YAHEI),
}
"""What draws a character of a name that neither the role's faces nor the bundled ones have."""


def by_key() -> dict[str, Candidate]:
    """Return every candidate under each of its names."""
    return {
        key_of(name): candidate
        for table in (PREFERRED, SPARE)
        for candidates in table.values()
        for candidate in candidates
        for name in (candidate.name, *candidate.aliases)
    }
