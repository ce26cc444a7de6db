"""What 定稿 keeps beside figures and files: the rows, a digest over all parts, why it was taken back.

Frozen SQL. Versions from before get a digest over what they have, so that a change is noticed from
now on; their rows were never kept. The table is made anew for the order of its columns (see 0007).
"""

from hashlib import sha256

STATEMENTS = (
    """
    CREATE TABLE "final_report_0008" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "report_id" INTEGER NOT NULL,
        "version" INTEGER NOT NULL CHECK (typeof("version") = 'integer' AND "version" BETWEEN 1 AND 1000000000),
        "frozen_at" DATETIME NOT NULL,
        "reported_at" DATETIME,
        "correction_note" TEXT CHECK ("correction_note" IS NULL OR (typeof("correction_note") = 'text' AND length("correction_note") <= 500)),
        "document" TEXT NOT NULL CHECK (typeof("document") = 'text' AND length("document") <= 2000000),
        "figures" TEXT NOT NULL CHECK (typeof("figures") = 'text' AND length("figures") <= 2000000),
        "findings" TEXT NOT NULL CHECK (typeof("findings") = 'text' AND length("findings") <= 2000000),
        "pdf" BLOB NOT NULL,
        "pdf_sha256" TEXT NOT NULL CHECK (typeof("pdf_sha256") = 'text' AND length("pdf_sha256") <= 64),
        "docx" BLOB NOT NULL,
        "docx_sha256" TEXT NOT NULL CHECK (typeof("docx_sha256") = 'text' AND length("docx_sha256") <= 64),
        "trails" BLOB,
        "digest" TEXT NOT NULL CHECK (typeof("digest") = 'text' AND length("digest") <= 64),
        "cancel_reason" TEXT CHECK ("cancel_reason" IS NULL OR (typeof("cancel_reason") = 'text' AND length("cancel_reason") <= 200)),
        FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT)
    """,
    """
    INSERT INTO "final_report_0008" (
        "id", "uid", "deleted_at", "report_id", "version", "frozen_at", "reported_at",
        "correction_note", "document", "figures", "findings", "pdf", "pdf_sha256", "docx",
        "docx_sha256", "trails", "digest", "cancel_reason")
    SELECT
        "id", "uid", "deleted_at", "report_id", "version", "frozen_at", "reported_at",
        "correction_note", "document", "figures", "findings", "pdf", "pdf_sha256", "docx",
        "docx_sha256", NULL, '', ''
    FROM "final_report"
    """,
    """
    DROP TABLE "final_report"
    """,
    """
    ALTER TABLE "final_report_0008" RENAME TO "final_report"
    """,
    """
    CREATE UNIQUE INDEX "final_report_uid" ON "final_report" ("uid")
    """,
    """
    CREATE INDEX "final_report_report_id" ON "final_report" ("report_id")
    """,
    """
    CREATE UNIQUE INDEX "final_report_one_live_row" ON "final_report" (ifnull("report_id", ''), ifnull("version", '')) WHERE "deleted_at" IS NULL
    """,
)

DIGESTED = """
    SELECT "id", "version", "frozen_at", "correction_note", "document", "figures", "findings",
        "pdf_sha256", "docx_sha256" FROM "final_report"
    """


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
    for key, *parts in db.execute_sql(DIGESTED).fetchall():
        seal = sha256()
        for part in (*parts, ""):  # the last stands for the rows
            seal.update(sha256(str(part if part is not None else "").encode()).digest())
        db.execute_sql(
            'UPDATE "final_report" SET "digest" = ? WHERE "id" = ?', (seal.hexdigest(), key)
        )
