-- The log: the place of each journal row in one gap-free order, and the Merkle tree over it (RFC 9162).
-- A log is begun anew only after a restore or a fail-over lost what had been published; then log_id grows by one.
CREATE TABLE seal_log (
  log_id        integer     PRIMARY KEY CHECK (log_id >= 1),
  origin        text        NOT NULL UNIQUE,
  opened_at     timestamptz NOT NULL,
  -- The log before this one, as it was last published; null for the first.
  previous_size bigint,
  previous_root bytea
);

-- The one row per log that changes; whoever locks it seals.
CREATE TABLE seal_state (
  log_id     integer PRIMARY KEY REFERENCES seal_log,
  -- Number of leaves: positions 0 to size - 1 are taken.
  size       bigint  NOT NULL CHECK (size >= 0),
  root       bytea   NOT NULL CHECK (length(root) = 32),
  -- Roots of the complete subtrees that make up the size, the largest first, 32 bytes each.
  frontier   bytea   NOT NULL,
  -- Every ordering up to low_water is sealed or will never exist; above high_water nothing was looked at.
  low_water  bigint  NOT NULL,
  high_water bigint  NOT NULL CHECK (high_water >= low_water)
);

-- Position first_position + i is the journal row with ordering first_ordering + i.
CREATE TABLE seal_run (
  log_id         integer NOT NULL REFERENCES seal_log,
  first_position bigint  NOT NULL,
  first_ordering bigint  NOT NULL,
  length         integer NOT NULL CHECK (length > 0),
  PRIMARY KEY (log_id, first_position)
);
CREATE UNIQUE INDEX seal_run_ordering_idx ON seal_run (log_id, first_ordering);

-- Leaf hashes, 32 bytes each, of consecutive positions; a row never crosses a multiple of 256.
CREATE TABLE seal_leaves (
  log_id         integer NOT NULL REFERENCES seal_log,
  first_position bigint  NOT NULL,
  hashes         bytea   NOT NULL CHECK (length(hashes) % 32 = 0),
  PRIMARY KEY (log_id, first_position)
);
ALTER TABLE seal_leaves ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- Roots of complete subtrees of 256^level leaves, level 1 and above: idx is the number of the subtree from the left.
CREATE TABLE seal_node (
  log_id integer  NOT NULL REFERENCES seal_log,
  level  smallint NOT NULL CHECK (level >= 1),
  idx    bigint   NOT NULL,
  hash   bytea    NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (log_id, level, idx)
);

-- Signed heads, as published: a C2SP checkpoint with the log's signature and the dated cosignature.
CREATE TABLE seal_head (
  log_id  integer     NOT NULL REFERENCES seal_log,
  size    bigint      NOT NULL,
  root    bytea       NOT NULL CHECK (length(root) = 32),
  note    text        NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (log_id, size)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seal_log', 'seal_run', 'seal_leaves', 'seal_node', 'seal_head'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
END $$;
