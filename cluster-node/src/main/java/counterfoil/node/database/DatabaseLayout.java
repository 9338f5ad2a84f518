package counterfoil.node.database;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where one embedded database lives inside a data folder, and the names of its database and roles. Several layouts can
 * share a data folder; each has its own server, port and passwords.
 *
 * @param folder sub-folder of the data folder for the server's files; {@code <folder>.properties} stands beside it
 * @param database name of the database
 * @param owner role that owns the database and runs migrations; no superuser
 * @param application role that nodes use; may connect and nothing else until a migration grants it more
 */
public record DatabaseLayout(String folder, String database, String owner, String application) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** The role that {@code initdb} makes; nothing but the supervisor uses it. */
    static final String SUPERUSER = "postgres";

    /** The journal's database. */
    public static final DatabaseLayout JOURNAL =
            new DatabaseLayout("postgres", "counterfoil", "counterfoil_owner", "counterfoil_app");

    /** The key store's: a server of its own, because a physical backup always takes a whole server. */
    public static final DatabaseLayout KEYS =
            new DatabaseLayout("keys", "counterfoil_keys", "counterfoil_keys_owner", "counterfoil_keys_app");

    /**
     * Checks that every name is lower-case ASCII letters, digits and underscores, and that the roles differ.
     *
     * @throws IllegalArgumentException if not
     */
    public DatabaseLayout {
        for (String name : List.of(folder, database, owner, application)) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a plain lower-case name: " + name);
            }
        }
        if (Set.of(SUPERUSER, owner, application).size() < 3) {
            throw new IllegalArgumentException(
                    "superuser, owner and application are three roles, not " + owner + " and " + application);
        }
    }
}
