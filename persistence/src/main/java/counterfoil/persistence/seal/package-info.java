/**
 * The log as mathematics: Merkle trees of RFC 9162, proofs, tiles and signed heads of C2SP, and the offline check of an
 * export. Uses the JDK and Jackson core only, because an auditor runs the same code from a small jar without anything else
 * of the product.
 */
@NullMarked
package counterfoil.persistence.seal;

import org.jspecify.annotations.NullMarked;
