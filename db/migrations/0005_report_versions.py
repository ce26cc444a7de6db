"""Versions of a draft, and the sentences of an old report that were looked at; frozen SQL."""

STATEMENTS = (
    """
    CREATE TABLE "report_version" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "report_id" INTEGER NOT NULL,
        "name" TEXT NOT NULL CHECK (typeof("name") = 'text' AND length("name") <= 60),
        "kept_at" DATETIME NOT NULL,
        "automatic" INTEGER NOT NULL CHECK ("automatic" IN (0, 1)),
        "title" TEXT NOT NULL CHECK (typeof("title") = 'text' AND length("title") <= 200),
        "chapters" TEXT NOT NULL CHECK (typeof("chapters") = 'text' AND length("chapters") <= 2000000),
        FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "report_version_uid" ON "report_version" ("uid")
    """,
    """
    CREATE INDEX "report_version_report_id" ON "report_version" ("report_id")
    """,
    """
    CREATE TABLE "confirmed_sentence" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "report_id" INTEGER NOT NULL,
        "sentence" TEXT NOT NULL CHECK (typeof("sentence") = 'text' AND length("sentence") <= 20000),
        FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "confirmed_sentence_uid" ON "confirmed_sentence" ("uid")
    """,
    """
    CREATE INDEX "confirmed_sentence_report_id" ON "confirmed_sentence" ("report_id")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
