/**
 * The {@code listing} entity: which instrument owns an identifier, from when to when. It is the only guard of
 * uniqueness. {@link counterfoil.node.listing.ListingState} holds the owners, {@link
 * counterfoil.node.listing.ListingEntity} decides who becomes one.
 */
@NullMarked
package counterfoil.node.listing;

import org.jspecify.annotations.NullMarked;
