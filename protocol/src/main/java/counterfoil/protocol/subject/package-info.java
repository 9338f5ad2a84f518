/**
 * The language of the {@code subject} entity: a person under a pseudonymous id, of whom the only fact kept here is that
 * their personal data was erased.
 */
@NullMarked
package counterfoil.protocol.subject;

import org.jspecify.annotations.NullMarked;
