-- Facts and snapshots, as pekko-persistence-jdbc 1.1.1 reads and writes them on PostgreSQL.
-- The owner of the tables runs the migrations; what the application may do stands in R__grants.sql.
-- event_tag is left out on purpose: events are never tagged, and the plugin touches that table only for tagged events.

-- CACHE 1: numbers are taken in the order of use, which sealing needs; a larger cache is refused at start.
CREATE SEQUENCE event_journal_ordering_seq AS bigint CACHE 1 NO CYCLE;

CREATE TABLE event_journal (
  ordering           bigint       NOT NULL DEFAULT nextval('event_journal_ordering_seq'),
  persistence_id     varchar(255) NOT NULL,
  sequence_number    bigint       NOT NULL,
  deleted            boolean      NOT NULL DEFAULT false,
  writer             varchar(255) NOT NULL,
  write_timestamp    bigint,
  adapter_manifest   varchar(255),
  event_ser_id       integer      NOT NULL,
  event_ser_manifest varchar(255) NOT NULL,
  event_payload      bytea        NOT NULL,
  meta_ser_id        integer,
  meta_ser_manifest  varchar(255),
  meta_payload       bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);
ALTER SEQUENCE event_journal_ordering_seq OWNED BY event_journal.ordering;
CREATE UNIQUE INDEX event_journal_ordering_idx ON event_journal (ordering);

CREATE TABLE snapshot (
  persistence_id        varchar(255) NOT NULL,
  sequence_number       bigint       NOT NULL,
  created               bigint       NOT NULL,
  snapshot_ser_id       integer      NOT NULL,
  snapshot_ser_manifest varchar(255) NOT NULL,
  snapshot_payload      bytea        NOT NULL,
  meta_ser_id           integer,
  meta_ser_manifest     varchar(255),
  meta_payload          bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- Uncompressed: a snapshot is mostly columns of doubles, and compressing them costs more than it saves.
ALTER TABLE snapshot ALTER COLUMN snapshot_payload SET STORAGE EXTERNAL;

-- Append only, for the owner too. ALWAYS: session_replication_role = replica does not silence it.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the journal is append only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event_journal ENABLE ALWAYS TRIGGER append_only;

-- What an auditor reads with SQL alone. The body is null for a row that no event serializer of ours wrote.
CREATE SCHEMA audit;
CREATE VIEW audit.events AS
  SELECT persistence_id,
         sequence_number,
         ordering,
         to_timestamp(write_timestamp / 1000.0) AS recorded_at,
         CASE WHEN event_ser_id = 9001 THEN regexp_replace(event_ser_manifest, '\.v[0-9]+$', '')
              ELSE event_ser_manifest END AS type,
         CASE WHEN event_ser_id = 9001 THEN substring(event_ser_manifest FROM '\.v([0-9]+)$')::integer END AS version,
         CASE WHEN event_ser_id = 9001 THEN convert_from(event_payload, 'UTF8')::jsonb END AS body
    FROM event_journal;
