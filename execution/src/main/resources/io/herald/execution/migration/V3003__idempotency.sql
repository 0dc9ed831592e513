-- Which event an idempotency key stands for (API-9). Written in the transaction that stores the event. Keys are kept as
-- digests: what a caller chooses as a key may be somebody's address. Forgotten after a day; not in the event table, so that
-- events without a key pay nothing.
CREATE TABLE idempotency_key (
  digest uuid PRIMARY KEY,
  -- of what the event says: the same key with another content is the caller's mistake
  content uuid NOT NULL,
  event_id bigint NOT NULL,
  created timestamptz NOT NULL
);
-- the oldest first, for forgetting
CREATE INDEX idempotency_key_created ON idempotency_key (created);
