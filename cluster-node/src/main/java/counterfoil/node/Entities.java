package counterfoil.node;

import counterfoil.node.audit.AuditEntity;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.hold.HoldEntity;
import counterfoil.node.listing.ListingEntity;
import counterfoil.node.pulse.Pulse;
import counterfoil.node.pulse.PulseGate;
import counterfoil.node.stock.QuoteSink;
import counterfoil.node.stock.StockEntity;
import counterfoil.node.subject.Erasing;
import counterfoil.node.subject.SubjectEntity;
import counterfoil.node.ticket.TicketEntity;
import counterfoil.node.watch.Census;
import counterfoil.protocol.audit.AuditCommand;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.hold.HoldCommand;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.listing.ListingCommand;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.stock.StockCommand;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.subject.SubjectCommand;
import counterfoil.protocol.subject.SubjectKey;
import counterfoil.protocol.ticket.TicketCommand;
import counterfoil.protocol.ticket.TicketKey;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** Offers every entity type to the cluster: runs its shards where the node has the role, else reaches those of others. */
final class Entities {
    private Entities() {}

    static void offer(ActorSystem<?> system, NodeConfig config, Erasing erasing, QuoteSink quotes, Pulse pulse) {
        ClusterSharding sharding = ClusterSharding.get(system);
        Gated gated = new Gated(pulse);
        sharding.init(gated.entity(
                        ListingKey.TYPE,
                        ListingCommand.class,
                        id -> ListingEntity.create(
                                id, config.listingLimits(), stock -> sharding.entityRefFor(StockKey.TYPE, stock)))
                .withSettings(settingsOf(system, config.listing())));
        sharding.init(gated.entity(SubjectKey.TYPE, SubjectCommand.class, id -> SubjectEntity.create(id, erasing)));
        sharding.init(gated.entity(
                        StockKey.TYPE,
                        StockCommand.class,
                        id -> StockEntity.create(
                                id, config.stockSettings(), key -> sharding.entityRefFor(ListingKey.TYPE, key), quotes))
                .withSettings(settingsOf(system, config.stock())));
        sharding.init(gated.entity(AuditKey.TYPE, AuditCommand.class, AuditEntity::create)
                .withSettings(settingsOf(system, config.audit().records())));
        sharding.init(gated.entity(
                        HoldKey.TYPE,
                        HoldCommand.class,
                        id -> HoldEntity.create(id, config.audit().maxHolds()))
                .withSettings(settingsOf(system, config.audit().records())));
        // They stay in memory, 64 at most: a keeper that left would void what it held.
        sharding.init(gated.entity(TicketKey.TYPE, TicketCommand.class, id -> TicketEntity.create()));
    }

    /** Counts the entities of this node, and puts the gate of its pulse before each. */
    private record Gated(Pulse pulse) {
        <C> Entity<C, ShardingEnvelope<C>> entity(
                EntityTypeKey<C> type, Class<C> commands, Function<String, Behavior<C>> create) {
            return Entity.of(type, entity -> {
                Behavior<C> counted = Census.of(commands, type.name(), create.apply(entity.getEntityId()));
                return PulseGate.before(counted, commands, pulse::isSteady);
            });
        }
    }

    private static ClusterShardingSettings settingsOf(ActorSystem<?> system, NodeConfig.Entities entities) {
        ClusterShardingSettings settings = ClusterShardingSettings.create(system);
        return settings.withPassivationStrategy(settings.passivationStrategySettings()
                .withIdleEntityPassivation(entities.idleTimeout())
                .withActiveEntityLimit(entities.mostInMemory())
                .withLeastRecentlyUsedReplacement());
    }
}
