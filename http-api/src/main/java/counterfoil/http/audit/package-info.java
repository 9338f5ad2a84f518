/**
 * What an auditor reads of one entity: its events as they stand in the journal, and its state as it was known at an
 * instant, with a digest. {@link counterfoil.http.audit.Replays} is what the node offers for that.
 */
@NullMarked
package counterfoil.http.audit;

import org.jspecify.annotations.NullMarked;
