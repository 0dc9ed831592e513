-- Fictitious recipients with data of their own, for previews and proofs (TPL-65, DM-50).
CREATE TABLE seed (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  email            text,
  mobile_phone     text,
  language         text,
  external_id      text,
  -- made for all templates of an event type, or for one template; no foreign keys: a seed may
  -- outlive what it was made for and be copied to something else
  event_type       text,
  template         text,
  -- io.herald.message.event.EventContext
  ctx_format       smallint    NOT NULL CHECK (ctx_format IN (0, 1)),
  ctx              text        NOT NULL,
  trap             boolean     NOT NULL,
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL,
  CONSTRAINT made_for_one_thing CHECK ((event_type IS NULL) <> (template IS NULL))
);

-- For seeds that are saved without a name: SDM1, SDM2, …; a number is never used again.
CREATE SEQUENCE seed_number;
