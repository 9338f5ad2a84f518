package counterfoil.node.roster;

import counterfoil.http.Deadline;
import counterfoil.http.cluster.ClusterAccess;
import counterfoil.http.cluster.Membership;
import counterfoil.http.cluster.ShardCounts;
import counterfoil.http.cluster.ShardCounts.OnNode;
import counterfoil.node.member.Attendance;
import counterfoil.node.pulse.Pulse;
import counterfoil.node.pulse.Starts;
import counterfoil.node.roster.RosterMessage.Count;
import counterfoil.node.roster.RosterMessage.Counted;
import counterfoil.node.roster.RosterMessage.Leaving;
import counterfoil.protocol.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/** The cluster as this node sees it, from its own view and from what the members tell of themselves. */
public final class NodeRoster implements ClusterAccess {
    /** Members are asked all at once; one that takes longer is named as silent. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(2_500);

    private static final String ENTITY_ROLE = "entity";

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final Pulse pulse;
    private final Starts starts;
    private final Attendance attendance;

    /** Sees the cluster of a system. */
    public NodeRoster(ActorSystem<?> system, Pulse pulse, Starts starts, Attendance attendance) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.pulse = pulse;
        this.starts = starts;
        this.attendance = attendance;
    }

    /** A member's address as clients see it: host:port. */
    public static String nameOf(Address address) {
        return address.getHost().orElse("unknown") + ":" + address.getPort().orElse(0);
    }

    @Override
    public Membership membership() {
        CurrentClusterState state = cluster.state();
        List<Member> oldestFirst = members(state).stream()
                .sorted((one, other) -> one.isOlderThan(other) ? -1 : other.isOlderThan(one) ? 1 : 0)
                .toList();
        Address leader = state.getLeader();
        List<Membership.Member> shown = new ArrayList<>(oldestFirst.size());
        for (Member member : oldestFirst) {
            shown.add(new Membership.Member(
                    nameOf(member.address()),
                    member.getRoles().stream()
                            .filter(role -> !role.startsWith("dc-"))
                            .sorted()
                            .toList(),
                    statusOf(member),
                    !state.getUnreachable().contains(member),
                    member.appVersion().version(),
                    shown.size() + 1,
                    starts.of(member.uniqueAddress()),
                    member.address().equals(leader),
                    isSelf(member)));
        }
        Membership.Clock clock =
                new Membership.Clock(attendance.presence().clock().ahead(), attendance.isClockRight());
        return new Membership(shown, pulse.hasMajority(), clock);
    }

    private boolean isSelf(Member member) {
        return member.uniqueAddress().equals(cluster.selfMember().uniqueAddress());
    }

    private static List<Member> members(CurrentClusterState state) {
        return StreamSupport.stream(state.getMembers().spliterator(), false).toList();
    }

    private static String statusOf(Member member) {
        String name = member.status().toString();
        return name.equals("WeaklyUp") ? "weakly-up" : name.toLowerCase(Locale.ROOT);
    }

    @Override
    public CompletionStage<List<ShardCounts>> shards(Deadline deadline) {
        CurrentClusterState state = cluster.state();
        CompletionStage<List<Heard>> heard = CompletableFuture.completedFuture(new ArrayList<>());
        for (Member member : members(state)) {
            String address = nameOf(member.address());
            CompletionStage<Heard> answer = state.getUnreachable().contains(member)
                    ? CompletableFuture.completedFuture(new Heard(address, null))
                    : ask(member, deadline, Counted.class, Count::new)
                            .thenApply(counted -> new Heard(address, counted))
                            .exceptionally(silent -> new Heard(address, null));
            heard = heard.thenCombine(answer, (all, one) -> {
                all.add(one);
                return all;
            });
        }
        return heard.thenApply(NodeRoster::byType);
    }

    /** What a member said; null for nothing. */
    private record Heard(String address, @Nullable Counted counted) {}

    private static List<ShardCounts> byType(List<Heard> heard) {
        Set<String> types = new TreeSet<>();
        heard.forEach(member -> {
            if (member.counted() != null) {
                member.counted().types().forEach(type -> types.add(type.type()));
            }
        });
        return types.stream().map(type -> countsOf(type, heard)).toList();
    }

    private static ShardCounts countsOf(String type, List<Heard> heard) {
        TreeMap<String, OnNode> nodes = new TreeMap<>();
        List<String> silent = new ArrayList<>();
        for (Heard member : heard) {
            Counted counted = member.counted();
            Optional<RosterMessage.OfType> found = counted == null
                    ? Optional.empty()
                    : counted.types().stream()
                            .filter(ofType -> ofType.type().equals(type))
                            .findFirst();
            found.ifPresentOrElse(
                    ofType -> nodes.put(
                            member.address(), new OnNode(member.address(), ofType.shards(), ofType.entities())),
                    () -> silent.add(member.address()));
        }
        silent.sort(Comparator.naturalOrder());
        return new ShardCounts(type, List.copyOf(nodes.values()), silent);
    }

    @Override
    public CompletionStage<Leave> leave(String address, boolean force, Cause cause, Deadline deadline) {
        CurrentClusterState state = cluster.state();
        Optional<Member> found = members(state).stream()
                .filter(member -> nameOf(member.address()).equals(address))
                .findFirst();
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Leave.UNKNOWN);
        }
        Member member = found.get();
        if (!member.status().equals(MemberStatus.up())) {
            return CompletableFuture.completedFuture(Leave.LEAVING);
        }
        if (state.getUnreachable().contains(member)) {
            return CompletableFuture.completedFuture(Leave.UNREACHABLE);
        }
        Leave refused = force ? null : refusal(state, member);
        return refused != null
                ? CompletableFuture.completedFuture(refused)
                : ask(member, deadline, Leaving.class, replyTo -> new RosterMessage.Leave(cause, replyTo))
                        .thenApply(leaving -> Leave.LEAVING)
                        .exceptionally(silent -> Leave.UNANSWERED);
    }

    private static @Nullable Leave refusal(CurrentClusterState state, Member leaving) {
        List<Member> stay = members(state).stream()
                .filter(member -> member.status().equals(MemberStatus.up()) && !member.equals(leaving))
                .toList();
        long reachable = stay.stream()
                .filter(member -> !state.getUnreachable().contains(member))
                .count();
        boolean isLastEntityNode =
                leaving.hasRole(ENTITY_ROLE) && stay.stream().noneMatch(member -> member.hasRole(ENTITY_ROLE));
        if (stay.isEmpty() || isLastEntityNode) {
            return Leave.LAST;
        }
        return 2 * reachable <= stay.size() ? Leave.NO_MAJORITY : null;
    }

    /** Fails when the member does not answer in time. */
    private <A> CompletionStage<A> ask(Member member, Deadline deadline, Class<A> answer, Question<A> question) {
        ActorSelection roster = Adapter.toClassic(system).actorSelection(member.address() + "/user/" + Roster.NAME);
        Duration left = deadline.left();
        Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
        return wait.isPositive()
                ? Patterns.askWithReplyTo(roster, replyTo -> question.from(Adapter.<A>toTyped(replyTo)), wait)
                        .thenApply(answer::cast)
                : CompletableFuture.failedFuture(new IllegalStateException("no time left"));
    }

    /** A question that says who waits for its answer. */
    @FunctionalInterface
    private interface Question<A> {
        RosterMessage from(ActorRef<A> replyTo);
    }
}
