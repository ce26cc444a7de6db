"""The office's own definitions: areas, ledgers and columns; frozen SQL."""

STATEMENTS = (
    """
    CREATE TABLE "own_area" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "key" TEXT NOT NULL CHECK (typeof("key") = 'text' AND length("key") <= 40),
        "label" TEXT NOT NULL CHECK (typeof("label") = 'text' AND length("label") <= 12),
        "help" TEXT CHECK ("help" IS NULL OR (typeof("help") = 'text' AND length("help") <= 100)),
        "chapter_title" TEXT CHECK ("chapter_title" IS NULL OR (typeof("chapter_title") = 'text' AND length("chapter_title") <= 100)),
        "chapter_body" TEXT CHECK ("chapter_body" IS NULL OR (typeof("chapter_body") = 'text' AND length("chapter_body") <= 2000)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)))
    """,
    """
    CREATE UNIQUE INDEX "own_area_uid" ON "own_area" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "own_area_one_live_row" ON "own_area" (ifnull("label", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "own_ledger" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "key" TEXT NOT NULL CHECK (typeof("key") = 'text' AND length("key") <= 40),
        "area" TEXT NOT NULL CHECK (typeof("area") = 'text' AND length("area") <= 40),
        "label" TEXT NOT NULL CHECK (typeof("label") = 'text' AND length("label") <= 20),
        "help" TEXT CHECK ("help" IS NULL OR (typeof("help") = 'text' AND length("help") <= 100)),
        "kept_by_office" INTEGER NOT NULL CHECK ("kept_by_office" IN (0, 1)),
        "row_counter" TEXT CHECK ("row_counter" IS NULL OR (typeof("row_counter") = 'text' AND length("row_counter") <= 6)),
        "holds_figures" INTEGER NOT NULL CHECK ("holds_figures" IN (0, 1)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)))
    """,
    """
    CREATE UNIQUE INDEX "own_ledger_uid" ON "own_ledger" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "own_ledger_one_live_row" ON "own_ledger" (ifnull("label", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "own_column" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "ledger_id" INTEGER NOT NULL,
        "key" TEXT NOT NULL CHECK (typeof("key") = 'text' AND length("key") <= 40),
        "kind" TEXT NOT NULL CHECK ("kind" IN ('文字', '整数', '金额', '日期', '选项')),
        "label" TEXT NOT NULL CHECK (typeof("label") = 'text' AND length("label") <= 20),
        "counter" TEXT CHECK ("counter" IS NULL OR (typeof("counter") = 'text' AND length("counter") <= 6)),
        "options" TEXT CHECK ("options" IS NULL OR (typeof("options") = 'text' AND length("options") <= 2000)),
        "is_figure" INTEGER NOT NULL CHECK ("is_figure" IN (0, 1)),
        "definition" TEXT CHECK ("definition" IS NULL OR (typeof("definition") = 'text' AND length("definition") <= 100)),
        "within" TEXT NOT NULL CHECK ("within" IN ('合计', '最新')),
        "over_periods" TEXT NOT NULL CHECK ("over_periods" IN ('相加', '取最后一季', '不计算')),
        "retired_from" TEXT CHECK ("retired_from" IS NULL OR (typeof("retired_from") = 'text' AND length("retired_from") <= 6)),
        "reason" TEXT CHECK ("reason" IS NULL OR (typeof("reason") = 'text' AND length("reason") <= 100)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("ledger_id") REFERENCES "own_ledger" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "own_column_uid" ON "own_column" ("uid")
    """,
    """
    CREATE INDEX "own_column_ledger_id" ON "own_column" ("ledger_id")
    """,
    """
    CREATE UNIQUE INDEX "own_column_one_live_row" ON "own_column" (ifnull("ledger_id", ''), ifnull("label", '')) WHERE "deleted_at" IS NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
