/**
 * The {@code audit} entity: which auditor read which kind of records, minute by minute. {@link
 * counterfoil.node.audit.AuditEntity} is one reader's day.
 */
@NullMarked
package counterfoil.node.audit;

import org.jspecify.annotations.NullMarked;
