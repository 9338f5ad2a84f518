/**
 * The {@code hold} entity: the one register of legal holds. {@link counterfoil.node.hold.HoldState} is what it knows,
 * {@link counterfoil.node.hold.HoldEntity} lets a second person release what a first one asked to.
 */
@NullMarked
package counterfoil.node.hold;

import org.jspecify.annotations.NullMarked;
