CREATE TABLE half (id bigint);
CREATE TABLE nonsense (id nonsense);
