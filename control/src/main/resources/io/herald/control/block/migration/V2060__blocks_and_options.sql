-- Pieces of content that templates include (TPL-50), and values they include by name (TPL-40, DM-55).
CREATE TABLE personalization_block (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  html             text        NOT NULL,
  -- for subject, addresses and text part; null: the HTML as it is
  text             text,
  in_menus         boolean     NOT NULL,
  -- whose messages it is meant for
  dimension        text        NOT NULL CHECK (dimension IN ('any', 'event', 'profile')),
  -- counts the saves, so that two people do not overwrite each other unseen
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL
);

CREATE TABLE template_option (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  value            text        NOT NULL,
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL
);
