-- Stands that came of others are few; registers ask for them alone.
CREATE INDEX "stand_inherits_idx" ON "stand"("life_id") WHERE "seed" ? 'inherits';
CREATE INDEX "stand_event_absorbed_idx" ON "stand_event"("life_id") WHERE "type" = 'StandAbsorbed';
