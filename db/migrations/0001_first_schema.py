"""The first schema, as SQL: frozen, whatever the models say later."""

STATEMENTS = (
    """
    CREATE TABLE "period" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "code" TEXT NOT NULL CHECK (typeof("code") = 'text' AND length("code") <= 6))
    """,
    """
    CREATE UNIQUE INDEX "period_uid" ON "period" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "period_code" ON "period" ("code")
    """,
    """
    CREATE TABLE "area_period" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL,
        "area" TEXT NOT NULL CHECK (typeof("area") = 'text' AND length("area") <= 40),
        "enabled" INTEGER NOT NULL CHECK ("enabled" IN (0, 1)),
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "area_period_uid" ON "area_period" ("uid")
    """,
    """
    CREATE INDEX "area_period_period" ON "area_period" ("period")
    """,
    """
    CREATE UNIQUE INDEX "area_period_one_live_row" ON "area_period" (ifnull("period", ''), ifnull("area", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "change" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "batch" TEXT NOT NULL,
        "undoes" TEXT,
        "step" TEXT NOT NULL,
        "at" DATETIME NOT NULL,
        "who" TEXT NOT NULL,
        "table" TEXT NOT NULL,
        "uid" TEXT NOT NULL,
        "before" TEXT,
        "after" TEXT)
    """,
    """
    CREATE INDEX "change_batch" ON "change" ("batch")
    """,
    """
    CREATE INDEX "change_table_uid" ON "change" ("table", "uid")
    """,
    """
    CREATE TABLE "report" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL CHECK (typeof("period") = 'text' AND length("period") <= 6),
        "title" TEXT NOT NULL CHECK (typeof("title") = 'text' AND length("title") <= 200),
        "state" TEXT NOT NULL CHECK ("state" IN ('编制中', '定稿', '已上报')),
        "as_of" DATE CHECK ("as_of" IS NULL OR (date("as_of", '+0 days') IS "as_of")),
        "signed_on" DATE CHECK ("signed_on" IS NULL OR (date("signed_on", '+0 days') IS "signed_on")))
    """,
    """
    CREATE UNIQUE INDEX "report_uid" ON "report" ("uid")
    """,
    """
    CREATE UNIQUE INDEX "report_one_live_row" ON "report" (ifnull("period", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "chapter" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "report_id" INTEGER NOT NULL,
        "key" TEXT CHECK ("key" IS NULL OR (typeof("key") = 'text' AND length("key") <= 60)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        "level" INTEGER CHECK ("level" IS NULL OR (typeof("level") = 'integer' AND "level" BETWEEN 0 AND 4)),
        "title" TEXT CHECK ("title" IS NULL OR (typeof("title") = 'text' AND length("title") <= 100)),
        "body" TEXT CHECK ("body" IS NULL OR (typeof("body") = 'text' AND length("body") <= 20000)),
        "point_style" TEXT NOT NULL CHECK ("point_style" IN ('一是', '（一）', '1.', '')),
        "enabled" INTEGER NOT NULL CHECK ("enabled" IN (0, 1)),
        FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "chapter_uid" ON "chapter" ("uid")
    """,
    """
    CREATE INDEX "chapter_report_id" ON "chapter" ("report_id")
    """,
    """
    CREATE TABLE "unit" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "name" TEXT NOT NULL CHECK (typeof("name") = 'text' AND length("name") <= 40),
        "kind" TEXT NOT NULL CHECK ("kind" IN ('村', '社区', '支部', '企业支部', '本级')),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        "initials" TEXT CHECK ("initials" IS NULL OR (typeof("initials") = 'text' AND length("initials") <= 40)),
        "retired" INTEGER NOT NULL CHECK ("retired" IN (0, 1)),
        "merged_into_id" INTEGER,
        FOREIGN KEY ("merged_into_id") REFERENCES "unit" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "unit_uid" ON "unit" ("uid")
    """,
    """
    CREATE INDEX "unit_merged_into_id" ON "unit" ("merged_into_id")
    """,
    """
    CREATE UNIQUE INDEX "unit_one_live_row" ON "unit" (ifnull("name", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "circular" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "issue_no" TEXT CHECK ("issue_no" IS NULL OR (typeof("issue_no") = 'text' AND length("issue_no") <= 30)),
        "people_criticised" INTEGER CHECK ("people_criticised" IS NULL OR (typeof("people_criticised") = 'integer' AND "people_criticised" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "circular_uid" ON "circular" ("uid")
    """,
    """
    CREATE INDEX "circular_of_period" ON "circular" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "circular_one_live_subtotal" ON "circular" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "clue" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "field" TEXT CHECK ("field" IS NULL OR ("field" IN ('疫情防控', '中央八项规定', '农村三资', '捐赠物资', '其他'))),
        "received" INTEGER CHECK ("received" IS NULL OR (typeof("received") = 'integer' AND "received" BETWEEN 0 AND 1000000000)),
        "closed" INTEGER CHECK ("closed" IS NULL OR (typeof("closed") = 'integer' AND "closed" BETWEEN 0 AND 1000000000)),
        "filed" INTEGER CHECK ("filed" IS NULL OR (typeof("filed") = 'integer' AND "filed" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "clue_uid" ON "clue" ("uid")
    """,
    """
    CREATE INDEX "clue_of_period" ON "clue" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "clue_one_live_subtotal" ON "clue" (ifnull("period", ''), ifnull("field", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "disposition" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "source" TEXT CHECK ("source" IS NULL OR ("source" IN ('纪委', '日常'))),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('谈话提醒', '批评教育', '责令检查', '诫勉', '党内警告', '党内严重警告', '撤销党内职务', '留党察看', '开除党籍'))),
        "form" TEXT CHECK ("form" IS NULL OR ("form" IN ('第一种形态', '第二种形态', '第三种形态', '第四种形态'))),
        "people" INTEGER CHECK ("people" IS NULL OR (typeof("people") = 'integer' AND "people" BETWEEN 0 AND 1000000000)),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "disposition_uid" ON "disposition" ("uid")
    """,
    """
    CREATE INDEX "disposition_of_period" ON "disposition" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "disposition_one_live_subtotal" ON "disposition" (ifnull("period", ''), ifnull("source", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "donation" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "channel" TEXT CHECK ("channel" IS NULL OR ("channel" IN ('组织收缴', '红十字会', '慈善会', '现场捐款', '其他'))),
        "member_donors" INTEGER CHECK ("member_donors" IS NULL OR (typeof("member_donors") = 'integer' AND "member_donors" BETWEEN 0 AND 1000000000)),
        "other_donors" INTEGER CHECK ("other_donors" IS NULL OR (typeof("other_donors") = 'integer' AND "other_donors" BETWEEN 0 AND 1000000000)),
        "amount" INTEGER CHECK ("amount" IS NULL OR (typeof("amount") = 'integer' AND "amount" BETWEEN 0 AND 100000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "donation_uid" ON "donation" ("uid")
    """,
    """
    CREATE INDEX "donation_of_period" ON "donation" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "donation_one_live_subtotal" ON "donation" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "duty_shift" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "post" TEXT CHECK ("post" IS NULL OR (typeof("post") = 'text' AND length("post") <= 60)),
        "people_per_day" INTEGER CHECK ("people_per_day" IS NULL OR (typeof("people_per_day") = 'integer' AND "people_per_day" BETWEEN 0 AND 1000000000)),
        "hours_each" INTEGER CHECK ("hours_each" IS NULL OR (typeof("hours_each") = 'integer' AND "hours_each" BETWEEN 0 AND 240)),
        "days" INTEGER CHECK ("days" IS NULL OR (typeof("days") = 'integer' AND "days" BETWEEN 0 AND 400)),
        "hours" INTEGER CHECK ("hours" IS NULL OR (typeof("hours") = 'integer' AND "hours" BETWEEN 0 AND 10000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "duty_shift_uid" ON "duty_shift" ("uid")
    """,
    """
    CREATE INDEX "duty_shift_of_period" ON "duty_shift" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "duty_shift_one_live_subtotal" ON "duty_shift" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "education_session" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR (typeof("kind") = 'text' AND length("kind") <= 50)),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "attendance" INTEGER CHECK ("attendance" IS NULL OR (typeof("attendance") = 'integer' AND "attendance" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "education_session_uid" ON "education_session" ("uid")
    """,
    """
    CREATE INDEX "education_session_of_period" ON "education_session" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "education_session_one_live_subtotal" ON "education_session" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "enterprise" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "category" TEXT CHECK ("category" IS NULL OR ("category" IN ('规上', '规下', '小微', '沿街商店'))),
        "name" TEXT CHECK ("name" IS NULL OR (typeof("name") = 'text' AND length("name") <= 60)),
        "due" INTEGER CHECK ("due" IS NULL OR (typeof("due") = 'integer' AND "due" BETWEEN 0 AND 1000000000)),
        "back" INTEGER CHECK ("back" IS NULL OR (typeof("back") = 'integer' AND "back" BETWEEN 0 AND 1000000000)),
        "producing" INTEGER CHECK ("producing" IS NULL OR (typeof("producing") = 'integer' AND "producing" BETWEEN 0 AND 1000000000)),
        "staff_due" INTEGER CHECK ("staff_due" IS NULL OR (typeof("staff_due") = 'integer' AND "staff_due" BETWEEN 0 AND 1000000000)),
        "staff_back" INTEGER CHECK ("staff_back" IS NULL OR (typeof("staff_back") = 'integer' AND "staff_back" BETWEEN 0 AND 1000000000)),
        "capacity_rate" INTEGER CHECK ("capacity_rate" IS NULL OR (typeof("capacity_rate") = 'integer' AND "capacity_rate" BETWEEN 0 AND 100000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "enterprise_uid" ON "enterprise" ("uid")
    """,
    """
    CREATE INDEX "enterprise_of_period" ON "enterprise" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "enterprise_one_live_subtotal" ON "enterprise" (ifnull("period", ''), ifnull("category", ''), ifnull("name", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "exemplar" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('优秀党员', '党员模范夫妻', '优秀支部书记', '入党积极分子', '发展对象'))),
        "name" TEXT CHECK ("name" IS NULL OR (typeof("name") = 'text' AND length("name") <= 40)),
        "deed" TEXT CHECK ("deed" IS NULL OR (typeof("deed") = 'text' AND length("deed") <= 500)),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "exemplar_uid" ON "exemplar" ("uid")
    """,
    """
    CREATE INDEX "exemplar_of_period" ON "exemplar" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "exemplar_one_live_subtotal" ON "exemplar" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "final_report" (
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
        FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE RESTRICT)
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
    """
    CREATE TABLE "help_visit" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('困难群众', '隔离户'))),
        "households" INTEGER CHECK ("households" IS NULL OR (typeof("households") = 'integer' AND "households" BETWEEN 0 AND 1000000000)),
        "people" INTEGER CHECK ("people" IS NULL OR (typeof("people") = 'integer' AND "people" BETWEEN 0 AND 1000000000)),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "help_visit_uid" ON "help_visit" ("uid")
    """,
    """
    CREATE INDEX "help_visit_of_period" ON "help_visit" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "help_visit_one_live_subtotal" ON "help_visit" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "issued_document" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "area" TEXT CHECK ("area" IS NULL OR (typeof("area") = 'text' AND length("area") <= 50)),
        "title" TEXT CHECK ("title" IS NULL OR (typeof("title") = 'text' AND length("title") <= 150)),
        "doc_number" TEXT CHECK ("doc_number" IS NULL OR (typeof("doc_number") = 'text' AND length("doc_number") <= 40)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "issued_document_uid" ON "issued_document" ("uid")
    """,
    """
    CREATE INDEX "issued_document_of_period" ON "issued_document" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "issued_document_one_live_subtotal" ON "issued_document" (ifnull("period", ''), ifnull("area", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "measure" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "heading" TEXT NOT NULL CHECK (typeof("heading") = 'text' AND length("heading") <= 60),
        "text" TEXT CHECK ("text" IS NULL OR (typeof("text") = 'text' AND length("text") <= 2000)),
        "responsible_body" TEXT CHECK ("responsible_body" IS NULL OR (typeof("responsible_body") = 'text' AND length("responsible_body") <= 60)),
        "responsible_person" TEXT CHECK ("responsible_person" IS NULL OR (typeof("responsible_person") = 'text' AND length("responsible_person") <= 40)),
        "due" DATE CHECK ("due" IS NULL OR (date("due", '+0 days') IS "due")),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        "opened" TEXT NOT NULL,
        "closed" TEXT,
        FOREIGN KEY ("opened") REFERENCES "period" ("code") ON DELETE RESTRICT,
        FOREIGN KEY ("closed") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "measure_uid" ON "measure" ("uid")
    """,
    """
    CREATE INDEX "measure_opened" ON "measure" ("opened")
    """,
    """
    CREATE INDEX "measure_closed" ON "measure" ("closed")
    """,
    """
    CREATE TABLE "problem" (
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
        FOREIGN KEY ("opened") REFERENCES "period" ("code") ON DELETE RESTRICT,
        FOREIGN KEY ("closed") REFERENCES "period" ("code") ON DELETE RESTRICT)
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
    """
    CREATE TABLE "measure_problem" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "measure_id" INTEGER NOT NULL,
        "problem_id" INTEGER NOT NULL,
        FOREIGN KEY ("measure_id") REFERENCES "measure" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("problem_id") REFERENCES "problem" ("id") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "measure_problem_uid" ON "measure_problem" ("uid")
    """,
    """
    CREATE INDEX "measure_problem_measure_id" ON "measure_problem" ("measure_id")
    """,
    """
    CREATE INDEX "measure_problem_problem_id" ON "measure_problem" ("problem_id")
    """,
    """
    CREATE UNIQUE INDEX "measure_problem_one_live_row" ON "measure_problem" (ifnull("measure_id", ''), ifnull("problem_id", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "measure_progress" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "measure_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "state" TEXT NOT NULL CHECK ("state" IN ('未启动', '推进中', '已完成', '长期坚持')),
        "closed_on" DATE CHECK ("closed_on" IS NULL OR (date("closed_on", '+0 days') IS "closed_on")),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 300)),
        FOREIGN KEY ("measure_id") REFERENCES "measure" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "measure_progress_uid" ON "measure_progress" ("uid")
    """,
    """
    CREATE INDEX "measure_progress_measure_id" ON "measure_progress" ("measure_id")
    """,
    """
    CREATE INDEX "measure_progress_period" ON "measure_progress" ("period")
    """,
    """
    CREATE UNIQUE INDEX "measure_progress_one_live_row" ON "measure_progress" (ifnull("measure_id", ''), ifnull("period", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "membership_step" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "stage" TEXT CHECK ("stage" IS NULL OR ("stage" IN ('入党申请', '推优积极分子', '发展对象', '预备接收', '预备转正'))),
        "people" INTEGER CHECK ("people" IS NULL OR (typeof("people") = 'integer' AND "people" BETWEEN 0 AND 1000000000)),
        "fast_track" INTEGER CHECK ("fast_track" IS NULL OR (typeof("fast_track") = 'integer' AND "fast_track" BETWEEN 0 AND 1000000000)),
        "by_video" INTEGER NOT NULL CHECK ("by_video" IN (0, 1)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "membership_step_uid" ON "membership_step" ("uid")
    """,
    """
    CREATE INDEX "membership_step_of_period" ON "membership_step" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "membership_step_one_live_subtotal" ON "membership_step" (ifnull("period", ''), ifnull("stage", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "mobilisation" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "members" INTEGER CHECK ("members" IS NULL OR (typeof("members") = 'integer' AND "members" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "mobilisation_uid" ON "mobilisation" ("uid")
    """,
    """
    CREATE INDEX "mobilisation_of_period" ON "mobilisation" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "mobilisation_one_live_subtotal" ON "mobilisation" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "nil_report" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "ledger" TEXT NOT NULL CHECK (typeof("ledger") = 'text' AND length("ledger") <= 40),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "nil_report_uid" ON "nil_report" ("uid")
    """,
    """
    CREATE INDEX "nil_report_unit_id" ON "nil_report" ("unit_id")
    """,
    """
    CREATE INDEX "nil_report_period" ON "nil_report" ("period")
    """,
    """
    CREATE UNIQUE INDEX "nil_report_one_live_row" ON "nil_report" (ifnull("period", ''), ifnull("unit_id", ''), ifnull("ledger", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "office" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "full_name" TEXT CHECK ("full_name" IS NULL OR (typeof("full_name") = 'text' AND length("full_name") <= 50)),
        "short_name" TEXT CHECK ("short_name" IS NULL OR (typeof("short_name") = 'text' AND length("short_name") <= 30)),
        "kind" TEXT NOT NULL CHECK ("kind" IN ('镇', '街道', '乡')),
        "document_code" TEXT CHECK ("document_code" IS NULL OR (typeof("document_code") = 'text' AND length("document_code") <= 20)),
        "guideline" TEXT CHECK ("guideline" IS NULL OR (typeof("guideline") = 'text' AND length("guideline") <= 200)),
        "plan_name" TEXT CHECK ("plan_name" IS NULL OR (typeof("plan_name") = 'text' AND length("plan_name") <= 50)),
        "demo" INTEGER NOT NULL CHECK ("demo" IN (0, 1)))
    """,
    """
    CREATE UNIQUE INDEX "office_uid" ON "office" ("uid")
    """,
    """
    CREATE TABLE "option_item" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "period" TEXT NOT NULL,
        "option_list" TEXT NOT NULL CHECK (typeof("option_list") = 'text' AND length("option_list") <= 40),
        "position" INTEGER CHECK ("position" IS NULL OR (typeof("position") = 'integer' AND "position" BETWEEN 0 AND 1000000000)),
        "text" TEXT NOT NULL CHECK (typeof("text") = 'text' AND length("text") <= 50),
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "option_item_uid" ON "option_item" ("uid")
    """,
    """
    CREATE INDEX "option_item_period" ON "option_item" ("period")
    """,
    """
    CREATE UNIQUE INDEX "option_item_one_live_row" ON "option_item" (ifnull("period", ''), ifnull("option_list", ''), ifnull("text", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "organization_meeting" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('民主生活会', '组织生活会', '主题教育总结会', '支部党员大会', '支委会', '党小组会', '党课', '民主评议'))),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "branches_due" INTEGER CHECK ("branches_due" IS NULL OR (typeof("branches_due") = 'integer' AND "branches_due" BETWEEN 0 AND 1000000000)),
        "branches_held" INTEGER CHECK ("branches_held" IS NULL OR (typeof("branches_held") = 'integer' AND "branches_held" BETWEEN 0 AND 1000000000)),
        "attendance" INTEGER CHECK ("attendance" IS NULL OR (typeof("attendance") = 'integer' AND "attendance" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "organization_meeting_uid" ON "organization_meeting" ("uid")
    """,
    """
    CREATE INDEX "organization_meeting_of_period" ON "organization_meeting" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "organization_meeting_one_live_subtotal" ON "organization_meeting" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "religious_affairs" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('场所负责人培训', '政策宣传'))),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "hours" INTEGER CHECK ("hours" IS NULL OR (typeof("hours") = 'integer' AND "hours" BETWEEN 0 AND 10000000000)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "religious_affairs_uid" ON "religious_affairs" ("uid")
    """,
    """
    CREATE INDEX "religious_affairs_of_period" ON "religious_affairs" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "religious_affairs_one_live_subtotal" ON "religious_affairs" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "reminder" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "occasion" TEXT CHECK ("occasion" IS NULL OR (typeof("occasion") = 'text' AND length("occasion") <= 40)),
        "form" TEXT CHECK ("form" IS NULL OR ("form" IN ('短信微信', '集体谈话', '个别谈话', '文件通知', '其他'))),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "people" INTEGER CHECK ("people" IS NULL OR (typeof("people") = 'integer' AND "people" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "reminder_uid" ON "reminder" ("uid")
    """,
    """
    CREATE INDEX "reminder_of_period" ON "reminder" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "reminder_one_live_subtotal" ON "reminder" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "reported_value" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER,
        "period" TEXT NOT NULL,
        "figure" TEXT NOT NULL CHECK (typeof("figure") = 'text' AND length("figure") <= 80),
        "value" INTEGER NOT NULL CHECK (typeof("value") = 'integer' AND "value" BETWEEN 0 AND 10000000000000),
        "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text' AND length("reason") <= 200),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "reported_value_uid" ON "reported_value" ("uid")
    """,
    """
    CREATE INDEX "reported_value_unit_id" ON "reported_value" ("unit_id")
    """,
    """
    CREATE INDEX "reported_value_period" ON "reported_value" ("period")
    """,
    """
    CREATE UNIQUE INDEX "reported_value_one_live_row" ON "reported_value" (ifnull("period", ''), ifnull("unit_id", ''), ifnull("figure", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "service_team" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "name" TEXT CHECK ("name" IS NULL OR (typeof("name") = 'text' AND length("name") <= 60)),
        "count" INTEGER CHECK ("count" IS NULL OR (typeof("count") = 'integer' AND "count" BETWEEN 0 AND 1000000000)),
        "members" INTEGER CHECK ("members" IS NULL OR (typeof("members") = 'integer' AND "members" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "service_team_uid" ON "service_team" ("uid")
    """,
    """
    CREATE INDEX "service_team_of_period" ON "service_team" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "service_team_one_live_subtotal" ON "service_team" (ifnull("period", ''), ifnull("name", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "theme_party_day" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "theme" TEXT CHECK ("theme" IS NULL OR (typeof("theme") = 'text' AND length("theme") <= 60)),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "due" INTEGER CHECK ("due" IS NULL OR (typeof("due") = 'integer' AND "due" BETWEEN 0 AND 1000000000)),
        "attendance" INTEGER CHECK ("attendance" IS NULL OR (typeof("attendance") = 'integer' AND "attendance" BETWEEN 0 AND 1000000000)),
        "oath_attendance" INTEGER CHECK ("oath_attendance" IS NULL OR (typeof("oath_attendance") = 'integer' AND "oath_attendance" BETWEEN 0 AND 1000000000)),
        "branches" INTEGER CHECK ("branches" IS NULL OR (typeof("branches") = 'integer' AND "branches" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "theme_party_day_uid" ON "theme_party_day" ("uid")
    """,
    """
    CREATE INDEX "theme_party_day_of_period" ON "theme_party_day" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "theme_party_day_one_live_subtotal" ON "theme_party_day" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "unit_period" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "party_members" INTEGER CHECK ("party_members" IS NULL OR (typeof("party_members") = 'integer' AND "party_members" BETWEEN 0 AND 1000000000)),
        "branches" INTEGER CHECK ("branches" IS NULL OR (typeof("branches") = 'integer' AND "branches" BETWEEN 0 AND 1000000000)),
        "reporting" INTEGER NOT NULL CHECK ("reporting" IN (0, 1)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "unit_period_uid" ON "unit_period" ("uid")
    """,
    """
    CREATE INDEX "unit_period_unit_id" ON "unit_period" ("unit_id")
    """,
    """
    CREATE INDEX "unit_period_period" ON "unit_period" ("period")
    """,
    """
    CREATE UNIQUE INDEX "unit_period_one_live_row" ON "unit_period" (ifnull("period", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL
    """,
    """
    CREATE TABLE "volunteer_post" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "post" TEXT CHECK ("post" IS NULL OR (typeof("post") = 'text' AND length("post") <= 50)),
        "people" INTEGER CHECK ("people" IS NULL OR (typeof("people") = 'integer' AND "people" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "volunteer_post_uid" ON "volunteer_post" ("uid")
    """,
    """
    CREATE INDEX "volunteer_post_of_period" ON "volunteer_post" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "volunteer_post_one_live_subtotal" ON "volunteer_post" (ifnull("period", ''), ifnull("post", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
    """
    CREATE TABLE "warning_education" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" TEXT NOT NULL,
        "deleted_at" DATETIME,
        "unit_id" INTEGER NOT NULL,
        "period" TEXT NOT NULL,
        "date" DATE CHECK ("date" IS NULL OR (date("date", '+0 days') IS "date")),
        "is_subtotal" INTEGER NOT NULL CHECK ("is_subtotal" IN (0, 1)),
        "estimated" INTEGER NOT NULL CHECK ("estimated" IN (0, 1)),
        "counted" INTEGER NOT NULL CHECK ("counted" IN (0, 1)),
        "kind" TEXT CHECK ("kind" IS NULL OR ("kind" IN ('警示教育片', '廉政纪录片', '案例通报', '廉政党课', '其他'))),
        "times" INTEGER CHECK ("times" IS NULL OR (typeof("times") = 'integer' AND "times" BETWEEN 0 AND 1000000000)),
        "attendance" INTEGER CHECK ("attendance" IS NULL OR (typeof("attendance") = 'integer' AND "attendance" BETWEEN 0 AND 1000000000)),
        "note" TEXT CHECK ("note" IS NULL OR (typeof("note") = 'text' AND length("note") <= 200)),
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("period") REFERENCES "period" ("code") ON DELETE RESTRICT)
    """,
    """
    CREATE UNIQUE INDEX "warning_education_uid" ON "warning_education" ("uid")
    """,
    """
    CREATE INDEX "warning_education_of_period" ON "warning_education" ("period", "unit_id") WHERE "deleted_at" IS NULL
    """,
    """
    CREATE UNIQUE INDEX "warning_education_one_live_subtotal" ON "warning_education" (ifnull("period", ''), ifnull("kind", ''), ifnull("unit_id", '')) WHERE "deleted_at" IS NULL AND "is_subtotal" = 1
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
