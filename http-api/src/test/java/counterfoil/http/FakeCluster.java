package counterfoil.http;

import counterfoil.http.cluster.ClusterAccess;
import counterfoil.http.cluster.Membership;
import counterfoil.http.cluster.Membership.Member;
import counterfoil.http.cluster.ShardCounts;
import counterfoil.http.cluster.ShardCounts.OnNode;
import counterfoil.protocol.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A cluster of two, the other of which can be lost, that answers the wish to leave as a test says. */
final class FakeCluster implements ClusterAccess {
    static final String SELF = "127.0.0.1:25520";
    static final String OTHER = "127.0.0.2:25520";

    /** A wish that came here. */
    record Wish(String address, boolean force, Cause cause) {}

    final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    volatile Leave outcome = Leave.LEAVING;
    volatile boolean otherIsReachable = true;

    @Override
    public Membership membership() {
        return new Membership(
                List.of(
                        new Member(SELF, List.of("api", "entity"), "up", true, "0.1.0", 1, TestApi.NOW, true, true),
                        new Member(OTHER, List.of("entity"), "up", otherIsReachable, "0.1.0", 2, null, false, false)),
                otherIsReachable,
                new Membership.Clock(Duration.ofMillis(-3), true));
    }

    @Override
    public CompletionStage<List<ShardCounts>> shards(Deadline deadline) {
        return CompletableFuture.completedFuture(
                List.of(new ShardCounts("stock", List.of(new OnNode(SELF, 64, 12)), List.of(OTHER))));
    }

    @Override
    public CompletionStage<Leave> leave(String address, boolean force, Cause cause, Deadline deadline) {
        wishes.add(new Wish(address, force, cause));
        return CompletableFuture.completedFuture(outcome);
    }
}
