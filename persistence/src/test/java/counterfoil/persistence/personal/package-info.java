/** Specification of enciphered personal data and of its keys. */
@NullMarked
package counterfoil.persistence.personal;

import org.jspecify.annotations.NullMarked;
