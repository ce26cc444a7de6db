"""What a form asks for and is not filled in, and characters that cannot be printed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.core.records import Finding
from desktop_app.report.checks.input import CheckInput


def missing_glyphs(given: CheckInput) -> Iterator[Finding]:
    """A character that no font has: the report cannot be printed with it."""
    for lost in given.unprintable:
        yield Finding(
            "missing_glyph",
            "error",
            f"{lost.sentence}没有字体可以打印，请改用通用的写法，或删去这个字符",
            lost.where,
        )


def missing_elements(given: CheckInput) -> Iterator[Finding]:
    """Elements that a 报告 (7.3.2) or a document with a red head (7.2.5, 7.2.6) must carry."""
    official = given.report.official
    if official.has_recipients and not official.recipients:
        yield _lacks("主送机关", f"公文形式是{official.form}，还没有填主送机关", "7.3.2")
    if not official.has_red_head:
        return
    code = given.values.get("office.document_code")
    if code is None or not code.value:
        yield _lacks("发文字号", "印红头要有发文代字，请在“设置”的单位信息里填写", "7.2.5")
    if official.number is None:
        yield _lacks("发文字号", "还没有填发文顺序号，印出来是空着的", "7.2.5")
    if not official.signer:
        yield _lacks("签发人", "报给上级的红头文件要写签发人", "7.2.6")


def _lacks(where: str, message: str, clause: str) -> Finding:
    return Finding("elements.missing", "warning", f"{message}（GB/T 9704 {clause}）", where)
