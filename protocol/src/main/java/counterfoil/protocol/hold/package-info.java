/**
 * The language of the {@code hold} entity: legal holds, which forbid to erase or delete what a court or an authority may
 * still ask for. There is one register, so that "is this held" has one answer at any moment.
 */
@NullMarked
package counterfoil.protocol.hold;

import org.jspecify.annotations.NullMarked;
