/** Replays against a real database. */
@NullMarked
package counterfoil.node.replay;

import org.jspecify.annotations.NullMarked;
