-- Files that published templates show or attach (TPL-14), named by the SHA-256 of their bytes: two
-- templates with the same logo share one row, and a row never changes. None is ever removed: a mail
-- that was sent years ago still asks for its pictures.
CREATE TABLE resource (
  sha256    text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  type      text NOT NULL CHECK (type <> ''),
  content   bytea NOT NULL,
  stored_at timestamptz NOT NULL
);

-- pictures and PDFs are compressed already
ALTER TABLE resource ALTER COLUMN content SET STORAGE EXTERNAL;
