-- What a proof said, personal data included, is needed until it is settled, and no longer.
ALTER TABLE proof ALTER COLUMN sent DROP NOT NULL;
UPDATE proof SET sent = NULL WHERE state IN ('done', 'refused');
ALTER TABLE proof ADD CHECK ((sent IS NULL) = (state IN ('done', 'refused')));
-- settled proofs are listed for a while, then deleted
CREATE INDEX proof_settled ON proof (created) WHERE state IN ('done', 'refused');
