/**
 * What an entity knew at an instant: its own events up to that instant, read from the journal and applied as the live
 * entity applies them, on a few threads of their own. {@link counterfoil.node.replay.Replay} does it on the caller's
 * thread, {@link counterfoil.node.replay.Replayer} on bounded workers.
 */
@NullMarked
package counterfoil.node.replay;

import org.jspecify.annotations.NullMarked;
