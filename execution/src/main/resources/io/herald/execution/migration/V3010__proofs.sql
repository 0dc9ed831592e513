-- Drafts that are sent to a few chosen recipients (TPL-67). Their copies are rows of event with received_by 6, whose
-- correlation_id is this id, a slash, and the copy's place from 1: so that queue, claims, barrier and books are those of
-- any event. Whoever shows or counts events leaves received_by 6 out.
CREATE TABLE proof (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9-]{1,64}$'),
  -- io.herald.message.link.Publication
  draft text NOT NULL,
  -- of each copy, in order
  subject_prefixes text[] NOT NULL,
  -- the events that are its copies, in order; null between the two commits that accept it
  events bigint[],
  created timestamptz NOT NULL
);
CREATE INDEX proof_created ON proof (created);
