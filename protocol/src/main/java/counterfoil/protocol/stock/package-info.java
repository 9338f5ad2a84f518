/**
 * The language of the {@code stock} entity: an instrument with its bars, its corporate actions and the questions about
 * them. Commands are imperatives, events are past participles and frozen, views describe the entity now.
 */
@NullMarked
package counterfoil.protocol.stock;

import org.jspecify.annotations.NullMarked;
