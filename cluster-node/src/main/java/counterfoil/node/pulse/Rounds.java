package counterfoil.node.pulse;

import counterfoil.node.pulse.PulseMessage.Asked;
import counterfoil.node.pulse.PulseMessage.Tick;
import counterfoil.node.pulse.PulseMessage.Vouched;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Asks the other members, round after round, to vouch for this node, and answers when they ask.
 *
 * <p>A member vouches for an incarnation that it sees in the cluster, not down, and that neither it nor anybody it hears
 * of has found unreachable. It takes the split-brain resolver a wait of its own from there to moving the shards away, and
 * a grant is no longer than that wait: so it has ended by then, however late the answer came.
 */
public final class Rounds {
    /** Name of the actor beneath the guardian, equal on all nodes. */
    public static final String NAME = "pulse";

    private static final int KEPT_ROUNDS = 64;

    private final ActorContext<PulseMessage> context;
    private final Cluster cluster;
    private final UniqueAddress self;
    private final Pulse pulse;
    private final Instant startedAt;
    private final Starts starts;
    private final Map<Long, Long> askedAt = new HashMap<>();
    private final Map<UniqueAddress, Long> vouched = new HashMap<>();
    private long round;

    private Rounds(ActorContext<PulseMessage> context, Pulse pulse, Instant startedAt, Starts starts) {
        this.context = context;
        this.cluster = Cluster.get(context.getSystem());
        this.self = cluster.selfMember().uniqueAddress();
        this.pulse = pulse;
        this.startedAt = startedAt;
        this.starts = starts;
    }

    /**
     * The actor; it must be there, under its name, before the node joins.
     *
     * @param interval pause between two rounds
     * @param startedAt when this process started
     * @param starts learns when the other processes started
     */
    public static Behavior<PulseMessage> create(Pulse pulse, Duration interval, Instant startedAt, Starts starts) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, interval);
            return new Rounds(context, pulse, startedAt, starts).asking();
        }));
    }

    private Behavior<PulseMessage> asking() {
        return Behaviors.receiveMessage(message -> {
            switch (message) {
                case Tick tick -> ask();
                case Asked asked -> answer(asked);
                case Vouched answer -> take(answer);
            }
            return Behaviors.same();
        });
    }

    private void ask() {
        long now = System.nanoTime();
        round++;
        askedAt.put(round, now);
        askedAt.remove(round - KEPT_ROUNDS);
        List<UniqueAddress> members = counted();
        vouched.keySet().retainAll(members);
        Asked question = new Asked(self.address().toString(), self.longUid(), round, context.getSelf());
        for (UniqueAddress member : members) {
            if (!member.equals(self)) {
                peer(member).tell(question, Adapter.toClassic(context.getSelf()));
            }
        }
        judge(members, now);
    }

    private ActorSelection peer(UniqueAddress member) {
        return Adapter.toClassic(context.getSystem()).actorSelection(member.address() + "/user/" + NAME);
    }

    private void answer(Asked asked) {
        CurrentClusterState state = cluster.state();
        boolean isUnreachable = state.getUnreachable().stream().anyMatch(member -> is(member, asked));
        boolean isMember = StreamSupport.stream(state.getMembers().spliterator(), false)
                .anyMatch(member -> is(member, asked) && !member.status().equals(MemberStatus.down()));
        asked.replyTo()
                .tell(new Vouched(
                        self.address().toString(),
                        self.longUid(),
                        asked.round(),
                        isMember && !isUnreachable,
                        startedAt));
    }

    private static boolean is(Member member, Asked asked) {
        UniqueAddress unique = member.uniqueAddress();
        return unique.longUid() == asked.uid() && unique.address().toString().equals(asked.address());
    }

    private void take(Vouched answer) {
        Long asked = askedAt.get(answer.round());
        if (asked == null || !answer.vouches()) {
            return;
        }
        List<UniqueAddress> members = counted();
        members.stream()
                .filter(member -> member.longUid() == answer.uid()
                        && member.address().toString().equals(answer.address()))
                .forEach(member -> {
                    vouched.merge(member, asked, Math::max);
                    starts.put(member, answer.startedAt());
                });
        judge(members, System.nanoTime());
    }

    /** This node vouches for itself at any time. */
    private void judge(List<UniqueAddress> members, long now) {
        Map<UniqueAddress, Long> all = new HashMap<>(vouched);
        if (members.contains(self)) {
            all.put(self, now);
        }
        Majority.since(members, all).ifPresent(pulse::grant);
        starts.retain(members);
    }

    private List<UniqueAddress> counted() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(Majority::counts)
                .map(Member::uniqueAddress)
                .collect(Collectors.toList());
    }
}
