-- AlterTable
ALTER TABLE "stand_geometry" ADD COLUMN     "former" JSONB,
ADD COLUMN     "batch_id" UUID,
ADD COLUMN     "stated_m2" INTEGER;

-- CreateTable
CREATE TABLE "part_geometry" (
    "life_id" UUID NOT NULL,
    "part_id" TEXT NOT NULL,
    "geometry" JSONB NOT NULL,
    "area_m2" INTEGER NOT NULL,
    "min_lon" DOUBLE PRECISION NOT NULL,
    "min_lat" DOUBLE PRECISION NOT NULL,
    "max_lon" DOUBLE PRECISION NOT NULL,
    "max_lat" DOUBLE PRECISION NOT NULL,
    "crs" TEXT NOT NULL,
    "stated_m2" INTEGER NOT NULL,
    "batch_id" UUID,
    "former" JSONB,

    CONSTRAINT "part_geometry_pkey" PRIMARY KEY ("life_id","part_id")
);

-- CreateIndex
CREATE INDEX "part_geometry_batch_id_idx" ON "part_geometry"("batch_id");

-- CreateIndex
CREATE INDEX "stand_geometry_batch_id_idx" ON "stand_geometry"("batch_id");

-- AddForeignKey
ALTER TABLE "stand_geometry" ADD CONSTRAINT "stand_geometry_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "part_geometry" ADD CONSTRAINT "part_geometry_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "part_geometry" ADD CONSTRAINT "part_geometry_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
