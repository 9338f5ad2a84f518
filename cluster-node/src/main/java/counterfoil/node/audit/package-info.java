/**
 * What an auditor asks a node or its database: which entity types there are to replay, the past that the API reads, and
 * the answers to it. And the {@code audit} entity: which auditor read which kind of records, minute by minute; {@link
 * counterfoil.node.audit.AuditEntity} is one reader's day.
 */
@NullMarked
package counterfoil.node.audit;

import org.jspecify.annotations.NullMarked;
