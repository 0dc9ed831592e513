-- Uploaded files (TPL-14). A path can get other bytes; bytes never change, and stay: earlier versions of
-- templates, to which one may go back, name them by their SHA-256.
CREATE TABLE resource_content (
  sha256  text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  type    text NOT NULL CHECK (type <> ''),
  content bytea NOT NULL
);

ALTER TABLE resource_content ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE resource (
  path             text COLLATE "C" PRIMARY KEY CHECK (length(path) BETWEEN 1 AND 200),
  sha256           text NOT NULL REFERENCES resource_content,
  type             text NOT NULL CHECK (type <> ''),
  bytes            integer NOT NULL CHECK (bytes > 0),
  last_modified    timestamptz NOT NULL,
  last_modified_by text NOT NULL
);

CREATE INDEX resource_of_content ON resource (sha256);
