/**
 * The embedded PostgreSQL and its supervisor. {@link counterfoil.node.database.DataFolder} gives one process the
 * exclusive use of a data folder; {@link counterfoil.node.database.LocalDatabase} starts, adopts and stops a real
 * PostgreSQL server in it. The server is a process of its own session: it outlives a killed JVM, and the next start
 * adopts it. Everything that can go wrong outside of this process ends in one
 * {@link counterfoil.node.database.DatabaseUnavailable} whose message is one line for a person.
 *
 * <p>What a data folder holds, for the layout {@code postgres}: {@code lock} (process id of its user),
 * {@code postgres/} (the server's files, its log in {@code postgres/log}) and {@code postgres.properties} (address and
 * passwords, readable by its owner only). The server listens on 127.0.0.1 alone, on a port chosen once.
 */
@NullMarked
package counterfoil.node.database;

import org.jspecify.annotations.NullMarked;
