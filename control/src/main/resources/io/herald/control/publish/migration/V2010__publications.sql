-- What was published, what should be live, and what every execution instance said it has.

-- One row per publication, for ever: also after the template was unpublished or deleted, so that a
-- version number is never used twice under one name.
CREATE TABLE template_version (
  template            text        NOT NULL,
  version             integer     NOT NULL CHECK (version >= 1),
  published_at        timestamptz NOT NULL,
  published_by        text        NOT NULL,
  -- the drafts it was made from: what tells "modified since publication"
  template_revision   integer     NOT NULL,
  event_type_revision integer     NOT NULL,
  -- io.herald.message.link.Publication as it travels; json keeps the text as it was written
  publication         json        NOT NULL,
  PRIMARY KEY (template, version)
);

CREATE FUNCTION refuse_change_of_a_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'version % of template % is frozen', OLD.version, OLD.template;
END $$;

CREATE TRIGGER a_version_is_frozen BEFORE UPDATE ON template_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_a_version();

-- What should be live everywhere. The foreign keys keep a template and its event type from being
-- deleted while it is.
CREATE TABLE live_template (
  template   text    PRIMARY KEY REFERENCES template (name),
  version    integer NOT NULL,
  event_type text    NOT NULL REFERENCES event_type (name),
  FOREIGN KEY (template, version) REFERENCES template_version (template, version)
);

CREATE TABLE execution_instance (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name             text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_-]{1,64}$'),
  label            text        NOT NULL CHECK (char_length(label) <= 255),
  url              text        NOT NULL CHECK (url ~ '^https?://'),
  enabled          boolean     NOT NULL,
  created          timestamptz NOT NULL,
  created_by       text        NOT NULL,
  last_modified    timestamptz NOT NULL,
  last_modified_by text        NOT NULL,
  -- what it said of itself when it was last reached
  instance_id      smallint    CHECK (instance_id BETWEEN 1 AND 127),
  last_contact     timestamptz,
  -- why it is not up to date; null: it is
  last_error       text
);

-- What an instance has live, by its own account.
CREATE TABLE instance_template (
  instance bigint  NOT NULL REFERENCES execution_instance (id) ON DELETE CASCADE,
  template text    NOT NULL,
  version  integer NOT NULL,
  PRIMARY KEY (instance, template)
);
