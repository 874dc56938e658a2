-- CreateTable
CREATE TABLE "policy_adoption" (
    "id" UUID NOT NULL,
    "policy" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "selection" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "policy_adoption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_adoption_stand" (
    "adoption_id" UUID NOT NULL,
    "life_id" UUID NOT NULL,
    "refused_at" TIMESTAMPTZ(3),
    "refusal" JSONB,

    CONSTRAINT "policy_adoption_stand_pkey" PRIMARY KEY ("adoption_id","life_id")
);

-- CreateIndex
CREATE INDEX "policy_adoption_stand_life_id_idx" ON "policy_adoption_stand"("life_id");

-- AddForeignKey
ALTER TABLE "policy_adoption_stand" ADD CONSTRAINT "policy_adoption_stand_adoption_id_fkey" FOREIGN KEY ("adoption_id") REFERENCES "policy_adoption"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_adoption_stand" ADD CONSTRAINT "policy_adoption_stand_life_id_fkey" FOREIGN KEY ("life_id") REFERENCES "stand"("life_id") ON DELETE RESTRICT ON UPDATE CASCADE;
