-- The earlier version this one repeats (TPL-24); null: it was made from the draft.
ALTER TABLE template_version ADD COLUMN repeats integer CHECK (repeats >= 1 AND repeats < version);
