-- Finds all erasures without reading the journal. Only erasures are in it, so other writes pay nothing for it.
CREATE INDEX event_journal_erasures_idx ON event_journal (persistence_id)
  WHERE event_ser_manifest = 'subject.SubjectErased.v1';
