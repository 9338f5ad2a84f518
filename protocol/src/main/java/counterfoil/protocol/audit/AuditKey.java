package counterfoil.protocol.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How the record of a reader's reads is addressed: {@code admin-token:2026-11-22}. */
public final class AuditKey {
    /** Sharding type; the first part of the persistence id. */
    public static final EntityTypeKey<AuditCommand> TYPE = EntityTypeKey.create(AuditCommand.class, "audit");

    private AuditKey() {}

    /** The entity id of a principal's reads on the day, in UTC, of an instant. */
    public static String of(String principal, Instant at) {
        return principal + ":" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
