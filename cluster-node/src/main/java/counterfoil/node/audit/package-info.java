/**
 * What an auditor asks a node or its database: which entity types there are to replay, the past that the API reads, and
 * the answers to it.
 */
@NullMarked
package counterfoil.node.audit;

import org.jspecify.annotations.NullMarked;
