-- CreateTable
CREATE TABLE "planting_contract" (
    "contract_no" TEXT NOT NULL,
    "contractor" TEXT NOT NULL,
    "signed_on" DATE NOT NULL,
    "warranty_years" INTEGER NOT NULL,
    "line" DOUBLE PRECISION NOT NULL,
    "supplier" TEXT,
    "deduct_yuan_per_mu" DOUBLE PRECISION,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "planting_contract_pkey" PRIMARY KEY ("contract_no")
);

-- CreateTable
CREATE TABLE "contract_stand" (
    "life_id" UUID NOT NULL,
    "contract_no" TEXT NOT NULL,

    CONSTRAINT "contract_stand_pkey" PRIMARY KEY ("life_id")
);

-- CreateTable
CREATE TABLE "contract_default" (
    "life_id" UUID NOT NULL,
    "duty_id" TEXT NOT NULL,
    "contract_no" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "area_m2" INTEGER NOT NULL,
    "paper_no" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "contract_default_pkey" PRIMARY KEY ("life_id","duty_id")
);

-- CreateIndex
CREATE INDEX "contract_stand_contract_no_idx" ON "contract_stand"("contract_no");

-- CreateIndex
CREATE INDEX "contract_default_contract_no_idx" ON "contract_default"("contract_no");

-- AddForeignKey
ALTER TABLE "contract_stand" ADD CONSTRAINT "contract_stand_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_stand" ADD CONSTRAINT "contract_stand_contract_no_fkey" FOREIGN KEY ("contract_no") REFERENCES "planting_contract"("contract_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_default" ADD CONSTRAINT "contract_default_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_default" ADD CONSTRAINT "contract_default_contract_no_fkey" FOREIGN KEY ("contract_no") REFERENCES "planting_contract"("contract_no") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "planting_contract"
  ADD CONSTRAINT "planting_contract_terms_check" CHECK ("warranty_years" > 0 AND "line" > 0 AND "line" <= 1 AND "deduct_yuan_per_mu" > 0);
ALTER TABLE "contract_default"
  ADD CONSTRAINT "contract_default_area_check" CHECK ("area_m2" >= 0);
