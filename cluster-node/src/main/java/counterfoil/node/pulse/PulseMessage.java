package counterfoil.node.pulse;

import counterfoil.protocol.Message;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What the members of a cluster say to each other about their right to speak. */
public sealed interface PulseMessage extends Message {
    /**
     * Do you see me as a member that can be reached?
     *
     * @param address of who asks, as Pekko writes it
     * @param uid of the incarnation that asks
     * @param round which question this is
     * @param replyTo who waits for {@link Vouched}
     */
    record Asked(String address, long uid, long round, ActorRef<PulseMessage> replyTo) implements PulseMessage {}

    /**
     * The answer.
     *
     * @param address of who answers
     * @param uid of the incarnation that answers
     * @param round the question
     * @param vouches whether the one that asked is a member and can be reached
     * @param startedAt when the process that answers started
     */
    record Vouched(String address, long uid, long round, boolean vouches, Instant startedAt) implements PulseMessage {}

    /** Time for the next round; said by an actor to itself. */
    record Tick() implements PulseMessage {}
}
