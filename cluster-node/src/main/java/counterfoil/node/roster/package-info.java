/**
 * Who is in the cluster and what lives where. Every node tells of itself when another one asks, and lets itself leave;
 * the node that a client asks puts the answers together.
 */
@NullMarked
package counterfoil.node.roster;

import org.jspecify.annotations.NullMarked;
