-- AlterTable
ALTER TABLE "stand" ADD COLUMN     "cover_m2" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "established_on" DATE,
ADD COLUMN     "suspended_on" DATE;

-- AlterTable
ALTER TABLE "survey" ADD COLUMN     "closure_hits" INTEGER,
ADD COLUMN     "closure_of" INTEGER,
ADD COLUMN     "cover_hits" INTEGER,
ADD COLUMN     "cover_of" INTEGER,
ADD COLUMN     "method" TEXT,
ALTER COLUMN "live_points" DROP NOT NULL;

-- A survey has counted something, and never more hits than there were to hit.
ALTER TABLE "survey"
  ADD CONSTRAINT "survey_measured_check" CHECK (num_nonnulls("live_points", "closure_of", "cover_of") > 0),
  ADD CONSTRAINT "survey_closure_check" CHECK (("closure_hits" IS NULL) = ("closure_of" IS NULL) AND "closure_hits" BETWEEN 0 AND "closure_of" AND "closure_of" > 0),
  ADD CONSTRAINT "survey_cover_check" CHECK (("cover_hits" IS NULL) = ("cover_of" IS NULL) AND "cover_hits" BETWEEN 0 AND "cover_of" AND "cover_of" > 0);

ALTER TABLE "stand"
  ADD CONSTRAINT "stand_cover_check" CHECK ("cover_m2" >= 0 AND ("cover_m2" = 0 OR "established_on" IS NOT NULL));
