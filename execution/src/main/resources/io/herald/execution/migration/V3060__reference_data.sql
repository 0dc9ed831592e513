-- Rows that enrichments look up (DM-42), as control sent them: one resource is one row here, always replaced whole, and
-- kept in memory by every process.
CREATE TABLE reference_data (
  resource text PRIMARY KEY,
  -- of its rows: what has changed has another one
  digest   text NOT NULL,
  -- io.herald.message.link.ReferenceData
  data     text NOT NULL
);
