-- Milliseconds since 1970 as an instant; 0 stands for "none". Groups are handed over as arrays of numbers.
CREATE FUNCTION at_millis(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN $1 <> 0 THEN timestamptz 'epoch' + $1 * interval '1 millisecond' END;

-- Which execution instance this database belongs to: the top byte of every event id (DM-2, CX-4).
CREATE TABLE execution_instance (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id smallint NOT NULL CHECK (id BETWEEN 1 AND 127)
);

-- The processes that share this database. A claim on an event belongs to a member; a member that is gone loses its claims.
-- Rows stay, so that the audit trail can name the node that did something.
CREATE TABLE member (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 31),
  node text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  heartbeat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz
);
CREATE UNIQUE INDEX member_slot ON member (slot) WHERE ended_at IS NULL;

CREATE TABLE event (
  id bigint NOT NULL,
  queue smallint NOT NULL CHECK (queue IN (0, 1)),
  type text NOT NULL,
  wished_channel smallint,
  email text,
  mobile_phone text,
  registration_token text,
  mobile_app text,
  email_format smallint NOT NULL DEFAULT 0,
  origin text,
  external_id text,
  correlation_id text,
  hash_ip_id text,
  language text,
  country text,
  scheduled timestamptz,
  expiration timestamptz,
  ctx_format smallint NOT NULL CHECK (ctx_format IN (0, 1)),
  ctx text NOT NULL,
  received_by smallint NOT NULL,
  status smallint NOT NULL CHECK (status BETWEEN 0 AND 9),
  -- something is still to be done by itself: pending, processing, paused
  open boolean NOT NULL,
  -- the member that has it in memory; null: anybody may claim it once it is due
  claimed_by integer,
  due_at timestamptz NOT NULL,
  -- errors before a message existed (EV-20)
  error_count integer NOT NULL DEFAULT 0,
  -- sending attempts begun, and whether the last one has no recorded outcome yet (EV-13)
  attempt integer NOT NULL DEFAULT 0,
  in_flight boolean NOT NULL DEFAULT false,
  reason text,
  template text,
  template_version integer,
  created timestamptz NOT NULL,
  routed_at timestamptz,
  prepared_at timestamptz,
  handed_over_at timestamptz,
  finished_at timestamptz,
  last_modified timestamptz NOT NULL,
  -- the change that made the row what it is: lets a writer repeat a group whose commit it never heard of
  last_writer integer NOT NULL,
  last_change bigint NOT NULL,
  PRIMARY KEY (id),
  CHECK (open = (status IN (0, 1, 8))),
  CHECK (open OR claimed_by IS NULL),
  CHECK (NOT in_flight OR status = 1),
  CHECK (status <> 1 OR template IS NOT NULL)
) PARTITION BY RANGE (id);
-- what anybody may take next; a row accepted in the normal way is born claimed and never touches this index
CREATE INDEX event_claimable ON event (queue, due_at, id) WHERE open AND claimed_by IS NULL;
-- what a dead member leaves behind
CREATE INDEX event_claimed ON event (claimed_by) WHERE open AND claimed_by IS NOT NULL;

-- One row per message: what became of it (the broad log, DM-46).
CREATE TABLE delivery_log (
  event_id bigint NOT NULL,
  channel smallint NOT NULL,
  address text NOT NULL,
  template text NOT NULL,
  template_version integer NOT NULL,
  message_id text NOT NULL,
  status smallint NOT NULL CHECK (status BETWEEN 0 AND 9),
  failure_type smallint NOT NULL DEFAULT 0,
  failure_reason smallint NOT NULL DEFAULT 0,
  answer text,
  attempt integer NOT NULL,
  in_flight boolean NOT NULL,
  next_retry timestamptz,
  sent_at timestamptz,
  last_modified timestamptz NOT NULL,
  PRIMARY KEY (event_id),
  CHECK (NOT in_flight OR status = 6)
) PARTITION BY RANGE (event_id);

-- The audit trail (EV-60): every change of every event, also the refused ones. Numbered without gaps per writer, in the
-- order of commit, so that a reader can follow it with a cursor (CX-21).
CREATE TABLE event_transition (
  event_id bigint NOT NULL,
  writer integer NOT NULL,
  change_no bigint NOT NULL,
  at timestamptz NOT NULL,
  from_status smallint,
  to_status smallint NOT NULL,
  cause text NOT NULL,
  PRIMARY KEY (event_id, writer, change_no)
) PARTITION BY RANGE (event_id);
