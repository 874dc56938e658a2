-- AlterTable
ALTER TABLE "survey" ADD COLUMN     "enclosure" JSONB;

-- Total cover, seedlings and saplings are a measurement like points, crowns and stems.
ALTER TABLE "survey"
  DROP CONSTRAINT "survey_measured_check",
  ADD CONSTRAINT "survey_measured_check" CHECK (num_nonnulls("live_points", "closure_of", "cover_of", "stems", "enclosure") > 0);
