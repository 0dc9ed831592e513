-- What routing needs to know of every live template, so that an instance with thousands of them reads neither their HTML
-- nor parses it before it serves. Each is a piece of the publication's JSON, and changes with it.
ALTER TABLE published_template
  ADD COLUMN published_at text GENERATED ALWAYS AS ((publication::json -> 'publishedAt')::text) STORED,
  ADD COLUMN event_type text GENERATED ALWAYS AS ((publication::json -> 'eventType')::text) STORED,
  ADD COLUMN channel text GENERATED ALWAYS AS ((publication::json -> 'channel')::text) STORED;
