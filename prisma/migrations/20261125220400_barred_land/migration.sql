-- CreateEnum
CREATE TYPE "land_kind" AS ENUM ('FARMLAND', 'BASIC_FARMLAND', 'PROJECT');

-- CreateTable
CREATE TABLE "barred_layer" (
    "id" SERIAL NOT NULL,
    "county_code" TEXT NOT NULL,
    "kind" "land_kind" NOT NULL,
    "project" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,
    "loaded_by" TEXT NOT NULL,

    CONSTRAINT "barred_layer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "barred_piece" (
    "id" BIGSERIAL NOT NULL,
    "layer_id" INTEGER NOT NULL,
    "geometry" JSONB NOT NULL,
    "area_m2" BIGINT NOT NULL,
    "min_lon" DOUBLE PRECISION NOT NULL,
    "min_lat" DOUBLE PRECISION NOT NULL,
    "max_lon" DOUBLE PRECISION NOT NULL,
    "max_lat" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "barred_piece_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "barred_layer_county_code_kind_project_key" ON "barred_layer"("county_code", "kind", "project");

-- CreateIndex
CREATE INDEX "barred_piece_layer_id_idx" ON "barred_piece"("layer_id");

-- CreateIndex
CREATE INDEX "barred_piece_min_lon_max_lon_idx" ON "barred_piece"("min_lon", "max_lon");

-- AddForeignKey
ALTER TABLE "barred_layer" ADD CONSTRAINT "barred_layer_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "barred_piece" ADD CONSTRAINT "barred_piece_layer_id_fkey" FOREIGN KEY ("layer_id") REFERENCES "barred_layer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "barred_layer"
  ADD CONSTRAINT "barred_layer_project_check" CHECK (("kind" = 'PROJECT') = ("project" <> ''));
