/** What auditors may ask of a node, and what the records of reads promise: one a minute and kind, none lost. */
@NullMarked
package counterfoil.node.audit;

import org.jspecify.annotations.NullMarked;
