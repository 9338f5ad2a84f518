package counterfoil.protocol.hold;

import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How the register of legal holds is addressed. */
public final class HoldKey {
    /** Sharding type; the first part of the persistence id. */
    public static final EntityTypeKey<HoldCommand> TYPE = EntityTypeKey.create(HoldCommand.class, "hold");

    /** The entity id of the one register. */
    public static final String REGISTER = "register";

    private HoldKey() {}
}
