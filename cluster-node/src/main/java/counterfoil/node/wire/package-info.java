/**
 * What keeps a message between nodes from being lost without a word: one that is too large to send, and one for which an
 * entity has no place, are answered with a refusal.
 */
@NullMarked
package counterfoil.node.wire;

import org.jspecify.annotations.NullMarked;
