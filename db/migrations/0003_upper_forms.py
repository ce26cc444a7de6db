"""上报表格: received workbooks, what their cells take, and when they were written out; frozen SQL."""

STATEMENTS = (
    """
    CREATE TABLE "workbook_file" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "content" BLOB NOT NULL)
    """,
    """
    CREATE UNIQUE INDEX "workbook_file_uid" ON "workbook_file" ("uid")
    """,
    """
    CREATE TABLE "upper_form" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "file_id" INTEGER NOT NULL,
        "name" TEXT NOT NULL CHECK (typeof("name") = 'text' AND length("name") <= 100),
        "file_name" TEXT NOT NULL CHECK (typeof("file_name") = 'text' AND length("file_name") <= 200),
        "received_on" DATE CHECK ("received_on" IS NULL OR (date("received_on", '+0 days') IS "received_on")),
        FOREIGN KEY ("file_id") REFERENCES "workbook_file" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "upper_form_uid" ON "upper_form" ("uid")
    """,
    """
    CREATE INDEX "upper_form_file_id" ON "upper_form" ("file_id")
    """,
    """
    CREATE TABLE "upper_form_cell" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "form_id" INTEGER NOT NULL,
        "sheet" TEXT NOT NULL CHECK (typeof("sheet") = 'text' AND length("sheet") <= 100),
        "cell" TEXT NOT NULL CHECK (typeof("cell") = 'text' AND length("cell") <= 10),
        "content" TEXT NOT NULL CHECK (typeof("content") = 'text' AND length("content") <= 1000),
        FOREIGN KEY ("form_id") REFERENCES "upper_form" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "upper_form_cell_uid" ON "upper_form_cell" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "upper_form_cell_one_live_cell" ON "upper_form_cell" (ifnull("form_id", ''), ifnull("sheet", ''), ifnull("cell", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "upper_form_export" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "form_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL CHECK (typeof("period") = 'text' AND length("period") <= 6),
        "at" DATETIME NOT NULL,
        "file_name" TEXT NOT NULL CHECK (typeof("file_name") = 'text' AND length("file_name") <= 200),
        FOREIGN KEY ("form_id") REFERENCES "upper_form" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "upper_form_export_uid" ON "upper_form_export" ("uid")
    """,
    """
    CREATE INDEX "upper_form_export_form_id" ON "upper_form_export" ("form_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
