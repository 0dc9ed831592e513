-- What people design: event types and templates. A draft may be incomplete or wrong; what is
-- published is copied out of here and frozen (see the migrations of control/publish).

CREATE TABLE event_type (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  -- io.herald.message.channel.Channel
  channel          smallint    NOT NULL CHECK (channel IN (0)),
  -- an array of {name, type, required}
  fields           jsonb       NOT NULL CHECK (jsonb_typeof(fields) = 'array'),
  -- counts the saves, so that two people do not overwrite each other unseen
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL,
  -- only the configurations of the Standard dialect declare fields
  CONSTRAINT classic_types_are_open CHECK (name LIKE 'EVT%' OR jsonb_array_length(fields) = 0)
);

CREATE TABLE template (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  -- no foreign key: a draft may name a type that somebody still has to create
  event_type       text        NOT NULL CHECK (event_type ~ '^[A-Za-z0-9_]{1,64}$'),
  channel          smallint    NOT NULL CHECK (channel IN (0)),
  sender_name      text        NOT NULL,
  sender_address   text        NOT NULL,
  reply_to         text,
  error_address    text,
  subject          text        NOT NULL,
  html             text,
  text             text,
  auto_escape      boolean     NOT NULL,
  validity_seconds bigint      NOT NULL CHECK (validity_seconds BETWEEN 60 AND 31536000),
  retries          text        NOT NULL CHECK (retries IN ('standard', 'transactional')),
  on_uncertain     text        NOT NULL CHECK (on_uncertain IN ('resend', 'hold')),
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL
);

CREATE INDEX template_by_event_type ON template (event_type);
