/**
 * What an entity tells about itself while it works: which commands it was given and how they ended, how long it took to
 * persist and to recover, how many there are, and the request that a log line belongs to.
 */
@NullMarked
package counterfoil.node.watch;

import org.jspecify.annotations.NullMarked;
