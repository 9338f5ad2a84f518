/** Tests of meeting, joining, refusing to join, and parting: decisions without a cluster, and clusters in one JVM. */
@NullMarked
package counterfoil.node.member;

import org.jspecify.annotations.NullMarked;
