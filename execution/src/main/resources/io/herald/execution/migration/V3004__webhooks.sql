-- Whoever follows the changes reads them per writer, in the order of commit (CX-20, CX-21).
CREATE INDEX event_transition_follow ON event_transition (writer, change_no);

-- The writers whose changes may still come: two lanes of each process that lives, or ended not long ago (a write of its last
-- moments may be late, but not by a day).
CREATE VIEW change_writer AS
SELECT m.id * 2 + lane AS writer
FROM member m CROSS JOIN generate_series(0, 1) lane
WHERE m.ended_at IS NULL OR m.ended_at > clock_timestamp() - interval '1 day';

-- Who wants to hear of changes (API-51). Secrets are kept as they are: every message is signed with them.
CREATE TABLE webhook (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- who made it, as the native API tells callers apart
  owner text NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  -- what it wants to hear; an empty list of types or origins: of all of them
  types text[] NOT NULL,
  origins text[] NOT NULL,
  statuses smallint[] NOT NULL CHECK (cardinality(statuses) > 0),
  with_address boolean NOT NULL,
  with_context boolean NOT NULL,
  -- 0 active, 1 disabled, 2 deleted: goes when its deliveries are gone
  state smallint NOT NULL CHECK (state BETWEEN 0 AND 2),
  disabled_reason text,
  -- first failure after the last success; null: the last attempt succeeded
  failing_since timestamptz,
  secret text NOT NULL,
  -- also signed with until then, while its receiver changes over
  previous_secret text,
  previous_secret_until timestamptz,
  -- where each writer stood when it began to listen: it hears of what was committed after that
  start_writers integer[] NOT NULL,
  start_changes bigint[] NOT NULL,
  created timestamptz NOT NULL,
  changed timestamptz NOT NULL,
  CHECK ((state = 1) = (disabled_reason IS NOT NULL)),
  CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
  CHECK (cardinality(start_writers) = cardinality(start_changes))
);

-- How far each writer's changes have been matched with the webhooks.
CREATE TABLE webhook_cursor (
  writer integer PRIMARY KEY,
  change_no bigint NOT NULL
);

-- The outbox: what is to be posted, what was, and what could not be. Self-contained, so that it does not depend on how long
-- the event itself is kept. No foreign key to the webhook: a webhook is removed only after its deliveries.
CREATE TABLE webhook_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id bigint NOT NULL,
  event_id bigint NOT NULL,
  writer integer NOT NULL,
  change_no bigint NOT NULL,
  event_type text NOT NULL,
  from_status smallint,
  to_status smallint NOT NULL,
  at timestamptz NOT NULL,
  cause text NOT NULL,
  reason text,
  external_id text,
  correlation_id text,
  template text,
  template_version integer,
  -- 0 pending, 1 delivered, 2 dead
  state smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2),
  -- the 24 hours count from here; a redelivery begins anew
  queued_at timestamptz NOT NULL,
  -- next attempt; while one is under way: when it is taken for lost
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  under_way boolean NOT NULL DEFAULT false,
  last_status smallint,
  last_error text,
  finished_at timestamptz,
  CHECK ((state = 0) = (finished_at IS NULL)),
  CHECK (NOT under_way OR state = 0)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at, id) WHERE state = 0;
CREATE INDEX webhook_delivery_finished ON webhook_delivery (webhook_id, state, finished_at, id) WHERE state <> 0;
