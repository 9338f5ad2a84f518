package counterfoil.persistence.query;

import java.util.List;

/**
 * A page of instruments that were found.
 *
 * @param more whether others follow
 */
public record InstrumentPage(List<FoundInstrument> instruments, boolean more, TableBasis basis) {
    /** Copies the list in. */
    public InstrumentPage {
        instruments = List.copyOf(instruments);
    }
}
