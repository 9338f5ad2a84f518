package counterfoil.node.audit;

import counterfoil.node.hold.HoldKind;
import counterfoil.node.identity.NodeKind;
import counterfoil.node.listing.ListingKind;
import counterfoil.node.replay.EntityKind;
import counterfoil.node.stock.StockKind;
import counterfoil.node.subject.SubjectKind;
import java.util.List;
import java.util.Optional;

/** Every entity type that can be replayed, and so all that write to the journal. */
public final class EntityKinds {
    private static final List<EntityKind<?>> ALL = List.of(
            StockKind.INSTANCE,
            ListingKind.INSTANCE,
            NodeKind.INSTANCE,
            HoldKind.INSTANCE,
            AuditKind.INSTANCE,
            SubjectKind.INSTANCE,
            SealKind.INSTANCE);

    private EntityKinds() {}

    /** The type of a name; empty when there is none. */
    public static Optional<EntityKind<?>> named(String type) {
        return ALL.stream().filter(kind -> kind.type().equals(type)).findFirst();
    }

    /** All names, in the order of the documentation. */
    public static List<String> names() {
        return ALL.stream().map(EntityKind::type).toList();
    }
}
