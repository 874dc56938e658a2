-- AlterTable
ALTER TABLE "survey" ADD COLUMN     "level" TEXT,
ADD COLUMN     "part_id" TEXT,
ADD COLUMN     "supersedes" TEXT,
ADD COLUMN     "surveyors" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "unit" TEXT;

-- CreateTable
CREATE TABLE "audit_draw" (
    "id" SERIAL NOT NULL,
    "county_code" TEXT NOT NULL,
    "work_year" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "seed" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,
    "drawn_by" TEXT NOT NULL,
    "of_stands" INTEGER NOT NULL,
    "of_area_m2" BIGINT NOT NULL,

    CONSTRAINT "audit_draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_draw_stand" (
    "draw_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "life_id" UUID NOT NULL,

    CONSTRAINT "audit_draw_stand_pkey" PRIMARY KEY ("draw_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_draw_county_code_work_year_level_key" ON "audit_draw"("county_code", "work_year", "level");

-- CreateIndex
CREATE INDEX "audit_draw_stand_life_id_idx" ON "audit_draw_stand"("life_id");

-- AddForeignKey
ALTER TABLE "audit_draw" ADD CONSTRAINT "audit_draw_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_draw_stand" ADD CONSTRAINT "audit_draw_stand_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "audit_draw"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_draw_stand" ADD CONSTRAINT "audit_draw_stand_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Surveys recorded before parts were told: the log knows the part.
UPDATE "survey" SET "part_id" = "stand_event"."body" ->> 'partId'
FROM "stand_event"
WHERE "stand_event"."life_id" = "survey"."life_id" AND "stand_event"."type" = 'SurveyRecorded'
  AND "stand_event"."body" ->> 'surveyId' = "survey"."id";

ALTER TABLE "survey"
  ADD CONSTRAINT "survey_level_check" CHECK ("level" IN ('SELF', 'SUPERVISOR', 'COUNTY', 'CITY', 'PROVINCE', 'NATION'));

ALTER TABLE "audit_draw"
  ADD CONSTRAINT "audit_draw_level_check" CHECK ("level" IN ('SELF', 'SUPERVISOR', 'COUNTY', 'CITY', 'PROVINCE', 'NATION')),
  ADD CONSTRAINT "audit_draw_share_check" CHECK ("share" > 0 AND "share" <= 1);
