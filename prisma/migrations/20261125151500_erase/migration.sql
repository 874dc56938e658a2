-- AlterTable
ALTER TABLE "stand_event" ADD COLUMN     "erased_hash" TEXT;

-- The log stays append-only but for one thing: a legal deletion takes words out of a body, once, and seals what is left.
-- Number, turn, day, type and both hashes of the event stay as they were written, so the chain still links.
ALTER TABLE "stand_event" ADD CONSTRAINT "stand_event_erased_check" CHECK (length("erased_hash") = 64);

CREATE OR REPLACE FUNCTION "stand_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."erased_hash" IS NULL AND NEW."erased_hash" IS NOT NULL
    AND to_jsonb(NEW) - 'body' - 'erased_hash' = to_jsonb(OLD) - 'body' - 'erased_hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'stand_event is append-only: % of life %, event % refused', TG_OP, OLD."life_id", OLD."seq"
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
