"""Which change a 说明 explains, so that it does not cling to another one; frozen SQL."""

STATEMENTS = (
    """
    ALTER TABLE "figure_note" ADD COLUMN
        "explains" TEXT CHECK ("explains" IS NULL OR (typeof("explains") = 'text' AND length("explains") <= 300))
    """,
    """
    UPDATE "figure_note" SET "explains" = ''
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
