/**
 * What the streams of a node live on: quotes that stocks of the whole cluster observe, and facts as soon as they are
 * sealed.
 *
 * <p>Quotes: every node has one hub. It tells the hubs of all nodes which topics it wants, a topic being a hash of
 * instrument ids; a stock hands its quote to the outlets of those nodes, and each outlet keeps only the newest quote of an
 * instrument while a message to its node is under way. Facts: one thread per node reads the log, only while somebody
 * wants facts, and follows it over a lost connection and into a new log.
 */
@NullMarked
package counterfoil.node.live;

import org.jspecify.annotations.NullMarked;
