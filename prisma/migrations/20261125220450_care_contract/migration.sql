-- CreateTable
CREATE TABLE "care_contract" (
    "life_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "ranger" TEXT NOT NULL,
    "handed_over_on" DATE,
    "paper_no" TEXT,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "care_contract_pkey" PRIMARY KEY ("life_id","from_on")
);

-- AddForeignKey
ALTER TABLE "care_contract" ADD CONSTRAINT "care_contract_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "care_contract"
  ADD CONSTRAINT "care_contract_days_check" CHECK ("until_on" >= "from_on" AND "handed_over_on" >= "from_on");
