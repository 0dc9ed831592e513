-- A paused message (EV-40): what control says of the live version, and the events that wait for its end.
ALTER TABLE published_template ADD COLUMN paused boolean NOT NULL DEFAULT false, ADD CHECK (live OR NOT paused);

-- paused_for: the template whose pause holds the event back. Not the status stands in the conditions of the indexes, because a
-- column that stands there and changes on the way of every event would make each change dearer.
ALTER TABLE event
  ADD COLUMN paused_for text,
  ADD COLUMN paused_at timestamptz,
  -- of pauses that are over: the validity of a message stands still meanwhile (EV-34)
  ADD COLUMN paused_millis bigint NOT NULL DEFAULT 0,
  ADD CHECK ((status = 8) = (paused_for IS NOT NULL)),
  ADD CHECK ((paused_for IS NULL) = (paused_at IS NULL)),
  ADD CHECK (paused_for IS NULL OR claimed_by IS NULL);

-- a million events that wait for the end of a pause must not stand in the way of those that are due
DROP INDEX event_claimable;
CREATE INDEX event_claimable ON event (queue, due_at, id) WHERE open AND claimed_by IS NULL AND paused_for IS NULL;
CREATE INDEX event_paused ON event (paused_for, id) WHERE paused_for IS NOT NULL;
CREATE INDEX event_paused_expiring ON event (expiration) WHERE paused_for IS NOT NULL AND expiration IS NOT NULL;
