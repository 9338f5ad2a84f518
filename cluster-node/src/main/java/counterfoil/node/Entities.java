package counterfoil.node;

import counterfoil.node.audit.AuditEntity;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.hold.HoldEntity;
import counterfoil.node.listing.ListingEntity;
import counterfoil.node.stock.QuoteSink;
import counterfoil.node.stock.StockEntity;
import counterfoil.node.subject.Erasing;
import counterfoil.node.subject.SubjectEntity;
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
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.japi.function.Function;

/** Offers every entity type to the cluster: runs its shards where the node has the role, else reaches those of others. */
final class Entities {
    private Entities() {}

    static void offer(ActorSystem<?> system, NodeConfig config, Erasing erasing, QuoteSink quotes) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(counted(
                        ListingCommand.class,
                        ListingKey.TYPE,
                        entity -> ListingEntity.create(
                                entity.getEntityId(),
                                config.listingLimits(),
                                id -> sharding.entityRefFor(StockKey.TYPE, id)))
                .withSettings(settingsOf(system, config.listing())));
        sharding.init(counted(
                SubjectCommand.class, SubjectKey.TYPE, entity -> SubjectEntity.create(entity.getEntityId(), erasing)));
        sharding.init(counted(
                        StockCommand.class,
                        StockKey.TYPE,
                        entity -> StockEntity.create(
                                entity.getEntityId(),
                                config.stockSettings(),
                                key -> sharding.entityRefFor(ListingKey.TYPE, key),
                                quotes))
                .withSettings(settingsOf(system, config.stock())));
        sharding.init(counted(AuditCommand.class, AuditKey.TYPE, entity -> AuditEntity.create(entity.getEntityId()))
                .withSettings(settingsOf(system, config.audit().records())));
        sharding.init(counted(
                        HoldCommand.class,
                        HoldKey.TYPE,
                        entity -> HoldEntity.create(
                                entity.getEntityId(), config.audit().maxHolds()))
                .withSettings(settingsOf(system, config.audit().records())));
    }

    /** An entity type whose entities are counted on the node that they are on. */
    private static <C> Entity<C, ShardingEnvelope<C>> counted(
            Class<C> commands, EntityTypeKey<C> type, Function<EntityContext<C>, Behavior<C>> create) {
        return Entity.of(type, entity -> Census.of(commands, type.name(), create.apply(entity)));
    }

    private static ClusterShardingSettings settingsOf(ActorSystem<?> system, NodeConfig.Entities entities) {
        ClusterShardingSettings settings = ClusterShardingSettings.create(system);
        return settings.withPassivationStrategy(settings.passivationStrategySettings()
                .withIdleEntityPassivation(entities.idleTimeout())
                .withActiveEntityLimit(entities.mostInMemory())
                .withLeastRecentlyUsedReplacement());
    }
}
