package counterfoil.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The embedded databases of one node, for another one that is to use them. */
public final class OwnedDatabases {
    private OwnedDatabases() {}

    /** Variables by which a node reaches, as the application, the databases in this data folder. */
    public static Map<String, String> variables(Path dataDir) throws IOException {
        Map<String, String> variables = new HashMap<>();
        reach(variables, "COUNTERFOIL_DB_", dataDir.resolve("postgres.properties"));
        reach(variables, "COUNTERFOIL_KEYS_DB_", dataDir.resolve("keys.properties"));
        return variables;
    }

    private static void reach(Map<String, String> variables, String prefix, Path file) throws IOException {
        Properties database = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            database.load(reader);
        }
        variables.put(prefix + "URL", database.getProperty("url"));
        variables.put(prefix + "USER", database.getProperty("app_user"));
        variables.put(prefix + "PASSWORD", database.getProperty("app_password"));
    }
}
