/**
 * The {@code node} entity: an address and the starts recorded under it, so that which release, configuration, Java and
 * database gave an answer is a fact in the journal.
 */
@NullMarked
package counterfoil.node.identity;

import org.jspecify.annotations.NullMarked;
