-- Everything that the application role may do, in one place. Runs again whenever this file or the role's name changes.
-- The journal: add and read, nothing else.
REVOKE ALL ON event_journal, snapshot, audit.events FROM "${app_role}";
GRANT SELECT, INSERT ON event_journal TO "${app_role}";
GRANT USAGE ON SEQUENCE event_journal_ordering_seq TO "${app_role}";

-- Snapshots are disposable.
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO "${app_role}";

GRANT USAGE ON SCHEMA audit TO "${app_role}";
GRANT SELECT ON audit.events TO "${app_role}";

-- The log: add and read; only its state moves on.
REVOKE ALL ON seal_log, seal_state, seal_run, seal_leaves, seal_node, seal_head FROM "${app_role}";
GRANT SELECT, INSERT ON seal_log, seal_state, seal_run, seal_leaves, seal_node, seal_head TO "${app_role}";
GRANT UPDATE ON seal_state TO "${app_role}";

-- Counts for the retention report: a read table.
REVOKE ALL ON retention_progress, retention_count FROM "${app_role}";
GRANT SELECT, INSERT, UPDATE ON retention_progress, retention_count TO "${app_role}";

-- Read tables: everything but the tables themselves, since all of it can be computed again.
GRANT SELECT, INSERT, UPDATE, DELETE ON projection_offset, projection_management, read_table, read_build,
  projection_parked, instrument_search, instrument_identifier, audit_entry TO "${app_role}";
GRANT TRUNCATE ON instrument_search_0, instrument_search_1, instrument_identifier_0, instrument_identifier_1,
  audit_entry_0, audit_entry_1 TO "${app_role}";

-- Where nodes meet: each keeps its row; formations and manifests are never taken back.
REVOKE ALL ON cluster_node, cluster_formation, journal_manifest FROM "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON cluster_node TO "${app_role}";
GRANT SELECT, INSERT ON cluster_formation, journal_manifest TO "${app_role}";
