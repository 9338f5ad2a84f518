package counterfoil.node;

import counterfoil.node.audit.AuditEntity;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.hold.HoldEntity;
import counterfoil.node.listing.ListingEntity;
import counterfoil.node.stock.QuoteSink;
import counterfoil.node.stock.StockEntity;
import counterfoil.node.subject.Erasing;
import counterfoil.node.subject.SubjectEntity;
import counterfoil.protocol.audit.AuditKey;
import counterfoil.protocol.hold.HoldKey;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.stock.StockKey;
import counterfoil.protocol.subject.SubjectKey;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** Offers every entity type to the cluster: runs its shards where the node has the role, else reaches those of others. */
final class Entities {
    private Entities() {}

    static void offer(ActorSystem<?> system, NodeConfig config, Erasing erasing, QuoteSink quotes) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        ListingKey.TYPE,
                        entity -> ListingEntity.create(
                                entity.getEntityId(),
                                config.listingLimits(),
                                id -> sharding.entityRefFor(StockKey.TYPE, id)))
                .withSettings(settingsOf(system, config.listing())));
        sharding.init(Entity.of(SubjectKey.TYPE, entity -> SubjectEntity.create(entity.getEntityId(), erasing)));
        sharding.init(Entity.of(
                        StockKey.TYPE,
                        entity -> StockEntity.create(
                                entity.getEntityId(),
                                config.stockSettings(),
                                key -> sharding.entityRefFor(ListingKey.TYPE, key),
                                quotes))
                .withSettings(settingsOf(system, config.stock())));
        sharding.init(Entity.of(AuditKey.TYPE, entity -> AuditEntity.create(entity.getEntityId()))
                .withSettings(settingsOf(system, config.audit().records())));
        sharding.init(Entity.of(
                        HoldKey.TYPE,
                        entity -> HoldEntity.create(
                                entity.getEntityId(), config.audit().maxHolds()))
                .withSettings(settingsOf(system, config.audit().records())));
    }

    private static ClusterShardingSettings settingsOf(ActorSystem<?> system, NodeConfig.Entities entities) {
        ClusterShardingSettings settings = ClusterShardingSettings.create(system);
        return settings.withPassivationStrategy(settings.passivationStrategySettings()
                .withIdleEntityPassivation(entities.idleTimeout())
                .withActiveEntityLimit(entities.mostInMemory())
                .withLeastRecentlyUsedReplacement());
    }
}
