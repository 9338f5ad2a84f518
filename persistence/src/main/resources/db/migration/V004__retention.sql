-- What the retention report adds up: events of each type per day, counted once, slice by slice, from the log. A read
-- table: emptied together with its progress it is counted anew.
CREATE TABLE retention_progress (
  log_id  integer PRIMARY KEY REFERENCES seal_log,
  -- Positions 0 to counted - 1 are in the counts.
  counted bigint  NOT NULL CHECK (counted >= 0)
);

CREATE TABLE retention_count (
  log_id      integer NOT NULL REFERENCES seal_log,
  -- In UTC.
  day         date    NOT NULL,
  entity_type text    NOT NULL,
  manifest    text    NOT NULL,
  events      bigint  NOT NULL CHECK (events > 0),
  -- Milliseconds since 1970, as the journal has them.
  oldest      bigint  NOT NULL,
  newest      bigint  NOT NULL,
  PRIMARY KEY (log_id, day, entity_type, manifest)
);
