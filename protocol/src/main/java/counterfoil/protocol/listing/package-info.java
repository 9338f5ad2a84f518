/**
 * The language of the {@code listing} entity: which instrument owns one identifier, from when to when. There is one
 * entity per identifier, and it is the only guard of uniqueness.
 */
@NullMarked
package counterfoil.protocol.listing;

import org.jspecify.annotations.NullMarked;
