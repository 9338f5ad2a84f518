/** What the command line promises: usage, exit codes, one line per failure. */
@NullMarked
package counterfoil.node.command;

import org.jspecify.annotations.NullMarked;
