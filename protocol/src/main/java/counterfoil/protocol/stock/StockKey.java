package counterfoil.protocol.stock;

import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How a stock is addressed: by instrument id, never by ticker. */
public final class StockKey {
    /** Sharding type; the first part of the persistence id. */
    public static final EntityTypeKey<StockCommand> TYPE = EntityTypeKey.create(StockCommand.class, "stock");

    private StockKey() {}
}
