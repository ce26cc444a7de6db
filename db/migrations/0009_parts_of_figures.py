"""Which figure an own figure is a part of (其中); frozen SQL.

The table is made anew, as ALTER TABLE would put the column where the model does not have it.
"""

STATEMENTS = (
    """
    CREATE TABLE "own_column_0009" (
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
        "part_of" TEXT CHECK ("part_of" IS NULL OR (typeof("part_of") = 'text' AND length("part_of") <= 80)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("ledger_id") REFERENCES "own_ledger" ("id") ON DELETE RESTRICT)
    """,
    """
    INSERT INTO "own_column_0009" (
        "id", "uid", "deleted_at", "ledger_id", "key", "kind", "label", "counter", "options",
        "is_figure", "definition", "within", "over_periods", "retired_from", "reason",
        "part_of", "position")
    SELECT
        "id", "uid", "deleted_at", "ledger_id", "key", "kind", "label", "counter", "options",
        "is_figure", "definition", "within", "over_periods", "retired_from", "reason",
        '', "position"
    FROM "own_column"
    """,
    """
    DROP TABLE "own_column"
    """,
    """
    ALTER TABLE "own_column_0009" RENAME TO "own_column"
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
