-- Rows that enrichments look up (DM-42): one resource is one row here and always replaced whole.
CREATE TABLE data_resource (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  columns          text[]      NOT NULL,
  row_count        integer     NOT NULL CHECK (row_count BETWEEN 0 AND 100000),
  -- of the rows: what has changed has another one
  digest           text        NOT NULL,
  -- io.herald.message.link.ReferenceData, as it travels
  data             text        NOT NULL,
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL
);
