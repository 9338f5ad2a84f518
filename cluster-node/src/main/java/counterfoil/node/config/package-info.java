/**
 * What a node is told before it starts: {@link counterfoil.node.config.Settings} gathers the values from command line,
 * environment, file and the defaults in {@code config/}, remembers where each came from and refuses names that do not
 * exist; {@link counterfoil.node.config.NodeConfig} is the checked result.
 */
@NullMarked
package counterfoil.node.config;

import org.jspecify.annotations.NullMarked;
