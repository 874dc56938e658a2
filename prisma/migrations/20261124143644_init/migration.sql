-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "org_level" AS ENUM ('city', 'county', 'township');

-- CreateEnum
CREATE TYPE "task_state" AS ENUM ('dispatched', 'submitted', 'accepted', 'withdrawn', 'missed');

-- CreateEnum
CREATE TYPE "survey_state" AS ENUM ('staged', 'recorded', 'refused');

-- CreateTable
CREATE TABLE "org_unit" (
    "code" TEXT NOT NULL,
    "level" "org_level" NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent_code" TEXT,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "crew" (
    "id" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "crew_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stand" (
    "life_id" UUID NOT NULL,
    "stand_id" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "work_year" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "rev" INTEGER NOT NULL DEFAULT 0,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "head" TEXT,
    "seed" JSONB NOT NULL,
    "state" JSONB,
    "stage" TEXT NOT NULL,
    "species" TEXT NOT NULL,
    "area_m2" INTEGER NOT NULL,
    "designed_points" INTEGER NOT NULL,
    "planted_points" INTEGER NOT NULL,
    "planted_on" DATE NOT NULL,
    "policy" TEXT NOT NULL,
    "next_due_on" DATE,
    "overdue_step" INTEGER NOT NULL DEFAULT -1,
    "live_points" INTEGER,
    "base_points" INTEGER,
    "verdict" TEXT,
    "closed_on" DATE,
    "import_batch_id" UUID,

    CONSTRAINT "stand_pkey" PRIMARY KEY ("life_id")
);

-- CreateTable
CREATE TABLE "stand_geometry" (
    "life_id" UUID NOT NULL,
    "geometry" JSONB NOT NULL,
    "area_m2" INTEGER NOT NULL,
    "min_lon" DOUBLE PRECISION NOT NULL,
    "min_lat" DOUBLE PRECISION NOT NULL,
    "max_lon" DOUBLE PRECISION NOT NULL,
    "max_lat" DOUBLE PRECISION NOT NULL,
    "crs" TEXT NOT NULL,

    CONSTRAINT "stand_geometry_pkey" PRIMARY KEY ("life_id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "life_id" UUID NOT NULL,
    "duty_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" "task_state" NOT NULL,
    "opens_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "seedlings" INTEGER,
    "stock_age" INTEGER,
    "crew_id" TEXT,
    "dispatched_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey" (
    "id" TEXT NOT NULL,
    "life_id" UUID NOT NULL,
    "state" "survey_state" NOT NULL,
    "digest" TEXT NOT NULL,
    "captured_on" DATE NOT NULL,
    "staged_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3),
    "live_points" INTEGER NOT NULL,
    "designed_points" INTEGER,
    "planted_points" INTEGER,
    "largest_dead_patch_m2" INTEGER,
    "duty_id" TEXT,
    "binding" BOOLEAN,
    "timing" TEXT,
    "because" TEXT,
    "verdict" TEXT,
    "refused_at" TIMESTAMPTZ(3),
    "refusal" JSONB,
    "import_batch_id" UUID,
    "import_row" INTEGER,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("life_id","id")
);

-- CreateTable
CREATE TABLE "plot" (
    "life_id" UUID NOT NULL,
    "survey_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "live_points" INTEGER NOT NULL,
    "dead_points" INTEGER,
    "missing_points" INTEGER,
    "designed_points" INTEGER NOT NULL,
    "planted_points" INTEGER,

    CONSTRAINT "plot_pkey" PRIMARY KEY ("life_id","survey_id","number")
);

-- CreateTable
CREATE TABLE "stand_event" (
    "life_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "on_day" DATE NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "stand_event_pkey" PRIMARY KEY ("life_id","seq")
);

-- CreateTable
CREATE TABLE "command_answer" (
    "command_id" TEXT NOT NULL,
    "life_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_answer_pkey" PRIMARY KEY ("life_id","command_id")
);

-- CreateTable
CREATE TABLE "escalation" (
    "life_id" UUID NOT NULL,
    "duty_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "reached_on" DATE NOT NULL,
    "issued_on" DATE NOT NULL,
    "reply_due_on" DATE,
    "receivers" TEXT[],
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("life_id","duty_id","step","occurrence")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "go_live_on" DATE,
    "rows" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "org_unit_parent_code_idx" ON "org_unit"("parent_code");

-- CreateIndex
CREATE INDEX "crew_county_code_idx" ON "crew"("county_code");

-- CreateIndex
CREATE UNIQUE INDEX "stand_workflow_id_key" ON "stand"("workflow_id");

-- CreateIndex
CREATE INDEX "stand_county_code_stage_stand_id_idx" ON "stand"("county_code", "stage", "stand_id");

-- CreateIndex
CREATE INDEX "stand_stand_id_idx" ON "stand"("stand_id");

-- CreateIndex
CREATE INDEX "stand_next_due_on_idx" ON "stand"("next_due_on");

-- CreateIndex
CREATE INDEX "stand_import_batch_id_idx" ON "stand"("import_batch_id");

-- CreateIndex
CREATE INDEX "task_life_id_idx" ON "task"("life_id");

-- CreateIndex
CREATE INDEX "task_state_due_on_id_idx" ON "task"("state", "due_on", "id");

-- CreateIndex
CREATE INDEX "task_crew_id_state_due_on_idx" ON "task"("crew_id", "state", "due_on");

-- CreateIndex
CREATE INDEX "survey_life_id_captured_on_idx" ON "survey"("life_id", "captured_on");

-- CreateIndex
CREATE INDEX "survey_import_batch_id_idx" ON "survey"("import_batch_id");

-- CreateIndex
CREATE INDEX "stand_event_life_id_turn_idx" ON "stand_event"("life_id", "turn");

-- CreateIndex
CREATE INDEX "escalation_issued_on_idx" ON "escalation"("issued_on");

-- CreateIndex
CREATE INDEX "outbox_message_channel_delivered_at_at_idx" ON "outbox_message"("channel", "delivered_at", "at");

-- CreateIndex
CREATE INDEX "outbox_message_order_key_position_idx" ON "outbox_message"("order_key", "position");

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parent_code_fkey" FOREIGN KEY ("parent_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "crew" ADD CONSTRAINT "crew_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand" ADD CONSTRAINT "stand_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand" ADD CONSTRAINT "stand_import_batch_id_fkey" FOREIGN KEY ("import_batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_geometry" ADD CONSTRAINT "stand_geometry_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_crew_id_fkey" FOREIGN KEY ("crew_id") REFERENCES "crew"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_import_batch_id_fkey" FOREIGN KEY ("import_batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plot" ADD CONSTRAINT "plot_life_id_survey_id_fkey" FOREIGN KEY ("life_id", "survey_id") REFERENCES "survey"("life_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_event" ADD CONSTRAINT "stand_event_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "command_answer" ADD CONSTRAINT "command_answer_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;
