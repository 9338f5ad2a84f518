package counterfoil.node.metrics;

import kamon.Kamon;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Counts commands that an entity dropped because too many waited for it: their senders hear nothing, and ask again. The
 * entity type is the third part of a sharded entity's path, {@code /system/sharding/<type>/<shard>/<id>}.
 */
final class Drops {
    private static final String STASH_FULL = "Stash buffer is full";
    private static final String SHARDING = "/system/sharding/";

    private Drops() {}

    static Behavior<Dropped> counting() {
        return Behaviors.setup(context -> {
            context.getSystem().eventStream().tell(new EventStream.Subscribe<>(Dropped.class, context.getSelf()));
            return Behaviors.receiveMessage(dropped -> {
                if (dropped.reason().startsWith(STASH_FULL)) {
                    String path = dropped.recipient().path().toStringWithoutAddress();
                    Kamon.counter("counterfoil.stash.drops", "Commands dropped because too many waited")
                            .withTag("entity", typeOf(path))
                            .increment();
                }
                return Behaviors.same();
            });
        });
    }

    static String typeOf(String path) {
        if (!path.startsWith(SHARDING)) {
            return "other";
        }
        int end = path.indexOf('/', SHARDING.length());
        return path.substring(SHARDING.length(), end < 0 ? path.length() : end);
    }
}
