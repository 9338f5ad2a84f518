-- Where nodes meet. A node writes a row when it starts, renews seen_at (by this server's clock, never its own) and
-- removes the row when it ends; the cluster removes the rows of nodes that it parted with, which is how these learn it.
CREATE TABLE cluster_node (
  -- host:port by which other nodes reach it
  address     varchar(300) NOT NULL PRIMARY KEY,
  -- tells processes at one address apart: the number by which the cluster knows this one
  incarnation bigint       NOT NULL,
  -- which cluster it is a member of; null while it joins
  epoch       bigint,
  -- where the process runs, to see on the same machine that it is gone; empty where that cannot be told
  machine     varchar(200) NOT NULL,
  process     bigint       NOT NULL,
  release     varchar(200) NOT NULL,
  -- name=value of what must be equal on all nodes
  traits      text[]       NOT NULL,
  -- names of events that its release can read, and that it writes
  reads       text[]       NOT NULL,
  writes      text[]       NOT NULL,
  started_at  timestamptz  NOT NULL DEFAULT clock_timestamp(),
  seen_at     timestamptz  NOT NULL DEFAULT clock_timestamp()
);
-- One small row per node and second: kept where it is.
ALTER TABLE cluster_node SET (fillfactor = 20);

-- Every cluster that was ever formed on this database.
CREATE TABLE cluster_formation (
  epoch       bigint       NOT NULL PRIMARY KEY,
  formed_by   varchar(300) NOT NULL,
  incarnation bigint       NOT NULL,
  formed_at   timestamptz  NOT NULL DEFAULT clock_timestamp()
);

-- Names of events that may stand in the journal: a release notes what it writes before it writes. Never fewer than the
-- journal holds, so a release that knows all of them can read it; who does not know one looks into the journal itself.
CREATE TABLE journal_manifest (
  manifest varchar(255) NOT NULL PRIMARY KEY,
  release  varchar(200) NOT NULL,
  noted_at timestamptz  NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO journal_manifest (manifest, release)
  SELECT DISTINCT event_ser_manifest, 'before V006' FROM event_journal WHERE event_ser_id = 9001;
