-- CreateTable
CREATE TABLE "tenure" (
    "life_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "holder" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "tenure_pkey" PRIMARY KEY ("life_id","from_on")
);

-- CreateTable
CREATE TABLE "stand_township" (
    "life_id" UUID NOT NULL,
    "township" TEXT NOT NULL,
    "area_m2" INTEGER NOT NULL,

    CONSTRAINT "stand_township_pkey" PRIMARY KEY ("life_id","township")
);

-- AddForeignKey
ALTER TABLE "tenure" ADD CONSTRAINT "tenure_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_township" ADD CONSTRAINT "stand_township_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "stand_township"
  ADD CONSTRAINT "stand_township_area_check" CHECK ("area_m2" > 0);
