package counterfoil.market;

import counterfoil.money.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instrument is, as the operator who listed it said.
 *
 * @param name its name, 1 to 200 characters
 * @param currency the currency of its prices
 * @param type what kind of thing it is
 * @param sector its sector in the operator's own words, at most 100 characters; null when not known
 * @param identifiers its names, 1 to 50, no two alike with overlapping dates
 */
public record Instrument(
        String name,
        Currency currency,
        InstrumentType type,
        @Nullable String sector,
        List<IdentifierSpan> identifiers) {
    /** Most identifiers that one instrument may have. */
    public static final int MAX_IDENTIFIERS = 50;

    private static final int MAX_NAME = 200;
    private static final int MAX_SECTOR = 100;

    /** Refuses a blank or over-long name, too many identifiers, or two alike that overlap. */
    public Instrument {
        identifiers = List.copyOf(identifiers);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name must have 1 to " + MAX_NAME + " characters");
        }
        if (sector != null && (sector.isBlank() || sector.length() > MAX_SECTOR)) {
            throw new IllegalArgumentException("sector must have 1 to " + MAX_SECTOR + " characters");
        }
        if (identifiers.isEmpty() || identifiers.size() > MAX_IDENTIFIERS) {
            throw new IllegalArgumentException("an instrument has 1 to " + MAX_IDENTIFIERS + " identifiers");
        }
        for (int i = 0; i < identifiers.size(); i++) {
            for (int j = 0; j < i; j++) {
                IdentifierSpan one = identifiers.get(i);
                IdentifierSpan other = identifiers.get(j);
                if (one.identifier().equals(other.identifier())
                        && one.validity().overlaps(other.validity())) {
                    throw new IllegalArgumentException("given twice for overlapping dates: " + one.identifier());
                }
            }
        }
    }
}
