-- What the schema language cannot say: the database itself refuses rows that no rule could have made.

-- A stand's number is unique in its county and work year among lives still open.
CREATE UNIQUE INDEX "stand_open_code_key" ON "stand" ("county_code", "code", "work_year") WHERE "closed_on" IS NULL;

ALTER TABLE "stand"
  ADD CONSTRAINT "stand_area_check" CHECK ("area_m2" > 0),
  ADD CONSTRAINT "stand_points_check" CHECK ("designed_points" > 0 AND "planted_points" > 0),
  ADD CONSTRAINT "stand_rev_check" CHECK ("rev" >= 0 AND "seq" >= "rev"),
  ADD CONSTRAINT "stand_head_check" CHECK (("seq" = 0) = ("head" IS NULL)),
  ADD CONSTRAINT "stand_closed_check" CHECK (("stage" = 'CLOSED') = ("closed_on" IS NOT NULL)),
  ADD CONSTRAINT "stand_live_check" CHECK ("live_points" >= 0 AND "live_points" <= "base_points");

ALTER TABLE "stand_geometry"
  ADD CONSTRAINT "stand_geometry_area_check" CHECK ("area_m2" > 0),
  ADD CONSTRAINT "stand_geometry_box_check" CHECK (
    "min_lon" BETWEEN -180 AND "max_lon" AND "max_lon" <= 180 AND "min_lat" BETWEEN -90 AND "max_lat" AND "max_lat" <= 90);

ALTER TABLE "task"
  ADD CONSTRAINT "task_days_check" CHECK ("opens_on" <= "due_on"),
  ADD CONSTRAINT "task_seedlings_check" CHECK ("seedlings" >= 0),
  ADD CONSTRAINT "task_closed_check" CHECK (("state" IN ('dispatched', 'submitted')) = ("closed_at" IS NULL));

ALTER TABLE "survey"
  ADD CONSTRAINT "survey_counts_check" CHECK (
    "live_points" >= 0 AND "designed_points" > 0 AND "planted_points" > 0 AND "largest_dead_patch_m2" >= 0),
  ADD CONSTRAINT "survey_recorded_check" CHECK (("state" = 'recorded') = ("recorded_at" IS NOT NULL AND "binding" IS NOT NULL)),
  ADD CONSTRAINT "survey_refused_check" CHECK (("state" = 'refused') = ("refused_at" IS NOT NULL AND "refusal" IS NOT NULL));

ALTER TABLE "plot"
  ADD CONSTRAINT "plot_counts_check" CHECK (
    "live_points" >= 0 AND "dead_points" >= 0 AND "missing_points" >= 0 AND "designed_points" > 0 AND "planted_points" > 0);

ALTER TABLE "escalation"
  ADD CONSTRAINT "escalation_days_check" CHECK ("step" >= 0 AND "issued_on" >= "reached_on" AND "reply_due_on" > "issued_on");

ALTER TABLE "stand_event"
  ADD CONSTRAINT "stand_event_seq_check" CHECK ("seq" > 0 AND "turn" > 0),
  ADD CONSTRAINT "stand_event_hash_check" CHECK (length("prev_hash") = 64 AND length("hash") = 64);

-- The log is append-only: what has happened is superseded by a later event, never edited.
CREATE FUNCTION "stand_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'stand_event is append-only: % of life %, event % refused', TG_OP, OLD."life_id", OLD."seq"
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "stand_event_append_only" BEFORE UPDATE OR DELETE ON "stand_event"
  FOR EACH ROW EXECUTE FUNCTION "stand_event_is_append_only"();
