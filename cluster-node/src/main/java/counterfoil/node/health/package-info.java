/** What the node knows about its own health: whether the database answers, asked again and again on a thread of its own. */
@NullMarked
package counterfoil.node.health;

import org.jspecify.annotations.NullMarked;
