/**
 * What auditors reach: the log's heads, tiles and keys, proofs, exports, the retention report and legal holds; an entity's
 * events as they stand in the journal, and its state as it was known at an instant, with a digest. Every read here is
 * itself recorded before it is answered.
 */
@NullMarked
package counterfoil.http.audit;

import org.jspecify.annotations.NullMarked;
