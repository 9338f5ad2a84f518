package counterfoil.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is shipped holds a statement that would change the journal or the log, or unguard them. */
class AppendOnlyTest {
    private static final Pattern CHANGE = Pattern.compile(
            "(?is)\\b(update|delete\\s+from|(?<!or )truncate(\\s+table)?|merge\\s+into)\\s+(only\\s+)?\"?"
                    + "(event_journal|seal_(log|run|leaves|node|head))\\b"
                    + "|\\b(disable\\s+trigger|drop\\s+trigger|set\\s+session_replication_role)\\b");

    @Test
    void noStatementOfOursChangesTheJournalOrTheLog() {
        List<SourceFile> shipped = Repository.ofThisModule().files().stream()
                .filter(file -> file.path().contains("/src/main/"))
                .filter(file -> file.path().endsWith(".java") || file.path().endsWith(".sql"))
                .toList();
        assertThat(shipped).hasSizeGreaterThan(100);
        assertThat(shipped)
                .filteredOn(file -> CHANGE.matcher(file.text()).find())
                .extracting(SourceFile::path)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event_journal SET deleted = true",
                "delete  from\n event_journal",
                "DELETE FROM ONLY \"event_journal\"",
                "TRUNCATE TABLE seal_head",
                "merge into seal_run",
                "ALTER TABLE seal_run DISABLE TRIGGER append_only",
                "SET session_replication_role = replica"
            })
    void aStatementThatWouldIsFound(String statement) {
        assertThat(CHANGE.matcher(statement).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEFORE UPDATE OR DELETE OR TRUNCATE ON event_journal",
                "may UPDATE, DELETE or TRUNCATE event_journal",
                "UPDATE seal_state SET size = 1",
                "DELETE FROM snapshot",
                "SELECT 1 FROM event_journal FOR UPDATE"
            })
    void aStatementThatDoesNotIsAllowed(String statement) {
        assertThat(CHANGE.matcher(statement).find()).isFalse();
    }
}
