/**
 * Several nodes on one machine for somebody who wants to see a cluster: each is a process of its own, so that it can be
 * killed, and this process owns what they share, the databases.
 */
@NullMarked
package counterfoil.node.demo;

import org.jspecify.annotations.NullMarked;
