/**
 * What all entities share in their language: the markers that decide how a message travels or is kept, the cause that
 * every event carries, the refusals, and what an answer rests on. Each entity has a package of its own below this one
 * with its commands, events and views.
 */
@NullMarked
package counterfoil.protocol;

import org.jspecify.annotations.NullMarked;
