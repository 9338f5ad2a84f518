package counterfoil.node.ingest;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.ingest.ReplayStatus.State;
import counterfoil.node.sample.SampleTrades;
import counterfoil.protocol.listing.ListingKey;
import counterfoil.protocol.stock.StockKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;

/** The replay of the sample in the cluster: one node with the role {@code ingest} plays, the oldest. */
public final class Replay {
    private static final String NAME = "replay-source";
    private static final String ROLE = "ingest";
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(30);

    private volatile ReplayStatus status = new ReplayStatus(State.STANDBY, null, null);

    private Replay() {}

    /**
     * Lets this node play when it is its turn, if it has the role and the setting. All nodes with the role must have the
     * setting, or none: the oldest of them is the one that would play.
     */
    public static Optional<Replay> startFor(ActorSystem<?> system, NodeConfig config, InstantSource clock) {
        boolean isWanted = config.replaySpeed() > 0 && config.cluster().roles().contains(ROLE);
        return isWanted ? Optional.of(start(system, config.replaySpeed(), clock)) : Optional.empty();
    }

    private static Replay start(ActorSystem<?> system, int speed, InstantSource clock) {
        Replay replay = new Replay();
        Behavior<ReplayMessage> source = Behaviors.supervise(replay.loading(speed, clock))
                .onFailure(SupervisorStrategy.restartWithBackoff(FIRST_BACKOFF, LAST_BACKOFF, 0.2));
        var unused = ClusterSingleton.get(system)
                .init(SingletonActor.of(source, NAME)
                        .withSettings(ClusterSingletonSettings.create(system).withRole(ROLE))
                        .withStopMessage(new ReplayMessage.Stop()));
        return replay;
    }

    /** Reads the file on a thread that may wait, then plays. */
    private Behavior<ReplayMessage> loading(int speed, InstantSource clock) {
        return Behaviors.setup(context -> {
            Executor blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
            context.pipeToSelf(CompletableFuture.supplyAsync(SampleTrades::bitcoin, blocking), (sample, failure) -> {
                if (failure != null) {
                    throw new IllegalStateException("the sample cannot be read", failure);
                }
                return new ReplayMessage.Loaded(sample);
            });
            ClusterSharding sharding = ClusterSharding.get(context.getSystem());
            ReplaySource.Instruments instruments = new ReplaySource.Instruments(
                    key -> sharding.entityRefFor(ListingKey.TYPE, key), id -> sharding.entityRefFor(StockKey.TYPE, id));
            return Behaviors.receive(ReplayMessage.class)
                    .onMessage(
                            ReplayMessage.Loaded.class,
                            loaded -> ReplaySource.create(instruments, loaded.sample(), speed, clock, this::become))
                    .onMessage(ReplayMessage.Stop.class, stop -> Behaviors.stopped())
                    .build();
        });
    }

    private void become(ReplayStatus now) {
        status = now;
    }

    /** How it is on this node. */
    public ReplayStatus status() {
        return status;
    }
}
