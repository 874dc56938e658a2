-- CreateTable
CREATE TABLE "seedling_order" (
    "id" SERIAL NOT NULL,
    "county_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "season" TEXT NOT NULL,
    "species" TEXT NOT NULL,
    "stock_age" INTEGER,
    "provenance" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "ordered_on" DATE NOT NULL,
    "order_no" TEXT,
    "ordered_by" TEXT NOT NULL,
    "cancelled_on" DATE,

    CONSTRAINT "seedling_order_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seedling_order_county_code_year_idx" ON "seedling_order"("county_code", "year");

-- AddForeignKey
ALTER TABLE "seedling_order" ADD CONSTRAINT "seedling_order_county_code_fkey" FOREIGN KEY ("county_code") REFERENCES "org_unit"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "seedling_order"
  ADD CONSTRAINT "seedling_order_quantity_check" CHECK ("quantity" > 0);
