-- AlterTable
ALTER TABLE "survey" ADD COLUMN     "by_species" JSONB,
ADD COLUMN     "naturals" INTEGER,
ADD COLUMN     "stems" JSONB;

-- Stems on sample plots are a measurement like points and crowns.
ALTER TABLE "survey"
  DROP CONSTRAINT "survey_measured_check",
  ADD CONSTRAINT "survey_measured_check" CHECK (num_nonnulls("live_points", "closure_of", "cover_of", "stems") > 0),
  ADD CONSTRAINT "survey_naturals_check" CHECK ("naturals" >= 0);
