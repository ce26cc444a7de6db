"""销号日期 and 销号说明 of a problem; frozen SQL.

ALTER TABLE would put the columns behind the references, where the models do not have them: the
table is made anew beside the old one, which no row of another table notices.
"""

STATEMENTS = (
    """
    CREATE TABLE "problem_0007" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "description" TEXT NOT NULL CHECK (typeof("description") = 'text' AND length("description") <= 500),
        "wording" TEXT CHECK ("wording" IS NULL OR (typeof("wording") = 'text' AND length("wording") <= 500)),
        "area" TEXT CHECK ("area" IS NULL OR (typeof("area") = 'text' AND length("area") <= 50)),
        "source" TEXT CHECK ("source" IS NULL OR (typeof("source") = 'text' AND length("source") <= 60)),
        "responsible_leader" TEXT CHECK ("responsible_leader" IS NULL OR (typeof("responsible_leader") = 'text' AND length("responsible_leader") <= 40)),
        "responsible_body" TEXT CHECK ("responsible_body" IS NULL OR (typeof("responsible_body") = 'text' AND length("responsible_body") <= 60)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        "opened" TEXT NOT NULL,
        "closed" TEXT,
        "closed_on" DATE CHECK ("closed_on" IS NULL OR (date("closed_on", '+0 days') IS "closed_on")),
        "closing_note" TEXT CHECK ("closing_note" IS NULL OR (typeof("closing_note") = 'text' AND length("closing_note") <= 300)),
        FOREIGN KEY ("opened") REFERENCES "period" ("code") ON DELETE RESTRICT,
        FOREIGN KEY ("closed") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    INSERT INTO "problem_0007" (
        "id", "uid", "deleted_at", "description", "wording", "area", "source",
        "responsible_leader", "responsible_body", "position", "opened", "closed", "closing_note")
    SELECT
        "id", "uid", "deleted_at", "description", "wording", "area", "source",
        "responsible_leader", "responsible_body", "position", "opened", "closed", ''
    FROM "problem"
    """,
    """
    DROP TABLE "problem"
    """,
    """
    ALTER TABLE "problem_0007" RENAME TO "problem"
    """,
    """
    CREATE UNIQUE INDEX "problem_uid" ON "problem" ("uid")
    """,
    """
    CREATE INDEX "problem_opened" ON "problem" ("opened")
    """,
    """
    CREATE INDEX "problem_closed" ON "problem" ("closed")
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
