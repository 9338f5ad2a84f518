/**
 * How facts are kept: the tables and their migrations, the text form of events and its versions, the binary form of
 * snapshots, the writer that commits events in groups, and the checks that refuse a database which could lose or
 * change what was acknowledged.
 *
 * <p>An event goes through {@link counterfoil.persistence.journal.EventSerializer} into a row that {@link
 * counterfoil.persistence.journal.GroupCommitJournalDao} inserts; nothing here ever updates or deletes one.
 */
@NullMarked
package counterfoil.persistence.journal;

import org.jspecify.annotations.NullMarked;
