-- CreateTable
CREATE TABLE "policy" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "body" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("name","version")
);

-- CreateTable
CREATE TABLE "sweep" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "on_day" DATE NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "looked" JSONB,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("at")
);

-- CreateTable
CREATE TABLE "sweep_finding" (
    "swept_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "life_id" UUID,
    "found" TEXT NOT NULL,
    "repaired" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_finding_pkey" PRIMARY KEY ("swept_at","kind","subject")
);

-- CreateIndex
CREATE INDEX "sweep_finding_life_id_idx" ON "sweep_finding"("life_id");

-- AddForeignKey
ALTER TABLE "sweep_finding" ADD CONSTRAINT "sweep_finding_swept_at_fkey" FOREIGN KEY ("swept_at") REFERENCES "sweep"("at") ON DELETE CASCADE ON UPDATE CASCADE;
