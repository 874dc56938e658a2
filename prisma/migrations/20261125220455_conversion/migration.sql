-- CreateTable
CREATE TABLE "conversion_parcel" (
    "life_id" UUID NOT NULL,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "conversion_parcel_pkey" PRIMARY KEY ("life_id")
);

-- CreateTable
CREATE TABLE "conversion_household" (
    "life_id" UUID NOT NULL,
    "household" TEXT NOT NULL,
    "area_m2" INTEGER NOT NULL,

    CONSTRAINT "conversion_household_pkey" PRIMARY KEY ("life_id","household")
);

-- CreateTable
CREATE TABLE "conversion_task" (
    "life_id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "paper_no" TEXT,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "conversion_task_pkey" PRIMARY KEY ("life_id","task")
);

-- AddForeignKey
ALTER TABLE "conversion_parcel" ADD CONSTRAINT "conversion_parcel_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversion_household" ADD CONSTRAINT "conversion_household_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "conversion_parcel"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversion_task" ADD CONSTRAINT "conversion_task_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "conversion_parcel"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "conversion_household"
  ADD CONSTRAINT "conversion_household_area_check" CHECK ("area_m2" > 0);
