-- CreateEnum
CREATE TYPE "gate_bars" AS ENUM ('FIELD_WORK', 'FOREST_ENTRY', 'OPEN_FIRE');

-- AlterTable
ALTER TABLE "gate" ADD COLUMN     "bars" "gate_bars" NOT NULL DEFAULT 'FIELD_WORK';

-- CreateTable
CREATE TABLE "gate_permit" (
    "id" SERIAL NOT NULL,
    "gate_id" INTEGER NOT NULL,
    "paper_no" TEXT NOT NULL,
    "duties" TEXT[],
    "stands" TEXT[],
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "withdrawn_on" DATE,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "told_by" TEXT NOT NULL,

    CONSTRAINT "gate_permit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gate_permit_gate_id_idx" ON "gate_permit"("gate_id");

-- AddForeignKey
ALTER TABLE "gate_permit" ADD CONSTRAINT "gate_permit_gate_id_fkey" FOREIGN KEY ("gate_id") REFERENCES "gate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A permit names a paper and at least one duty, and has at least its first day; withdrawn on that day it has none.
ALTER TABLE "gate_permit"
  ADD CONSTRAINT "gate_permit_said_check" CHECK ("paper_no" <> '' AND "told_by" <> '' AND cardinality("duties") > 0),
  ADD CONSTRAINT "gate_permit_days_check" CHECK ("until_on" >= "from_on"),
  ADD CONSTRAINT "gate_permit_withdrawn_check" CHECK ("withdrawn_on" >= "from_on" AND ("until_on" IS NULL OR "withdrawn_on" <= "until_on"));
