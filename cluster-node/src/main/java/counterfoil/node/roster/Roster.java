package counterfoil.node.roster;

import counterfoil.node.identity.NodeEntity;
import counterfoil.node.roster.RosterMessage.Count;
import counterfoil.node.roster.RosterMessage.Counted;
import counterfoil.node.roster.RosterMessage.Leave;
import counterfoil.node.roster.RosterMessage.Leaving;
import counterfoil.node.roster.RosterMessage.OfType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.ShardRegion.ShardRegionStats;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/** Tells of this node when another one asks, and lets it leave. */
public final class Roster {
    /** Name of the actor beneath the guardian, equal on all nodes. */
    public static final String NAME = "roster";

    /** A region answers from memory; longer than this is no answer. */
    private static final Duration REGION_TIMEOUT = Duration.ofMillis(1_500);

    private static final Duration RECORD_TIMEOUT = Duration.ofSeconds(3);

    private final ActorContext<RosterMessage> context;
    private final org.apache.pekko.actor.typed.ActorRef<NodeEntity.Command> node;
    private final Cluster cluster;

    private Roster(
            ActorContext<RosterMessage> context, org.apache.pekko.actor.typed.ActorRef<NodeEntity.Command> node) {
        this.context = context;
        this.node = node;
        this.cluster = Cluster.get(context.getSystem());
    }

    /** The actor, which has the record of this node beside it. */
    public static Behavior<RosterMessage> create(org.apache.pekko.actor.typed.ActorRef<NodeEntity.Command> node) {
        return Behaviors.setup(context -> new Roster(context, node).answering());
    }

    private Behavior<RosterMessage> answering() {
        return Behaviors.receiveMessage(message -> {
            switch (message) {
                case Count count ->
                    counted().thenAccept(types -> count.replyTo().tell(new Counted(types)));
                case Leave leave -> leave(leave);
            }
            return Behaviors.same();
        });
    }

    /** What every type that answers has here, in the order of names. */
    private CompletionStage<List<OfType>> counted() {
        ClusterSharding sharding = ClusterSharding.get(Adapter.toClassic(context.getSystem()));
        CompletionStage<List<OfType>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String type : sharding.getShardTypeNames().stream().sorted().toList()) {
            all = all.thenCombine(counted(type, sharding.shardRegion(type)), Roster::with);
        }
        return all;
    }

    private static CompletionStage<@Nullable OfType> counted(String type, ActorRef region) {
        return Patterns.ask(region, ShardRegion.getRegionStatsInstance(), REGION_TIMEOUT)
                .<@Nullable OfType>thenApply(answer -> answer instanceof ShardRegionStats stats
                        ? new OfType(type, stats.getStats().size(), entities(stats))
                        : null)
                .exceptionally(silent -> null);
    }

    private static int entities(ShardRegionStats stats) {
        return stats.getStats().values().stream()
                .mapToInt(count -> ((Number) count).intValue())
                .sum();
    }

    private static List<OfType> with(List<OfType> types, @Nullable OfType more) {
        if (more != null) {
            types.add(more);
        }
        return types;
    }

    private void leave(Leave wish) {
        if (!cluster.selfMember().status().equals(MemberStatus.up())) {
            wish.replyTo().tell(new Leaving());
            return;
        }
        // The manager's reference may be used from any thread; the context may not.
        Cluster known = cluster;
        AskPattern.<NodeEntity.Command, Done>ask(
                        node,
                        replyTo -> new NodeEntity.RecordLeave(wish.cause(), replyTo),
                        RECORD_TIMEOUT,
                        context.getSystem().scheduler())
                .thenAccept(recorded -> {
                    wish.replyTo().tell(new Leaving());
                    known.manager()
                            .tell(org.apache.pekko.cluster.typed.Leave.create(
                                    known.selfMember().address()));
                });
    }
}
