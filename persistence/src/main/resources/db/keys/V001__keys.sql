-- The keys of subjects, in a database of their own: its backups live at most 30 days, those of the journal for years.
CREATE TABLE wrapped_key (
  subject    varchar(128) NOT NULL,
  version    integer      NOT NULL CHECK (version >= 1),
  -- Which master key wrapped it; a name, no secret.
  key_id     varchar(64)  NOT NULL,
  wrapped    bytea        NOT NULL CHECK (length(wrapped) BETWEEN 32 AND 1024),
  created_at timestamptz  NOT NULL,
  PRIMARY KEY (subject, version)
);
CREATE INDEX wrapped_key_key_id_idx ON wrapped_key (key_id, subject, version);

-- Subjects whose keys were destroyed. Known for ever, so that none gets a key again and a restored backup is found out.
CREATE TABLE destroyed_subject (
  subject      varchar(128) PRIMARY KEY,
  destroyed_at timestamptz  NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: what was destroyed stays known', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON destroyed_subject
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE destroyed_subject ENABLE ALWAYS TRIGGER append_only;

-- A key that is made while its subject is destroyed either comes first and is deleted, or finds the tombstone: both
-- take the subject's lock before they look.
CREATE FUNCTION lock_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.subject, 0));
  IF TG_TABLE_NAME = 'wrapped_key' AND EXISTS (SELECT FROM destroyed_subject d WHERE d.subject = NEW.subject) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lock_subject BEFORE INSERT ON wrapped_key FOR EACH ROW EXECUTE FUNCTION lock_subject();
CREATE TRIGGER lock_subject BEFORE INSERT ON destroyed_subject FOR EACH ROW EXECUTE FUNCTION lock_subject();
