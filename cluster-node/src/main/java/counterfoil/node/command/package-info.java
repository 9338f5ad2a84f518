/**
 * The command line, one class per command. {@link counterfoil.node.command.CommandLines} parses the arguments and turns
 * every expected failure into one line on standard error; exit code 0 means done, 1 that it could not be done, 2 that
 * the arguments make no sense.
 */
@NullMarked
package counterfoil.node.command;

import org.jspecify.annotations.NullMarked;
