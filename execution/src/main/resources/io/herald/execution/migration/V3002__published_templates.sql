-- What control published here. All versions are kept while events may still refer to them (TPL-22); at most one is live.
CREATE TABLE published_template (
  template text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  publication text NOT NULL,
  live boolean NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (template, version)
);
CREATE UNIQUE INDEX published_template_live ON published_template (template) WHERE live;

-- Grows with every change of the catalogue; processes that share the database look at it to notice each other's changes.
CREATE TABLE catalog_revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO catalog_revision (revision) VALUES (1);
