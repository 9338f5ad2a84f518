package counterfoil.node.subject;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.personal.Deciphered;
import counterfoil.persistence.personal.ErasureList;
import counterfoil.protocol.Enciphered;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup from before an erasure is restored, of the key store, of the journal, or of both. A backup is a copy of all
 * rows, and of the sequence, as pg_dump makes it.
 */
class RestoreIT {
    private static final String TEXT = "Ann Example of 7 Sample Street owes me";
    private static final List<String> KEY_TABLES = List.of("wrapped_key", "destroyed_subject");
    private static final List<String> JOURNAL_TABLES = List.of("event_journal", "snapshot");

    @TempDir
    private Path folder;

    private TestDatabase journal;
    private TestDatabase keys;
    private TestDatabase olderJournal;
    private TestDatabase olderKeys;
    private Enciphered text;

    /** A text, a backup of both databases, then the erasure. */
    @BeforeEach
    void eraseAfterABackup() throws Exception {
        journal = TestDatabase.shared();
        keys = Person.emptyKeys();
        try (Person person = new Person(journal, keys, folder)) {
            text = person.write(TEXT, TEXT).texts().getFirst();
            olderJournal = TestDatabase.shared();
            copy(journal, olderJournal, JOURNAL_TABLES);
            person.run(
                    olderJournal,
                    "SELECT setval('event_journal_ordering_seq', (SELECT max(ordering) FROM event_journal))");
            olderKeys = Person.emptyKeys();
            copy(keys, olderKeys, KEY_TABLES);
            person.erase(Person.carriedOutBy(person.erasures(List.of())), Person.NOW);
        }
    }

    private static void copy(TestDatabase from, TestDatabase to, List<String> tables) throws SQLException {
        for (String table : tables) {
            try (Connection source = from.asOwner();
                    Connection target = to.asOwner();
                    Statement query = source.createStatement();
                    ResultSet rows = query.executeQuery("SELECT row_to_json(t)::text FROM " + table + " t");
                    PreparedStatement insert = target.prepareStatement("INSERT INTO " + table
                            + " SELECT * FROM json_populate_record(NULL::" + table + ", ?::json)")) {
                while (rows.next()) {
                    insert.setString(1, rows.getString(1));
                    insert.executeUpdate();
                }
            }
        }
    }

    private static Deciphered read(Person person, Enciphered text) {
        return person.envelopes.decipher(text, Person.PURPOSE);
    }

    @Test
    void aRestoredKeyStoreLearnsTheErasureFromTheJournal() {
        Path elsewhere = folder.resolve("lost");
        try (Person person = new Person(journal, olderKeys, elsewhere)) {
            // This is what the next start is for.
            assertThat(read(person, text)).isEqualTo(new Deciphered.Text(TEXT));

            assertThat(person.erasures(List.of()).reconcile()).isEmpty();

            assertThat(read(person, text)).isInstanceOf(Deciphered.Erased.class);
            assertThat(person.store.destroyed()).containsExactly(Map.entry(Person.SUBJECT, Person.NOW));
            assertThat(ErasureList.in(elsewhere).all()).containsOnlyKeys(Person.SUBJECT);
        }
    }

    @Test
    void aRestoredJournalLearnsTheErasureFromTheKeyStore() throws SQLException {
        Path elsewhere = folder.resolve("lost");
        try (Person person = new Person(olderJournal, keys, elsewhere)) {
            assertThat(person.count("snapshot", "diary|user-7")).isEqualTo(1);

            assertThat(person.erasures(List.of()).reconcile()).containsExactly(Map.entry(Person.SUBJECT, Person.NOW));

            assertThat(read(person, text)).isInstanceOf(Deciphered.Erased.class);
            assertThat(person.count("snapshot", "diary|user-7")).isZero();
            recordAgain(person);
        }
    }

    @Test
    void withBothRestoredTheListOutsideTeachesThem() throws SQLException {
        try (Person person = new Person(olderJournal, olderKeys, folder)) {
            assertThat(read(person, text)).isEqualTo(new Deciphered.Text(TEXT));

            assertThat(person.erasures(List.of()).reconcile()).containsExactly(Map.entry(Person.SUBJECT, Person.NOW));

            assertThat(read(person, text)).isInstanceOf(Deciphered.Erased.class);
            assertThat(person.store.destroyed()).containsExactly(Map.entry(Person.SUBJECT, Person.NOW));
            recordAgain(person);
        }
    }

    /** What the guardian of a node does with what the journal has forgotten. */
    private static void recordAgain(Person person) throws SQLException {
        person.erase(Person.carriedOutBy(person.erasures(List.of())), Person.NOW);
        assertThat(Traces.leafHashes(person.journal, "subject|user-7")).hasSize(1);
        assertThat(person.erasures(List.of()).reconcile()).isEmpty();
    }

    @Test
    void withNothingRestoredAStartChangesNothing() throws SQLException {
        try (Person person = new Person(journal, keys, folder)) {
            assertThat(person.erasures(List.of(subject -> {
                                throw new IllegalStateException("nothing is to be made anew");
                            }))
                            .reconcile())
                    .isEmpty();
        }
    }
}
