"""校核规则: rules off, findings that may stay, 说明, own words, limits; frozen SQL."""

STATEMENTS = (
    """
    CREATE TABLE "check_limits" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "jump_percent" INTEGER CHECK ("jump_percent" IS NULL OR (typeof("jump_percent") = 'integer' AND "jump_percent" BETWEEN 1 AND 1000)),
        "jump_least" INTEGER CHECK ("jump_least" IS NULL OR (typeof("jump_least") = 'integer' AND "jump_least" BETWEEN 1 AND 1000000000)),
        "longest" INTEGER CHECK ("longest" IS NULL OR (typeof("longest") = 'integer' AND "longest" BETWEEN 500 AND 100000)))
    """,
    """
    CREATE UNIQUE INDEX "check_limits_uid" ON "check_limits" ("uid")
    """,
    """
    CREATE TABLE "figure_note" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL CHECK (typeof("period") = 'text' AND length("period") <= 6),
        "figure" TEXT NOT NULL CHECK (typeof("figure") = 'text' AND length("figure") <= 80),
        "note" TEXT NOT NULL CHECK (typeof("note") = 'text' AND length("note") <= 300))
    """,
    """
    CREATE UNIQUE INDEX "figure_note_uid" ON "figure_note" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "figure_note_one_live_row" ON "figure_note" (ifnull("period", ''), ifnull("figure", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "ignored_finding" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL CHECK (typeof("period") = 'text' AND length("period") <= 6),
        "rule" TEXT NOT NULL CHECK (typeof("rule") = 'text' AND length("rule") <= 60),
        "place" TEXT NOT NULL CHECK (typeof("place") = 'text' AND length("place") <= 200),
        "message" TEXT NOT NULL CHECK (typeof("message") = 'text' AND length("message") <= 2000),
        "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text' AND length("reason") <= 200))
    """,
    """
    CREATE UNIQUE INDEX "ignored_finding_uid" ON "ignored_finding" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "ignored_finding_one_live_row" ON "ignored_finding" (ifnull("period", ''), ifnull("rule", ''), ifnull("place", ''), ifnull("message", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "office_word" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "wrong" TEXT NOT NULL CHECK (typeof("wrong") = 'text' AND length("wrong") <= 40),
        "right" TEXT CHECK ("right" IS NULL OR (typeof("right") = 'text' AND length("right") <= 40)))
    """,
    """
    CREATE UNIQUE INDEX "office_word_uid" ON "office_word" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "office_word_one_live_row" ON "office_word" (ifnull("wrong", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "silent_rule" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "rule" TEXT NOT NULL CHECK (typeof("rule") = 'text' AND length("rule") <= 60))
    """,
    """
    CREATE UNIQUE INDEX "silent_rule_uid" ON "silent_rule" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "silent_rule_one_live_row" ON "silent_rule" (ifnull("rule", '')) WHERE "deleted_at" IS NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
