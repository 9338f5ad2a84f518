/**
 * What auditors reach: the log's heads, tiles and keys, proofs, exports, the retention report and legal holds. Every read
 * here is itself recorded before it is answered.
 */
@NullMarked
package counterfoil.http.audit;

import org.jspecify.annotations.NullMarked;
