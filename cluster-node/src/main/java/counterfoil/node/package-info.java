/**
 * What runs. {@link counterfoil.node.Main} is the process, {@link counterfoil.node.Node} one node with its database from
 * start to stop, {@link counterfoil.node.Guardian} the order inside the actor system: join the cluster, offer the
 * entities, record the start, serve HTTP. Each package below holds one entity or one part of the node.
 */
@NullMarked
package counterfoil.node;

import org.jspecify.annotations.NullMarked;
