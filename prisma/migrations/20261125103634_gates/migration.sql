-- CreateEnum
CREATE TYPE "gate_kind" AS ENUM ('FIRE', 'SNOW', 'FLOOD', 'ORDER');

-- CreateTable
CREATE TABLE "gate" (
    "id" SERIAL NOT NULL,
    "county_code" TEXT NOT NULL,
    "kind" "gate_kind" NOT NULL,
    "order_no" TEXT,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "lifted_on" DATE,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_by" TEXT NOT NULL,

    CONSTRAINT "gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_hold" (
    "gate_id" INTEGER NOT NULL,
    "life_id" UUID NOT NULL,
    "duty_id" TEXT NOT NULL,

    CONSTRAINT "gate_hold_pkey" PRIMARY KEY ("gate_id","life_id","duty_id")
);

-- CreateIndex
CREATE INDEX "gate_county_code_from_on_idx" ON "gate"("county_code", "from_on");

-- CreateIndex
CREATE INDEX "gate_hold_life_id_idx" ON "gate_hold"("life_id");

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_hold" ADD CONSTRAINT "gate_hold_gate_id_fkey" FOREIGN KEY ("gate_id") REFERENCES "gate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_hold" ADD CONSTRAINT "gate_hold_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A gate has at least its first day; lifted on that day it has none. What is lifted after its end was not lifted.
ALTER TABLE "gate"
  ADD CONSTRAINT "gate_days_check" CHECK ("until_on" >= "from_on"),
  ADD CONSTRAINT "gate_lifted_check" CHECK ("lifted_on" >= "from_on" AND ("until_on" IS NULL OR "lifted_on" <= "until_on")),
  ADD CONSTRAINT "gate_order_check" CHECK ("order_no" <> '' AND "announced_by" <> '');
