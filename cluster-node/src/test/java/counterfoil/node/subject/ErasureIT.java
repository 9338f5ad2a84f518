package counterfoil.node.subject;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.personal.Deciphered;
import counterfoil.persistence.personal.Erasures;
import counterfoil.persistence.personal.KeysUnavailable;
import counterfoil.protocol.Enciphered;
import counterfoil.protocol.subject.SubjectView.Erased;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof that an erasure erases, with an entity of a person in real databases. */
class ErasureIT {
    private static final String TEXT = "Ann Example of 7 Sample Street owes me";

    @TempDir
    private Path folder;

    private Person person;

    @BeforeEach
    void open() {
        person = new Person(TestDatabase.shared(), Person.emptyKeys(), folder);
    }

    @AfterEach
    void close() {
        person.close();
    }

    /** A read table in clear, made anew from what can still be read. */
    private void rebuild() {
        try (Connection connection = person.journal.asOwner();
                PreparedStatement make = connection.prepareStatement(
                        "DROP TABLE IF EXISTS diary_page; CREATE TABLE diary_page (text text NOT NULL)")) {
            make.execute();
            try (PreparedStatement add = connection.prepareStatement("INSERT INTO diary_page VALUES (?)")) {
                for (Enciphered text : person.recovered().texts()) {
                    Deciphered read = person.envelopes.decipher(text, Person.PURPOSE);
                    add.setString(1, read instanceof Deciphered.Text in ? in.text() : "[erased]");
                    add.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Erasures erasures() {
        Consumer<String> rebuild = subject -> rebuild();
        return person.erasures(List.of(rebuild));
    }

    @Test
    void afterItNoPlainTextIsFoundAnywhereAndEveryProofStillHolds() throws Exception {
        Diary.Pages before = person.write(TEXT + " 1", TEXT + " 2", TEXT + " 3");
        rebuild();
        Map<Long, String> leaves = Traces.leafHashes(person.journal, Diary.idOf(Person.SUBJECT));
        // The search finds what stands there: texts in clear, and bytes of events and snapshots.
        assertThat(Traces.tablesWith(person.journal, TEXT)).containsExactly("public.diary_page");
        assertThat(Traces.tablesWith(person.journal, "ciphertext")).contains("public.event_journal", "public.snapshot");
        assertThat(Traces.tablesWith(person.keys, Person.SUBJECT)).containsExactly("public.wrapped_key");
        assertThat(leaves).hasSize(3);

        Erased erased = person.erase(Person.carriedOutBy(erasures()), Person.NOW);

        assertThat(erased).isEqualTo(new Erased(Person.SUBJECT, Person.NOW, true));
        assertThat(Traces.tablesWith(person.journal, TEXT)).isEmpty();
        assertThat(Traces.tablesWith(person.journal, "[erased]")).containsExactly("public.diary_page");
        assertThat(Traces.tablesWith(person.keys, TEXT)).isEmpty();
        assertThat(Traces.tablesWith(person.keys, Person.SUBJECT)).containsExactly("public.destroyed_subject");
        assertThat(Traces.holds(Files.readString(folder.resolve("erasures.ndjson")), TEXT))
                .isFalse();
        assertThat(person.dataKeys.size()).isLessThanOrEqualTo(1);
        assertThat(person.log()).contains("diary|user-7");
        assertThat(Traces.holds(person.log(), TEXT)).isFalse();
        assertThat(Traces.leafHashes(person.journal, Diary.idOf(Person.SUBJECT)))
                .isEqualTo(leaves);
        assertThat(person.recovered()).isEqualTo(before);
        assertThat(before.texts())
                .allSatisfy(text -> assertThat(person.envelopes.decipher(text, Person.PURPOSE))
                        .isInstanceOf(Deciphered.Erased.class));
    }

    @Test
    void snapshotsOfTheSubjectGoAndThoseOfOthersStay() throws Exception {
        person.write(TEXT, TEXT, TEXT, TEXT);
        person.run(
                person.journal,
                "INSERT INTO snapshot SELECT 'diary|user-8', sequence_number, created, snapshot_ser_id,"
                        + " snapshot_ser_manifest, snapshot_payload FROM snapshot LIMIT 1");
        assertThat(person.count("snapshot", "diary|user-7")).isEqualTo(2);

        person.erasures(List.of()).carryOut(Person.SUBJECT, Person.NOW);

        assertThat(person.count("snapshot", "diary|user-7")).isZero();
        assertThat(person.count("snapshot", "diary|user-8")).isEqualTo(1);
    }

    @Test
    void askedTwiceItIsRecordedOnceAndAnswersTheFirstInstant() throws Exception {
        person.write(TEXT);
        Erasing erasing = Person.carriedOutBy(erasures());
        person.erase(erasing, Person.NOW);

        Erased again = person.erase(erasing, Person.NOW.plusSeconds(60));

        assertThat(again).isEqualTo(new Erased(Person.SUBJECT, Person.NOW, true));
        assertThat(Traces.leafHashes(person.journal, "subject|user-7")).hasSize(1);
    }

    @Test
    void aSubjectThatNeverWroteCanBeErasedAndThenNeverWrites() {
        Erased erased = person.erase(Person.carriedOutBy(erasures()), Person.NOW);
        assertThat(erased.complete()).isTrue();
        assertThat(person.store.destroyed()).containsKey(Person.SUBJECT);
    }

    @Test
    void aCrashBetweenTheEventAndTheDestructionIsMadeGoodAtTheNextStart() throws Exception {
        Diary.Pages pages = person.write(TEXT);
        Erasing crashing = (subject, at) ->
                CompletableFuture.failedFuture(new KeysUnavailable("away", new SQLException("connection refused")));

        assertThat(person.erase(crashing, Person.NOW).complete()).isFalse();
        assertThat(person.envelopes.decipher(pages.texts().getFirst(), Person.PURPOSE))
                .isEqualTo(new Deciphered.Text(TEXT));

        assertThat(erasures().reconcile()).isEmpty();
        assertThat(person.envelopes.decipher(pages.texts().getFirst(), Person.PURPOSE))
                .isInstanceOf(Deciphered.Erased.class);
    }
}
