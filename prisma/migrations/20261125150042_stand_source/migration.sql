-- CreateTable
CREATE TABLE "stand_source" (
    "life_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "columns" JSONB NOT NULL,

    CONSTRAINT "stand_source_pkey" PRIMARY KEY ("life_id")
);

-- AddForeignKey
ALTER TABLE "stand_source" ADD CONSTRAINT "stand_source_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;
