"""The reports: their chapters while they are written, and what was frozen."""

from __future__ import annotations

from peewee import BlobField, DateTimeField, ForeignKeyField

from db.base import BaseModel, unique_while_live
from db.fields import Choice, Day, Flag, Fraction, LongText, Text, Whole


class Report(BaseModel):
    """One report of a quarter, half-year or year; title may hold slots.

    form: which elements of an official document it has. number: of 发文字号, whose year is that of
    signed_on or, before that is known, of the period. across: tables in 附件 lie across the sheet.
    """

    STATES = ("编制中", "定稿", "已上报")
    FORMS = ("总结", "报告", "红头文件")
    URGENCIES = ("特急", "加急")

    period = Text("报告期", max_length=6, required=True)
    title = Text("标题", max_length=200, required=True)
    state = Choice("状态", STATES, required=True, default="编制中")
    as_of = Day("数据截止日")
    signed_on = Day("成文日期")
    form = Choice("公文形式", FORMS, required=True, default="总结")
    recipients = Text(
        "主送机关",
        max_length=200,
        default="",
        help="写单位的全称或规范简称，几个单位用“、”隔开；冒号自动加上",
    )
    number = Whole("发文顺序号", minimum=1, maximum=9999, help="只填数字，如 18；没有编号就空着")
    signer = Text(
        "签发人",
        max_length=50,
        default="",
        help="报给上级的红头文件要写签发人，几个人用“、”隔开",
        personal=True,
    )
    urgency = Choice("紧急程度", URGENCIES, help="一般不填；印在第一页左上角")
    sealed = Flag("加盖印章", help="勾选后按盖章的位置排署名和日期，留出盖章的地方")
    copies_to = Text(
        "抄送机关",
        max_length=300,
        default="",
        help="印在最后一页下方的版记里，几个单位用“，”隔开；句号自动加上",
    )
    issuer = Text("印发机关", max_length=50, default="", help="如：青石镇党政办公室")
    issued_on = Day("印发日期")
    across = Flag("附件表格横排", help="附件里的表格横着排，列多的表格更好看")


class Chapter(BaseModel):
    """An ordered piece of one report's text.

    key: which proposal it came from, "" for a free chapter. level: 0 opening, 1 for 一、.
    """

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    key = Text(max_length=60, default="")
    position = Whole(default=0)
    level = Whole(default=1, maximum=4)
    title = Text("章节标题", max_length=100, default="")
    body = LongText("正文", default="")
    point_style = Choice("分点编号", ("一是", "（一）", "1.", ""), required=True, default="一是")
    enabled = Flag("写入报告", default=True)


class FinalReport(BaseModel):
    """定稿: a frozen version; documents and figures as JSON, the files as they were handed in.

    trails: the rows behind the figures, packed; none in versions older than that. digest: SHA-256
    over all of the above. cancel_reason: why a version that was never handed in was taken back.
    """

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    version = Whole(required=True, minimum=1)
    frozen_at = DateTimeField()
    reported_at = DateTimeField(null=True)
    correction_note = Text("更正说明", max_length=500, default="")
    document = LongText(max_length=2_000_000, required=True)
    figures = LongText(max_length=2_000_000, required=True)
    findings = LongText(max_length=2_000_000, required=True)
    pdf = BlobField()
    pdf_sha256 = Text(max_length=64, required=True)
    docx = BlobField()
    docx_sha256 = Text(max_length=64, required=True)
    trails = BlobField(null=True)
    digest = Text(max_length=64, required=True)
    cancel_reason = Text("取消定稿的理由", max_length=200, default="")


class ReportVersion(BaseModel):
    """A draft that was kept under a name. chapters: as JSON; automatic: kept by the program."""

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    name = Text("版本名称", max_length=60, required=True)
    kept_at = DateTimeField()
    automatic = Flag("自动保存")
    title = Text("标题", max_length=200, required=True)
    chapters = LongText(max_length=2_000_000, required=True)


class ConfirmedSentence(BaseModel):
    """A sentence that reads as in the last report, and was looked at for this one."""

    report_id: int
    report = ForeignKeyField(Report, on_delete="RESTRICT")
    sentence = LongText(required=True)


class PageSetup(BaseModel):
    """版式: one row; how the office's page deviates from GB/T 9704. Empty measures are standard."""

    BOLD_HEADINGS = ("不加粗", "（一）级加粗", "（一）和1.级加粗", "各级都加粗")
    PAGE_NUMBERS = ("单页居右、双页居左", "居中", "居右", "不编页码")

    top_mm = Fraction("上边距", "毫米", decimals=1, minimum=25, maximum=60)
    bottom_mm = Fraction("下边距", "毫米", decimals=1, minimum=20, maximum=60)
    left_mm = Fraction("左边距", "毫米", decimals=1, minimum=15, maximum=60)
    right_mm = Fraction("右边距", "毫米", decimals=1, minimum=15, maximum=60)
    row_pitch = Fraction("行距", "磅", decimals=2, minimum=20, maximum=40)
    bold_headings = Choice("标题加粗", BOLD_HEADINGS, required=True, default=BOLD_HEADINGS[0])
    page_numbers = Choice("页码", PAGE_NUMBERS, required=True, default=PAGE_NUMBERS[0])
    installed_fonts = Flag("先用本机字体", default=True)


unique_while_live(Report, "period")
unique_while_live(FinalReport, "report_id", "version")
