/**
 * Read tables: what is computed from the log so that it can be searched. {@link
 * counterfoil.persistence.projection.SealedSource} reads the log page by page, a {@link
 * counterfoil.persistence.projection.GroupHandler} writes a group of events and the place reached in one transaction, and
 * one {@link counterfoil.persistence.projection.TableKeeper} per table in the whole cluster starts, pauses, rebuilds and
 * switches. Nothing here is a source of truth: every table can be emptied and built again.
 */
@NullMarked
package counterfoil.persistence.projection;

import org.jspecify.annotations.NullMarked;
