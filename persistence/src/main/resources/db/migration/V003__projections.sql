-- Read tables: what can be computed again from the log at any time. Each is kept in up to two builds, one in each
-- slot, so that a new build grows beside the one that is read; a slot is a partition, emptied at once when its build
-- retires. pg_trgm is a trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- As pekko-projection-jdbc 1.0.0 reads and writes them.
CREATE TABLE projection_offset (
  projection_name varchar(255) NOT NULL,
  projection_key  varchar(255) NOT NULL,
  current_offset  varchar(255) NOT NULL,
  manifest        varchar(32)  NOT NULL,
  mergeable       boolean      NOT NULL,
  last_updated    bigint       NOT NULL,
  PRIMARY KEY (projection_name, projection_key)
) WITH (fillfactor = 50);
CREATE TABLE projection_management (
  projection_name varchar(255) NOT NULL,
  projection_key  varchar(255) NOT NULL,
  paused          boolean      NOT NULL,
  last_updated    bigint       NOT NULL,
  PRIMARY KEY (projection_name, projection_key)
);

-- What operators want of a table; what is asked for is done by the one node that keeps the table.
CREATE TABLE read_table (
  name         text        PRIMARY KEY,
  paused       boolean     NOT NULL DEFAULT false,
  rebuild      boolean     NOT NULL DEFAULT false,
  retry        boolean     NOT NULL DEFAULT false,
  -- Who asked last, and when.
  asked_by     text,
  asked_at     timestamptz
);

CREATE TABLE read_build (
  table_name       text        NOT NULL REFERENCES read_table,
  build            integer     NOT NULL CHECK (build >= 1),
  slot             smallint    NOT NULL CHECK (slot IN (0, 1)),
  log_id           integer     NOT NULL,
  -- Version of the code's idea of the table; another one is a reason to build anew.
  shape            integer     NOT NULL,
  state            text        NOT NULL CHECK (state IN ('building', 'active', 'retired', 'emptied')),
  -- The last position whose event is in the table, or is known not to concern it; -1 before the first.
  position         bigint      NOT NULL DEFAULT -1 CHECK (position >= -1),
  -- The last position that changed a row.
  changed_position bigint      NOT NULL DEFAULT -1,
  started_at       timestamptz NOT NULL,
  ended_at         timestamptz,
  -- Why it does not go on, in one line; null while it does.
  failure          text,
  PRIMARY KEY (table_name, build)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX read_build_active_idx ON read_build (table_name) WHERE state = 'active';
CREATE UNIQUE INDEX read_build_building_idx ON read_build (table_name) WHERE state = 'building';
CREATE UNIQUE INDEX read_build_slot_idx ON read_build (table_name, slot) WHERE state <> 'emptied';

-- Events that a table could not take, and everything behind them of the same entity, in order.
CREATE TABLE projection_parked (
  table_name      text        NOT NULL,
  build           integer     NOT NULL,
  position        bigint      NOT NULL,
  persistence_id  text        NOT NULL,
  sequence_number bigint      NOT NULL,
  manifest        text        NOT NULL,
  reason          text        NOT NULL,
  parked_at       timestamptz NOT NULL,
  PRIMARY KEY (table_name, build, position),
  FOREIGN KEY (table_name, build) REFERENCES read_build
);
CREATE INDEX projection_parked_entity_idx ON projection_parked (table_name, build, persistence_id, position);

-- Instrument search.
CREATE TABLE instrument_search (
  slot          smallint NOT NULL,
  instrument_id text     COLLATE "C" NOT NULL,
  name          text     NOT NULL,
  -- The name in lower case without accents and punctuation, with a space before each word.
  name_words    text     NOT NULL,
  sector        text,
  sector_words  text,
  currency      text     NOT NULL,
  type          text     NOT NULL,
  delisted_on   date,
  PRIMARY KEY (slot, instrument_id)
) PARTITION BY LIST (slot);
CREATE TABLE instrument_search_0 PARTITION OF instrument_search FOR VALUES IN (0);
CREATE TABLE instrument_search_1 PARTITION OF instrument_search FOR VALUES IN (1);
CREATE INDEX ON instrument_search USING gin (name_words gin_trgm_ops);

CREATE TABLE instrument_identifier (
  slot          smallint NOT NULL,
  instrument_id text     COLLATE "C" NOT NULL,
  ordinal       smallint NOT NULL,
  scheme        text     NOT NULL,
  -- Without the market of a ticker, in capitals as it is always written.
  value         text     COLLATE "C" NOT NULL,
  mic           text     COLLATE "C",
  valid_from    date,
  valid_to      date,
  PRIMARY KEY (slot, instrument_id, ordinal)
) PARTITION BY LIST (slot);
CREATE TABLE instrument_identifier_0 PARTITION OF instrument_identifier FOR VALUES IN (0);
CREATE TABLE instrument_identifier_1 PARTITION OF instrument_identifier FOR VALUES IN (1);
CREATE INDEX ON instrument_identifier (slot, value);

-- The audit list: one row per event.
CREATE TABLE audit_entry (
  slot            smallint    NOT NULL,
  position        bigint      NOT NULL,
  recorded_at     timestamptz NOT NULL,
  principal       text        COLLATE "C" NOT NULL,
  on_behalf_of    text        COLLATE "C",
  request_id      text        NOT NULL,
  type            text        COLLATE "C" NOT NULL,
  version         smallint    NOT NULL,
  entity          text        COLLATE "C" NOT NULL,
  sequence_number bigint      NOT NULL,
  -- As the event holds it: a text, or an envelope that only its key opens.
  reason          jsonb,
  PRIMARY KEY (slot, position)
) PARTITION BY LIST (slot);
CREATE TABLE audit_entry_0 PARTITION OF audit_entry FOR VALUES IN (0);
CREATE TABLE audit_entry_1 PARTITION OF audit_entry FOR VALUES IN (1);
CREATE INDEX ON audit_entry (slot, recorded_at, position);
CREATE INDEX ON audit_entry (slot, principal, recorded_at, position);
CREATE INDEX ON audit_entry (slot, entity, recorded_at, position);
CREATE INDEX ON audit_entry (slot, type, recorded_at, position);
