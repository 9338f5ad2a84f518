/** A real PostgreSQL for tests of this module and of the modules that build on it. */
@NullMarked
package counterfoil.persistence;

import org.jspecify.annotations.NullMarked;
