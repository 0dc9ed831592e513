-- Whom messages come from (DM-51, TPL-12, TPL-13).
CREATE TABLE brand (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  usual_name       text,
  logo_url         text,
  web_site_url     text,
  sender_name      text,
  sender_address   text,
  reply_name       text,
  reply_address    text,
  error_address    text,
  email_url_base   text,
  revision         integer     NOT NULL CHECK (revision >= 1),
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL
);
