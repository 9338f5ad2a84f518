/** Specification of erasures: what is gone, what stays, and what a restore may not bring back. */
@NullMarked
package counterfoil.node.subject;

import org.jspecify.annotations.NullMarked;
