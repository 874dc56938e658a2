-- CreateTable
CREATE TABLE "stand_insurance" (
    "life_id" UUID NOT NULL,
    "policy_no" TEXT NOT NULL,
    "insurer" TEXT,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "notice_hours" INTEGER NOT NULL,
    "visit_days" INTEGER NOT NULL,
    "perils" TEXT[],
    "written_by" TEXT NOT NULL,

    CONSTRAINT "stand_insurance_pkey" PRIMARY KEY ("life_id","policy_no")
);

-- CreateTable
CREATE TABLE "insured_loss" (
    "life_id" UUID NOT NULL,
    "seen_on" DATE NOT NULL,
    "notified_at" TIMESTAMPTZ(3),
    "notified_on" DATE,
    "claim_no" TEXT,
    "visited_on" DATE,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "insured_loss_pkey" PRIMARY KEY ("life_id","seen_on")
);

-- AddForeignKey
ALTER TABLE "stand_insurance" ADD CONSTRAINT "stand_insurance_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insured_loss" ADD CONSTRAINT "insured_loss_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "stand_insurance"
  ADD CONSTRAINT "stand_insurance_days_check" CHECK ("until_on" >= "from_on" AND "notice_hours" > 0 AND "visit_days" >= 0);
ALTER TABLE "insured_loss"
  ADD CONSTRAINT "insured_loss_days_check" CHECK (("notified_at" IS NULL) = ("notified_on" IS NULL) AND "notified_on" >= "seen_on" AND "visited_on" >= "seen_on");
