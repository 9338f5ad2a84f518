package counterfoil.protocol;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on.
 *
 * @param asOf the last business date whose facts the answer uses; null when all were used
 * @param sequenceNumber the entity's sequence number that the answer stands for
 * @param sources the sources of the facts used, in alphabetical order
 */
public record Basis(@Nullable LocalDate asOf, long sequenceNumber, List<String> sources) {
    /** Copies the sources in. */
    public Basis {
        sources = List.copyOf(sources);
    }

    /** The same, resting on other sources. */
    public Basis withSources(List<String> others) {
        return new Basis(asOf, sequenceNumber, others);
    }
}
