-- Where data is read into an event before its message is rendered (DM-42): an array of {id, label, source, key, field,
-- order, targeting, onMissing, retrySeconds}.
ALTER TABLE event_type ADD COLUMN enrichments jsonb NOT NULL DEFAULT '[]'
  CHECK (jsonb_typeof(enrichments) = 'array');
