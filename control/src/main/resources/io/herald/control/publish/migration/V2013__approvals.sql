-- Who agreed to a publication that needed a second person (TPL-29); null: none was needed.
ALTER TABLE template_version ADD COLUMN approved_by text CHECK (approved_by <> published_by);

-- The last wish to publish a template that was not fulfilled: it waits, or was rejected.
CREATE TABLE publication_request (
  template            text        PRIMARY KEY REFERENCES template (name) ON DELETE CASCADE,
  -- what the wish is about; a draft saved after it is another one
  template_revision   integer     NOT NULL,
  event_type_revision integer     NOT NULL,
  requested_at        timestamptz NOT NULL,
  requested_by        text        NOT NULL,
  -- all null while it waits
  rejected_at         timestamptz,
  rejected_by         text,
  reason              text        CHECK (char_length(reason) BETWEEN 1 AND 1000),
  CHECK ((rejected_at IS NULL) = (rejected_by IS NULL)),
  CHECK ((rejected_at IS NULL) = (reason IS NULL))
);
