-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "undone_at" TIMESTAMPTZ(3),
ADD COLUMN     "undone_by" TEXT;
