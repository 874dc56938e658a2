-- CreateTable
CREATE TABLE "stand_archive" (
    "life_id" UUID NOT NULL,
    "archive_no" TEXT NOT NULL,
    "numbered_by" TEXT NOT NULL,

    CONSTRAINT "stand_archive_pkey" PRIMARY KEY ("life_id")
);

-- CreateTable
CREATE TABLE "archive_item" (
    "life_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "filed_on" DATE NOT NULL,
    "paper_no" TEXT,
    "filed_by" TEXT NOT NULL,

    CONSTRAINT "archive_item_pkey" PRIMARY KEY ("life_id","item")
);

-- AddForeignKey
ALTER TABLE "stand_archive" ADD CONSTRAINT "stand_archive_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive_item" ADD CONSTRAINT "archive_item_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand_archive"("life_id") ON DELETE CASCADE ON UPDATE CASCADE;
