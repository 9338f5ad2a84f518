package counterfoil.node.config;

import com.typesafe.config.ConfigException;
import counterfoil.http.live.LiveSettings;
import counterfoil.market.calendar.Calendars;
import counterfoil.node.listing.ListingLimits;
import counterfoil.node.live.FeedSettings;
import counterfoil.node.member.JoinSettings;
import counterfoil.node.pulse.PulseSettings;
import counterfoil.node.replay.ReplaySettings;
import counterfoil.node.stock.StockSettings;
import counterfoil.persistence.projection.ReadTableSettings;
import counterfoil.persistence.sealer.SealSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of one node.
 *
 * @param dataDir folder of the embedded database and the demo's token
 * @param adminToken the bearer token; may be empty here, because only some commands need it
 * @param calendars when markets trade
 * @param replaySpeed seconds of the sample's trades that are played in a second; 0 for none
 * @param settings where everything came from
 */
public record NodeConfig(
        Path dataDir,
        Secret adminToken,
        Http http,
        PulseSettings pulse,
        Cluster cluster,
        Database database,
        KeySettings keys,
        Seal seal,
        Metrics metrics,
        Log log,
        Entities listing,
        ListingLimits listingLimits,
        Entities stock,
        StockSettings stockSettings,
        Calendars calendars,
        ReplaySettings replay,
        Audit audit,
        ReadTableSettings readTables,
        LiveSettings live,
        FeedSettings feed,
        int replaySpeed,
        Settings settings) {
    private static final int SHORTEST_TOKEN = 32;

    /** SHA-256, in hex, of what decides how this node works and answers: its settings without secrets, and its calendars. */
    public String digest() {
        return settings.digest(calendars.version());
    }

    /** Where HTTP is served, how long a request, an import and the end of service may take, and how many at a time. */
    public record Http(
            String host,
            int port,
            Duration deadline,
            Duration importDeadline,
            Duration drainTimeout,
            int mostInFlight) {}

    /** Where this node is heard and what it does; {@code seeds} and contact points are host:port; no TLS when null. */
    public record Cluster(
            String host,
            int port,
            String advertisedHost,
            int advertisedPort,
            List<String> seeds,
            List<String> roles,
            List<String> contactPoints,
            JoinSettings join,
            Management management,
            @Nullable ClusterTls tls) {
        /** Copies the lists in. */
        public Cluster {
            seeds = List.copyOf(seeds);
            roles = List.copyOf(roles);
            contactPoints = List.copyOf(contactPoints);
        }

        /** The host by which others reach this node. */
        public String reachedHost() {
            return advertisedHost.isEmpty() ? host : advertisedHost;
        }

        /** The port by which others reach this node; 0 while a free one is to be taken. */
        public int reachedPort() {
            return advertisedPort == 0 ? port : advertisedPort;
        }

        /** Host and port by which others reach this node. */
        public String reachedAt() {
            return reachedHost() + ":" + reachedPort();
        }

        /** Name of the way in which Pekko's nodes speak with each other. */
        public String transport() {
            return tls == null ? "tcp" : "tls-tcp";
        }
    }

    /** Where Pekko Management is served; port 0 for nowhere. */
    public record Management(String host, int port) {
        /** Whether it is served. */
        public boolean isOn() {
            return port != 0;
        }
    }

    /** The database; {@code url} is empty for the embedded one. */
    public record Database(
            String url,
            String user,
            Secret password,
            String ownerUser,
            Secret ownerPassword,
            Duration probeInterval,
            Duration probeTimeout) {
        /** Whether this node starts and owns a database in its data folder. */
        public boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    /**
     * How the journal is sealed.
     *
     * @param headsDir where signed heads and the list of erasures are kept
     * @param headsUrl where they are sent beside that; null for nowhere
     */
    public record Seal(
            SealSettings settings, Path headsDir, @Nullable URI headsUrl) {}

    /** Where metrics are served; port 0 for nowhere. */
    public record Metrics(String host, int port) {}

    /** How to log: format {@code auto}, {@code text} or {@code json}; level of our own code. */
    public record Log(String format, String level) {}

    /** How long entities of a type stay in memory, and how many. */
    public record Entities(Duration idleTimeout, int mostInMemory) {}

    /** How long the records of auditors' reads stay in memory, and how many legal holds may be in force. */
    public record Audit(Entities records, int maxHolds) {}

    /**
     * Checks every value.
     *
     * @throws ConfigProblem for the first one that is of the wrong type or out of range
     */
    public static NodeConfig of(Settings settings) {
        try {
            return new SettingsReader(settings).read();
        } catch (ConfigException e) {
            throw new ConfigProblem(Settings.oneLine(e), e);
        }
    }

    /**
     * Requires a token that nobody guesses.
     *
     * @throws ConfigProblem if it is missing or has fewer than 32 characters
     */
    public NodeConfig requireAdminToken() {
        if (!adminToken.isSet()) {
            throw new ConfigProblem("COUNTERFOIL_ADMIN_TOKEN is not set: clients authenticate with it; make one with"
                    + " `openssl rand -hex 32`");
        }
        if (adminToken.value().length() < SHORTEST_TOKEN) {
            throw new ConfigProblem(
                    "COUNTERFOIL_ADMIN_TOKEN is too short: it needs at least " + SHORTEST_TOKEN + " characters");
        }
        if (!adminToken.value().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new ConfigProblem("COUNTERFOIL_ADMIN_TOKEN may have visible ASCII characters only, and no space");
        }
        return this;
    }

    /**
     * Requires that all nodes of a journal share one key store, apart from it.
     *
     * @throws ConfigProblem if the journal is external and the key store is embedded, or if both are one database
     */
    public NodeConfig requireKeyStore() {
        if (!database.isEmbedded() && keys.database().isEmbedded()) {
            throw settings.problem(
                    "counterfoil.keys.database-url", "is needed with a database URL: all nodes share one key store");
        }
        if (!database.isEmbedded() && database.url().equals(keys.database().url())) {
            throw settings.problem("counterfoil.keys.database-url", "must be another database than the journal's");
        }
        return this;
    }
}
