package counterfoil.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {
    /** The years 0 to 9999; later ones have a sign and more digits. */
    @Property(tries = 2_000)
    void everyInstantThatIsWrittenIsReadBack(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant instant = Instant.ofEpochSecond(seconds, nanos);

        assertThat(InstantReader.parse(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-01-27",
                "2026-01-27T14:05Z",
                "2026-01-27T14:05:00",
                "2026-01-27T14:05:00.Z",
                "2026-01-27T14:05:00.1234567890Z",
                "2026-01-27T14:05:00.12x4Z",
                "2026-01-27T14:05:00,123Z",
                "2026-01-27T14:05:00.123+00:00",
                "2026-01-27 14:05:00Z",
                "2026-02-30T14:05:00Z",
                "2026-01-27T24:00:00Z",
                "2026-01-27T23:59:60Z",
                "+12026-01-27T14:05:00Z"
            })
    void anyOtherTextIsLeftToTheLibrary(String text) {
        assertThat(InstantReader.parse(text)).isNull();
    }
}
