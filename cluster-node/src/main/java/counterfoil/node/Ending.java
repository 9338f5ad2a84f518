package counterfoil.node;

import counterfoil.node.member.Parting;
import java.util.Optional;
import org.apache.pekko.actor.CoordinatedShutdown.ClusterDowningReason$;
import org.apache.pekko.actor.CoordinatedShutdown.ClusterLeavingReason$;
import org.apache.pekko.actor.CoordinatedShutdown.IncompatibleConfigurationDetectedReason$;
import org.apache.pekko.actor.CoordinatedShutdown.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a node came to its end.
 *
 * @param kind by which a supervisor decides
 * @param line what happened and what to do, for the operator
 */
public record Ending(Kind kind, String line) {
    /** What a supervisor may want to know. */
    public enum Kind {
        /** Somebody asked for it. */
        STOPPED,
        /** It left the cluster because somebody asked the cluster for it. */
        LEFT,
        /** The cluster goes on without this node: started again it joins. */
        PARTED,
        /** It would end the same way again. */
        FAILED
    }

    static Ending of(Optional<Reason> reason, @Nullable Parting parting) {
        if (parting != null) {
            return new Ending(Kind.PARTED, parting.reason());
        }
        if (reason.filter(Node.Stopped.INSTANCE::equals).isPresent()) {
            return new Ending(Kind.STOPPED, "the node was stopped while it started");
        }
        if (reason.filter(ClusterLeavingReason$.MODULE$::equals).isPresent()) {
            return new Ending(Kind.LEFT, "this node has left its cluster, as it was asked to");
        }
        if (reason.filter(ClusterDowningReason$.MODULE$::equals).isPresent()) {
            return new Ending(Kind.PARTED, new Parting.Downed().reason());
        }
        if (reason.filter(IncompatibleConfigurationDetectedReason$.MODULE$::equals)
                .isPresent()) {
            return new Ending(
                    Kind.FAILED, "the cluster refuses this node: its settings under pekko.cluster differ, see the log");
        }
        return new Ending(
                Kind.FAILED,
                "the node ended by itself: " + reason.map(Object::toString).orElse("no reason"));
    }
}
