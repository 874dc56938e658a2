-- AlterTable
ALTER TABLE "stand" ADD COLUMN     "owner" TEXT;
