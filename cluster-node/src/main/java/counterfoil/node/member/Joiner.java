package counterfoil.node.member;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.member.JoinSettings.Way;
import counterfoil.node.member.Meeting.Decision;
import counterfoil.persistence.member.Attendee;
import counterfoil.persistence.member.Attendees;
import counterfoil.persistence.member.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.jspecify.annotations.Nullable;

/**
 * Brings a node into its cluster: writes its row, finds others by the way that is set, joins or forms, and takes the
 * epoch of the cluster it is in. Only then it is a member for us, whatever the gossip says, so a cluster that came
 * about by a wrong list of seeds serves nobody. Later it sees to it that the rows of nodes go with which the cluster parts.
 */
public final class Joiner {
    private static final Duration TICK = Duration.ofMillis(100);

    private final ActorContext<Signal> context;
    private final Attendance attendance;
    private final JoinSettings settings;
    private final NodeConfig.Cluster config;
    private final ActorRef<Outcome> replyTo;
    private final Gossip gossip;
    private final Peer self;
    private final Meeting meeting;
    private final TimerScheduler<Signal> timers;
    private final long startedAt = System.nanoTime();

    private boolean isAsking;
    private boolean hasArrived;
    private boolean hasFormed;
    private TreeSet<String> asked = new TreeSet<>();
    private String obstacle = "the database did not answer";

    private @Nullable Attendees first;

    private Joiner(
            ActorContext<Signal> context,
            TimerScheduler<Signal> timers,
            Attendance attendance,
            NodeConfig.Cluster config,
            ActorRef<Outcome> replyTo) {
        this.context = context;
        this.timers = timers;
        this.attendance = attendance;
        this.settings = attendance.settings();
        this.config = config;
        this.replyTo = replyTo;
        this.gossip = new Gossip(context.getSystem());
        this.self = gossip.self();
        this.meeting = new Meeting(self.address(), settings, Machine::isGone);
    }

    /** What the joiner says, once. */
    public sealed interface Outcome {}

    /** The node is a member of the cluster with this epoch. */
    public record Joined(long epoch) implements Outcome {}

    /** It is none, for this reason, in one line for the operator. */
    public record Refused(String reason) implements Outcome {}

    /** What the joiner hears. */
    public sealed interface Signal {}

    private enum Time implements Signal {
        TICK,
        OUT
    }

    private record Looked(Attendees attendees) implements Signal {}

    private record Arrived(boolean isIn) implements Signal {}

    private record Entered(OptionalLong epoch, boolean isNew) implements Signal {}

    private record DatabaseAway(Throwable failure) implements Signal {}

    private record Managed(Optional<Throwable> failure) implements Signal {}

    private record Downed(Peer peer) implements Signal {}

    /**
     * Begins at once.
     *
     * @param replyTo told the outcome
     */
    public static Behavior<Signal> create(Attendance attendance, NodeConfig.Cluster config, ActorRef<Outcome> replyTo) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Joiner(context, timers, attendance, config, replyTo).begin()));
    }

    private Behavior<Signal> begin() {
        gossip.tellDowned(
                context.messageAdapter(MemberDowned.class, event -> new Downed(Gossip.peerOf(event.member()))));
        if (config.management().isOn()) {
            context.pipeToSelf(
                    PekkoManagement.get(context.getSystem()).start(), (uri, e) -> new Managed(Optional.ofNullable(e)));
        }
        timers.startTimerWithFixedDelay(Time.TICK, Duration.ZERO, TICK);
        timers.startSingleTimer(Time.OUT, settings.timeout());
        return Behaviors.receiveMessage(this::next);
    }

    private Behavior<Signal> next(Signal signal) {
        switch (signal) {
            case Time time -> {
                if (time == Time.OUT) {
                    refuse("this node could not join within "
                            + settings.timeout().toSeconds() + " s: " + obstacle);
                } else if (!isAsking) {
                    isAsking = true;
                    context.pipeToSelf(
                            attendance.look(), (seen, e) -> seen == null ? new DatabaseAway(e) : new Looked(seen));
                }
            }
            case Looked looked -> look(looked.attendees());
            case Arrived arrived -> {
                isAsking = false;
                hasArrived = arrived.isIn();
                if (hasArrived) {
                    meetBySettings();
                }
            }
            case Entered entered -> {
                isAsking = false;
                if (entered.isNew() && entered.epoch().isPresent()) {
                    hasFormed = true;
                    gossip.joinSelf();
                }
            }
            case DatabaseAway away -> {
                isAsking = false;
                obstacle = "the database did not answer: " + away.failure().getMessage();
            }
            case Managed managed ->
                managed.failure()
                        .ifPresent(e -> refuse("management could not be served at "
                                + config.management().host() + ":"
                                + config.management().port() + ": " + e.getMessage()));
            case Downed downed -> {
                if (!downed.peer().equals(self)) {
                    attendance.part(downed.peer());
                }
            }
        }
        return Behaviors.same();
    }

    private void look(Attendees seen) {
        isAsking = false;
        if (!hasArrived) {
            arrive(seen);
            return;
        }
        List<Attendee> members = seen.others(self.address()).stream()
                .filter(other -> other.isMember() && !Machine.isGone(other.offer()))
                .toList();
        Optional<String> refusal = JoinChecks.ofMembers(attendance.offer(), members);
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else if (gossip.isUp()) {
            settle(seen);
        } else if (settings.way() == Way.DATABASE && !hasFormed) {
            meet(seen);
        }
    }

    /** Takes the place of an earlier process at this address, once that is certainly dead. */
    private void arrive(Attendees seen) {
        if (first == null) {
            first = seen;
        }
        Attendee predecessor = seen.at(self.address()).orElse(null);
        Attendee earlier = first.at(self.address()).orElse(null);
        if (predecessor != null && !Machine.isGone(predecessor.offer())) {
            if (earlier == null || !earlier.seenAt().equals(predecessor.seenAt())) {
                refuse("another living process has the cluster address " + self + ": give each node an address by which"
                        + " the others reach it (counterfoil.cluster.host and port, or advertised-host and -port)");
                return;
            }
            if (System.nanoTime() - startedAt
                    < settings.seenInterval().multipliedBy(5).dividedBy(2).toNanos()) {
                return;
            }
        }
        isAsking = true;
        context.pipeToSelf(
                attendance.arrive(self, predecessor),
                (isIn, e) -> isIn == null ? new DatabaseAway(e) : new Arrived(isIn));
    }

    private void meetBySettings() {
        switch (settings.way()) {
            case DATABASE -> {}
            case SEEDS -> {
                obstacle = "no answer from " + String.join(", ", config.seeds());
                gossip.join(config.seeds());
            }
            case BOOTSTRAP -> {
                obstacle = "too few contact points were found";
                ClusterBootstrap.get(context.getSystem()).start();
            }
        }
    }

    private void meet(Attendees seen) {
        switch (meeting.decide(seen, List.of(), System.nanoTime())) {
            case Decision.Form form -> form(form.dead());
            case Decision.Join join -> {
                obstacle = "nodes on this database live, or did until a moment ago, and do not let it in: "
                        + join.members() + "; can they be reached at these addresses from here, and this node at "
                        + self + " from there?";
                TreeSet<String> addresses = new TreeSet<>(join.addresses());
                if (!addresses.isEmpty() && !addresses.equals(asked)) {
                    asked = addresses;
                    gossip.join(join.addresses());
                }
            }
        }
    }

    /** The gossip has let this node in: it takes the epoch of its fellows, or as the oldest of new ones the next. */
    private void settle(Attendees seen) {
        List<Peer> fellows = gossip.fellows();
        OptionalLong own = epochOf(seen, List.of(self));
        OptionalLong theirs = epochOf(seen, fellows);
        if (own.isPresent()) {
            timers.cancelAll();
            replyTo.tell(new Joined(own.getAsLong()));
        } else if (theirs.isPresent()) {
            isAsking = true;
            context.pipeToSelf(attendance.adopt(self, theirs.getAsLong()), (epoch, e) -> entered(epoch, e, false));
        } else if (gossip.isOldest()) {
            switch (meeting.decide(seen, fellows, System.nanoTime())) {
                case Decision.Form form -> form(form.dead());
                case Decision.Join join -> refuseBesideLiving(join.members());
            }
        }
    }

    private static OptionalLong epochOf(Attendees seen, List<Peer> peers) {
        return seen.all().stream()
                .filter(attendee -> attendee.isMember() && peers.contains(attendee.peer()))
                .mapToLong(attendee -> attendee.epoch().getAsLong())
                .max();
    }

    /** Members of another cluster: a row that was renewed since this node came is a living one's. */
    private void refuseBesideLiving(List<Attendee> members) {
        Attendees before = first;
        for (Attendee member : members) {
            Optional<Attendee> earlier =
                    before == null ? Optional.empty() : before.at(member.peer().address());
            if (earlier.isEmpty() || earlier.get().seenAt().isBefore(member.seenAt())) {
                refuse("a cluster lives on this database already, with " + member.peer()
                        + ", and the nodes that were found to join are not of it: check --seeds or the contact points");
                return;
            }
        }
        obstacle = "nodes on this database were there until a moment ago: " + members;
    }

    private void form(List<Attendee> dead) {
        isAsking = true;
        context.pipeToSelf(attendance.form(self, dead), (epoch, e) -> entered(epoch, e, !gossip.isUp()));
    }

    private static Signal entered(@Nullable OptionalLong epoch, @Nullable Throwable failure, boolean isNew) {
        return epoch == null
                ? new DatabaseAway(failure == null ? new IllegalStateException("no answer") : failure)
                : new Entered(epoch, isNew);
    }

    private void refuse(String reason) {
        timers.cancelAll();
        isAsking = true;
        replyTo.tell(new Refused(reason));
    }
}
