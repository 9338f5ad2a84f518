-- Everything that the application role may do. Runs again whenever this file or the role's name changes.
REVOKE ALL ON wrapped_key, destroyed_subject FROM "${app_role}";
GRANT SELECT, INSERT, DELETE ON wrapped_key TO "${app_role}";
-- Another master key may wrap it; nothing else about a key changes.
GRANT UPDATE (key_id, wrapped) ON wrapped_key TO "${app_role}";
GRANT SELECT, INSERT ON destroyed_subject TO "${app_role}";
