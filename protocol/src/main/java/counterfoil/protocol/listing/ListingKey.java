package counterfoil.protocol.listing;

import counterfoil.market.Identifier;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How a listing is addressed: {@code AAPL.XNAS}, {@code isin:US0378331005}, {@code figi:…}, or a ticker alone. */
public final class ListingKey {
    /** Sharding type; the first part of the persistence id. */
    public static final EntityTypeKey<ListingCommand> TYPE = EntityTypeKey.create(ListingCommand.class, "listing");

    private ListingKey() {}

    /** The entity id of an identifier that one instrument may own at a time. */
    public static String of(Identifier identifier) {
        return identifier.toString();
    }

    /** The entity id of a ticker alone; instruments of several markets may share it. */
    public static String ofSymbol(String symbol) {
        return "symbol:" + symbol;
    }

    /** Whether several instruments may hold this key for the same dates. */
    public static boolean isShared(String entityId) {
        return entityId.startsWith("symbol:") || entityId.startsWith("cik:");
    }
}
