/**
 * The right to speak for entities. A node that stood still, or that a partition has cut off, may have lost its shards to
 * others without knowing. So it keeps a pulse, which tells how long it stood still, and asks the other members again and
 * again to vouch for it; what a majority of them grants is a right for a time that ends before anybody could have taken
 * its shards. Without that right no entity of the node takes a command, no event is written, no write is acknowledged,
 * and no answer leaves over HTTP.
 */
@NullMarked
package counterfoil.node.pulse;

import org.jspecify.annotations.NullMarked;
