-- SHA-256 of all that would be published: blocks, options, brands, files and traps can change while
-- no revision does. Null: asked for before there was a sum, so it has to be asked for again.
ALTER TABLE publication_request ADD COLUMN sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$');
