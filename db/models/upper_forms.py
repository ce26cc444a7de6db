"""上报表格: the workbooks that the county sends, and which cell takes which figure."""

from __future__ import annotations

from peewee import BlobField, DateTimeField, ForeignKeyField

from db.base import BaseModel, unique_while_live
from db.fields import Day, Text


class WorkbookFile(BaseModel):
    """A received .xlsx, byte for byte; its uid is the SHA-256 of the content.

    Written once and never changed, so that the log of changes needs no copy of it.
    """

    content = BlobField()


class UpperForm(BaseModel):
    """A form of a higher office; a newer file may take the place of the old one."""

    file_id: int
    file = ForeignKeyField(WorkbookFile, on_delete="RESTRICT")
    name = Text("表格名称", max_length=100, required=True)
    file_name = Text("文件名", max_length=200, required=True)
    received_on = Day("收到日期")


class UpperFormCell(BaseModel):
    """What one cell of a form takes.

    content: text with slots as in a chapter; "" for a cell that was looked at and stays as it is.
    """

    form_id: int
    form = ForeignKeyField(UpperForm, on_delete="RESTRICT", index=False)
    sheet = Text("工作表", max_length=100, required=True)
    cell = Text("单元格", max_length=10, required=True)
    content = Text("填写内容", max_length=1000, required=True)


class UpperFormExport(BaseModel):
    """When a form was filled and written out; rows are only ever added, as in a log."""

    form_id: int
    form = ForeignKeyField(UpperForm, on_delete="RESTRICT")
    period = Text("报告期", max_length=6, required=True)
    at = DateTimeField()
    file_name = Text("文件名", max_length=200, required=True)


unique_while_live(UpperFormCell, "form_id", "sheet", "cell", name="cell")
