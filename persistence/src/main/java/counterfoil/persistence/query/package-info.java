/**
 * What others may ask the database: small reads that return records. The only package of this module that the HTTP
 * layer sees.
 */
@NullMarked
package counterfoil.persistence.query;

import org.jspecify.annotations.NullMarked;
