-- Which share of the live messages a trap gets a copy of (TPL-69).
ALTER TABLE seed ADD COLUMN trap_rate double precision NOT NULL DEFAULT 0.01
  CHECK (trap_rate > 0 AND trap_rate <= 1);
