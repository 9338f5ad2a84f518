package counterfoil.node.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which environment variable stands for which setting. */
final class Variables {
    private static final String PREFIX = "COUNTERFOIL_";

    /** Settings by variable, in the order of the documentation. */
    static final Map<String, String> SETTINGS = settings();

    /** Variables that the launcher and the client commands read; no settings of a node. */
    private static final Set<String> ELSEWHERE =
            Set.of("COUNTERFOIL_JAVA_OPTS", "COUNTERFOIL_TELEMETRY", "COUNTERFOIL_URL", "COUNTERFOIL_HOME");

    private Variables() {}

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("COUNTERFOIL_HTTP_HOST", "counterfoil.http.host");
        settings.put("COUNTERFOIL_HTTP_PORT", "counterfoil.http.port");
        settings.put("COUNTERFOIL_DATA_DIR", "counterfoil.data-dir");
        settings.put("COUNTERFOIL_ADMIN_TOKEN", "counterfoil.admin-token");
        settings.put("COUNTERFOIL_DB_URL", "counterfoil.database.url");
        settings.put("COUNTERFOIL_DB_USER", "counterfoil.database.user");
        settings.put("COUNTERFOIL_DB_PASSWORD", "counterfoil.database.password");
        settings.put("COUNTERFOIL_DB_OWNER_USER", "counterfoil.database.owner-user");
        settings.put("COUNTERFOIL_DB_OWNER_PASSWORD", "counterfoil.database.owner-password");
        settings.put("COUNTERFOIL_MASTER_KEY", "counterfoil.keys.master-key");
        settings.put("COUNTERFOIL_MASTER_KEY_FILE", "counterfoil.keys.master-key-file");
        settings.put("COUNTERFOIL_NEW_MASTER_KEY", "counterfoil.keys.new-master-key");
        settings.put("COUNTERFOIL_SIGNING_KEY", "counterfoil.keys.signing-key");
        settings.put("COUNTERFOIL_PREVIOUS_SIGNING_KEY", "counterfoil.keys.previous-signing-key");
        settings.put("COUNTERFOIL_KEYS_DB_URL", "counterfoil.keys.database-url");
        settings.put("COUNTERFOIL_KEYS_DB_USER", "counterfoil.keys.database-user");
        settings.put("COUNTERFOIL_KEYS_DB_PASSWORD", "counterfoil.keys.database-password");
        settings.put("COUNTERFOIL_KEYS_DB_OWNER_USER", "counterfoil.keys.database-owner-user");
        settings.put("COUNTERFOIL_KEYS_DB_OWNER_PASSWORD", "counterfoil.keys.database-owner-password");
        settings.put("COUNTERFOIL_CLUSTER_HOST", "counterfoil.cluster.host");
        settings.put("COUNTERFOIL_CLUSTER_PORT", "counterfoil.cluster.port");
        settings.put("COUNTERFOIL_CLUSTER_ADVERTISED_HOST", "counterfoil.cluster.advertised-host");
        settings.put("COUNTERFOIL_CLUSTER_ADVERTISED_PORT", "counterfoil.cluster.advertised-port");
        settings.put("COUNTERFOIL_CLUSTER_JOIN", "counterfoil.cluster.join");
        settings.put("COUNTERFOIL_CLUSTER_CONTACT_POINTS", "counterfoil.cluster.bootstrap.contact-points");
        settings.put("COUNTERFOIL_CLUSTER_SEEDS", "counterfoil.cluster.seeds");
        settings.put("COUNTERFOIL_CLUSTER_ROLES", "counterfoil.cluster.roles");
        settings.put("COUNTERFOIL_CLUSTER_TLS_ENABLED", "counterfoil.cluster.tls.enabled");
        settings.put("COUNTERFOIL_CLUSTER_TLS_KEY_FILE", "counterfoil.cluster.tls.key-file");
        settings.put("COUNTERFOIL_CLUSTER_TLS_CERT_FILE", "counterfoil.cluster.tls.cert-file");
        settings.put("COUNTERFOIL_CLUSTER_TLS_CA_FILE", "counterfoil.cluster.tls.ca-file");
        settings.put("COUNTERFOIL_SEAL_ORIGIN", "counterfoil.seal.origin");
        settings.put("COUNTERFOIL_SEAL_HEADS_DIR", "counterfoil.seal.heads-dir");
        settings.put("COUNTERFOIL_SEAL_HEADS_URL", "counterfoil.seal.heads-url");
        settings.put("COUNTERFOIL_MANAGEMENT_HOST", "counterfoil.management.host");
        settings.put("COUNTERFOIL_MANAGEMENT_PORT", "counterfoil.management.port");
        settings.put("COUNTERFOIL_METRICS_PORT", "counterfoil.metrics.port");
        settings.put("COUNTERFOIL_LOG_FORMAT", "counterfoil.log.format");
        settings.put("COUNTERFOIL_LOG_LEVEL", "counterfoil.log.level");
        return settings;
    }

    /** The variable of a setting, or the setting itself where it has none: what to name in a message. */
    static String nameOf(String setting) {
        return SETTINGS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(setting))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(setting);
    }

    /** The values of our variables by variable; refuses one that looks like ours and stands for nothing. */
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> ours = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            String name = entry.getKey();
            if (!name.startsWith(PREFIX) || ELSEWHERE.contains(name)) {
                continue;
            }
            if (!SETTINGS.containsKey(name)) {
                throw new ConfigProblem("unknown environment variable " + name + ", did you mean "
                        + Nearest.to(name, SETTINGS.keySet()) + "?");
            }
            ours.put(name, entry.getValue());
        }
        return ours;
    }
}
