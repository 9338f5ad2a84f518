package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command that looks at or runs a node changes settings. */
final class NodeOptions {
    @Option(names = "--http-host", paramLabel = "HOST", description = "Address to serve HTTP at (127.0.0.1).")
    @Nullable
    String httpHost;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port to serve HTTP at (8080).")
    @Nullable
    String httpPort;

    @Option(names = "--cluster-host", paramLabel = "HOST", description = "Address to hear other nodes at (127.0.0.1).")
    @Nullable
    String clusterHost;

    @Option(names = "--cluster-port", paramLabel = "PORT", description = "Port to hear other nodes at (25520).")
    @Nullable
    String clusterPort;

    @Option(
            names = "--seeds",
            paramLabel = "HOST:PORT,…",
            description = "Nodes to join (none: those the database knows).")
    @Nullable
    String seeds;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of the embedded database (./data).")
    @Nullable
    String dataDir;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "jdbc:postgresql://host:port/database instead of the embedded one.")
    @Nullable
    String dbUrl;

    @Option(names = "--roles", paramLabel = "ROLE,…", description = "api, entity, ingest, compute (all).")
    @Nullable
    String roles;

    @Option(names = "--config", paramLabel = "FILE", description = "File with settings, see config/counterfoil.conf.")
    @Nullable
    Path file;

    /** The settings with these options above environment, file and defaults, and with these values above all. */
    NodeConfig config(Map<String, String> above) {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "http.host", httpHost);
        put(settings, "http.port", httpPort);
        put(settings, "cluster.host", clusterHost);
        put(settings, "cluster.port", clusterPort);
        put(settings, "cluster.seeds", seeds);
        put(settings, "cluster.roles", roles);
        put(settings, "data-dir", dataDir);
        put(settings, "database.url", dbUrl);
        settings.putAll(above);
        return NodeConfig.of(Settings.gather(settings, System.getenv(), file));
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put("counterfoil." + name, value);
        }
    }
}
