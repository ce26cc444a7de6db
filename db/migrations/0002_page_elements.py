"""公文形式 and its elements on a report, 发文机关标志 on the office, 版式 as a table; frozen SQL.

SQLite adds no column that may not be empty: both tables are made anew beside the old ones, which
no row of another table notices, as references are not enforced while a schema is upgraded.
"""

REPORT = (
    """
    CREATE TABLE "report_0002" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL CHECK (typeof("period") = 'text' AND length("period") <= 6),
        "title" TEXT NOT NULL CHECK (typeof("title") = 'text' AND length("title") <= 200),
        "state" TEXT NOT NULL CHECK ("state" IN ('编制中', '定稿', '已上报')),
        "as_of" DATE CHECK ("as_of" IS NULL OR (date("as_of", '+0 days') IS "as_of")),
        "signed_on" DATE CHECK ("signed_on" IS NULL OR (date("signed_on", '+0 days') IS "signed_on")),
        "form" TEXT NOT NULL CHECK ("form" IN ('总结', '报告', '红头文件')),
        "recipients" TEXT CHECK ("recipients" IS NULL OR (typeof("recipients") = 'text' AND length("recipients") <= 200)),
        "number" INTEGER CHECK ("number" IS NULL OR (typeof("number") = 'integer' AND "number" BETWEEN 1 AND 9999)),
        "signer" TEXT CHECK ("signer" IS NULL OR (typeof("signer") = 'text' AND length("signer") <= 50)),
        "urgency" TEXT CHECK ("urgency" IS NULL OR ("urgency" IN ('特急', '加急'))),
        "sealed" INTEGER NOT NULL CHECK ("sealed" IN (0, 1)),
        "copies_to" TEXT CHECK ("copies_to" IS NULL OR (typeof("copies_to") = 'text' AND length("copies_to") <= 300)),
        "issuer" TEXT CHECK ("issuer" IS NULL OR (typeof("issuer") = 'text' AND length("issuer") <= 50)),
        "issued_on" DATE CHECK ("issued_on" IS NULL OR (date("issued_on", '+0 days') IS "issued_on")),
        "across" INTEGER NOT NULL CHECK ("across" IN (0, 1)))
    """,
    """
    INSERT INTO "report_0002" (
        "id", "uid", "deleted_at", "period", "title", "state", "as_of", "signed_on",
        "form", "recipients", "signer", "sealed", "copies_to", "issuer", "across")
    SELECT
        "id", "uid", "deleted_at", "period", "title", "state", "as_of", "signed_on",
        '总结', '', '', 0, '', '', 0
    FROM "report"
    """,
    """
    DROP TABLE "report"
    """,
    """
    ALTER TABLE "report_0002" RENAME TO "report"
    """,
    """
    CREATE UNIQUE INDEX "report_uid" ON "report" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "report_one_live_row" ON "report" (ifnull("period", '')) WHERE "deleted_at" IS NULL
    """,
)

OFFICE = (
    """
    CREATE TABLE "office_0002" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "full_name" TEXT CHECK ("full_name" IS NULL OR (typeof("full_name") = 'text' AND length("full_name") <= 50)),
        "short_name" TEXT CHECK ("short_name" IS NULL OR (typeof("short_name") = 'text' AND length("short_name") <= 30)),
        "kind" TEXT NOT NULL CHECK ("kind" IN ('镇', '街道', '乡')),
        "document_code" TEXT CHECK ("document_code" IS NULL OR (typeof("document_code") = 'text' AND length("document_code") <= 20)),
        "mark" TEXT CHECK ("mark" IS NULL OR (typeof("mark") = 'text' AND length("mark") <= 40)),
        "guideline" TEXT CHECK ("guideline" IS NULL OR (typeof("guideline") = 'text' AND length("guideline") <= 200)),
        "plan_name" TEXT CHECK ("plan_name" IS NULL OR (typeof("plan_name") = 'text' AND length("plan_name") <= 50)),
        "demo" INTEGER NOT NULL CHECK ("demo" IN (0, 1)))
    """,
    """
    INSERT INTO "office_0002" (
        "id", "uid", "deleted_at", "full_name", "short_name", "kind", "document_code", "mark",
        "guideline", "plan_name", "demo")
    SELECT
        "id", "uid", "deleted_at", "full_name", "short_name", "kind", "document_code", '',
        "guideline", "plan_name", "demo"
    FROM "office"
    """,
    """
    DROP TABLE "office"
    """,
    """
    ALTER TABLE "office_0002" RENAME TO "office"
    """,
    """
    CREATE UNIQUE INDEX "office_uid" ON "office" ("uid")
    """,
)

PAGE_SETUP = (
    """
    CREATE TABLE "page_setup" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "top_mm" INTEGER CHECK ("top_mm" IS NULL OR (typeof("top_mm") = 'integer' AND "top_mm" BETWEEN 250 AND 600)),
        "bottom_mm" INTEGER CHECK ("bottom_mm" IS NULL OR (typeof("bottom_mm") = 'integer' AND "bottom_mm" BETWEEN 200 AND 600)),
        "left_mm" INTEGER CHECK ("left_mm" IS NULL OR (typeof("left_mm") = 'integer' AND "left_mm" BETWEEN 150 AND 600)),
        "right_mm" INTEGER CHECK ("right_mm" IS NULL OR (typeof("right_mm") = 'integer' AND "right_mm" BETWEEN 150 AND 600)),
        "row_pitch" INTEGER CHECK ("row_pitch" IS NULL OR (typeof("row_pitch") = 'integer' AND "row_pitch" BETWEEN 2000 AND 4000)),
        "bold_headings" TEXT NOT NULL CHECK ("bold_headings" IN ('不加粗', '（一）级加粗', '（一）和1.级加粗', '各级都加粗')),
        "page_numbers" TEXT NOT NULL CHECK ("page_numbers" IN ('单页居右、双页居左', '居中', '居右', '不编页码')),
        "installed_fonts" INTEGER NOT NULL CHECK ("installed_fonts" IN (0, 1)))
    """,
    """
    CREATE UNIQUE INDEX "page_setup_uid" ON "page_setup" ("uid")
    """,
)


def up(migrator, db):
    for statement in (*REPORT, *OFFICE, *PAGE_SETUP):
        db.execute_sql(statement)
