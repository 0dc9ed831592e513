-- Keys this instance made for itself at first start, shared by all processes on this database.
CREATE TABLE instance_secret (
  name  text PRIMARY KEY,
  value bytea NOT NULL CHECK (octet_length(value) = 32)
);
