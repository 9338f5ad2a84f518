/** The contract itself, and the two pages that make it readable. */
@NullMarked
package counterfoil.http.docs;

import org.jspecify.annotations.NullMarked;
