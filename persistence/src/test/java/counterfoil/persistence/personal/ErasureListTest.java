package counterfoil.persistence.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureListTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void whatIsListedIsReadAgainInItsFirstForm() throws IOException {
        ErasureList list = ErasureList.in(folder.resolve("heads"));
        list.add("user-1", FIRST);
        list.add("user-1", FIRST.plusSeconds(1));
        list.add("user-2", FIRST.plusSeconds(2));
        assertThat(ErasureList.in(folder.resolve("heads")).all())
                .containsExactly(Map.entry("user-1", FIRST), Map.entry("user-2", FIRST.plusSeconds(2)));
        assertThat(folder.resolve("heads").resolve("erasures.ndjson")).hasContent("""
                {"subject":"user-1","erased_at":"2026-11-22T10:00:00Z"}
                {"subject":"user-2","erased_at":"2026-11-22T10:00:02Z"}
                """);
    }

    @Test
    void aLineThatACrashCutShortIsDroppedAndTheListGoesOn() throws IOException {
        ErasureList.in(folder).add("user-1", FIRST);
        Files.writeString(folder.resolve("erasures.ndjson"), "{\"subject\":\"us", StandardOpenOption.APPEND);
        ErasureList again = ErasureList.in(folder);
        again.add("user-2", FIRST);
        assertThat(ErasureList.in(folder).all()).containsOnlyKeys("user-1", "user-2");
    }

    @Test
    void aLineThatIsNoErasureIsNamed() throws IOException {
        ErasureList.in(folder).add("user-1", FIRST);
        Files.writeString(folder.resolve("erasures.ndjson"), "{\"subject\":7}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ErasureList.in(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("erasures.ndjson:2");
    }
}
