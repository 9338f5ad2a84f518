/**
 * The language of the {@code audit} entity: that somebody read what auditors read. One entity per reader and day, so that
 * none grows for ever.
 */
@NullMarked
package counterfoil.protocol.audit;

import org.jspecify.annotations.NullMarked;
