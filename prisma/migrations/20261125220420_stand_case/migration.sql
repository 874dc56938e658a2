-- CreateEnum
CREATE TYPE "case_kind" AS ENUM ('GRAZING', 'FELLING', 'LAND_TAKE');

-- CreateEnum
CREATE TYPE "case_outcome" AS ENUM ('APPROVED', 'RESTORED', 'PENALISED', 'HANDED_OVER', 'UNFOUNDED');

-- CreateTable
CREATE TABLE "stand_case" (
    "county_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "no" INTEGER NOT NULL,
    "life_id" UUID NOT NULL,
    "kind" "case_kind" NOT NULL,
    "found_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "owner" TEXT,
    "opened_by" TEXT NOT NULL,
    "closed_on" DATE,
    "outcome" "case_outcome",
    "approval_no" TEXT,
    "closed_by" TEXT,

    CONSTRAINT "stand_case_pkey" PRIMARY KEY ("county_code","year","no")
);

-- CreateIndex
CREATE INDEX "stand_case_life_id_idx" ON "stand_case"("life_id");

-- CreateIndex
CREATE INDEX "stand_case_closed_on_due_on_idx" ON "stand_case"("closed_on", "due_on");

-- AddForeignKey
ALTER TABLE "stand_case" ADD CONSTRAINT "stand_case_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_case" ADD CONSTRAINT "stand_case_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "stand_case"
  ADD CONSTRAINT "stand_case_days_check" CHECK ("due_on" >= "found_on" AND "closed_on" >= "found_on"),
  ADD CONSTRAINT "stand_case_closed_check" CHECK (("closed_on" IS NULL) = ("outcome" IS NULL)),
  ADD CONSTRAINT "stand_case_approval_check" CHECK (("outcome" IS NOT DISTINCT FROM 'APPROVED') = ("approval_no" IS NOT NULL));

-- Damages are few among events; cases ask for them alone.
CREATE INDEX "stand_event_damage_idx" ON "stand_event"("life_id") WHERE "type" = 'DamageReported';
