-- Drafts sent to seeds as real messages, and what became of them (TPL-67).
CREATE TABLE proof (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- under which the execution instance knows it
  id         text        NOT NULL UNIQUE,
  -- no foreign keys: proofs stay listed when template, seed or instance are gone
  template   text        NOT NULL,
  revision   integer     NOT NULL,
  instance   text        NOT NULL,
  -- io.herald.message.link.Proof as it travels
  sent       json        NOT NULL,
  -- waiting: the instance has not taken it yet; sending: it has; done: every copy has its last word;
  -- refused: the instance will not take it, or was not reached in time
  state      text        NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'refused')),
  -- why it is refused, or not further yet
  reason     text,
  created    timestamptz NOT NULL,
  created_by text        NOT NULL
);
CREATE INDEX proof_by_template ON proof (template, number);
CREATE INDEX proof_open ON proof (number) WHERE state IN ('waiting', 'sending');

CREATE TABLE proof_copy (
  proof      bigint   NOT NULL REFERENCES proof (number) ON DELETE CASCADE,
  place      smallint NOT NULL CHECK (place BETWEEN 1 AND 100),
  seed       text     NOT NULL,
  email      text     NOT NULL,
  -- sending: no last word yet; sent: the relay has it; failed: it will not get it
  status     text     NOT NULL CHECK (status IN ('sending', 'sent', 'failed')),
  reason     text,
  answer     text,
  message_id text,
  sent_at    timestamptz,
  PRIMARY KEY (proof, place)
);
