package counterfoil.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import counterfoil.node.listing.ListingLimits;
import counterfoil.node.replay.ReplaySettings;
import counterfoil.node.stock.StockSettings;
import counterfoil.persistence.projection.ReadTableSettings;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.sealer.SealSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of one node.
 *
 * @param dataDir folder of the embedded database and the demo's token
 * @param adminToken the bearer token; may be empty here, because only some commands need it
 * @param settings where everything came from
 */
public record NodeConfig(
        Path dataDir,
        Secret adminToken,
        Http http,
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
        ReplaySettings replay,
        Audit audit,
        ReadTableSettings readTables,
        Settings settings) {
    private static final Set<String> ROLES = Set.of("api", "entity", "ingest", "compute");
    private static final int SHORTEST_TOKEN = 32;

    /** Where HTTP is served, and how long a request, an import and the end of service may take. */
    public record Http(String host, int port, Duration deadline, Duration importDeadline, Duration drainTimeout) {}

    /** How this node meets others; {@code seeds} are host:port, empty to form a cluster of its own. */
    public record Cluster(
            String host,
            int port,
            String advertisedHost,
            int advertisedPort,
            List<String> seeds,
            List<String> roles,
            Duration joinTimeout) {
        /** Copies the lists in. */
        public Cluster {
            seeds = List.copyOf(seeds);
            roles = List.copyOf(roles);
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
            return new Reader(settings).read();
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

    /** Reads typed values and checks their range; a failure names the setting and where its value came from. */
    private record Reader(Settings settings, Config config) {
        Reader(Settings settings) {
            this(settings, settings.ours().getConfig("counterfoil"));
        }

        NodeConfig read() {
            return new NodeConfig(
                    Path.of(nonEmpty("data-dir")),
                    new Secret(config.getString("admin-token")),
                    http(),
                    cluster(),
                    database(),
                    keys(),
                    seal(),
                    new Metrics(nonEmpty("metrics.host"), port("metrics.port")),
                    new Log(
                            oneOf("log.format", Set.of("auto", "text", "json")),
                            oneOf("log.level", Set.of("error", "warn", "info", "debug"))),
                    entities("listing"),
                    new ListingLimits(positive("listing.max-spans"), duration("listing.owner-timeout")),
                    entities("stock"),
                    stock(),
                    replay(),
                    new Audit(entities("audit"), positive("audit.max-holds")),
                    readTables(),
                    settings);
        }

        private Http http() {
            Duration deadline = duration("http.deadline");
            Duration importDeadline = duration("http.import-deadline");
            if (importDeadline.compareTo(deadline) < 0) {
                throw wrong("http.import-deadline", "must be no shorter than http.deadline");
            }
            return new Http(
                    nonEmpty("http.host"), port("http.port"), deadline, importDeadline, duration("http.drain-timeout"));
        }

        private Cluster cluster() {
            List<String> seeds = config.getStringList("cluster.seeds");
            if (!seeds.stream().allMatch(seed -> seed.matches("[^:/@\\s]+:[0-9]{1,5}"))) {
                throw wrong("cluster.seeds", "must be a list of host:port");
            }
            List<String> roles = config.getStringList("cluster.roles");
            if (roles.isEmpty() || !ROLES.containsAll(roles)) {
                throw wrong("cluster.roles", "must be one or more of api, entity, ingest, compute");
            }
            return new Cluster(
                    nonEmpty("cluster.host"),
                    port("cluster.port"),
                    config.getString("cluster.advertised-host"),
                    port("cluster.advertised-port"),
                    seeds,
                    roles,
                    duration("cluster.join-timeout"));
        }

        private Database database() {
            String url = config.getString("database.url");
            if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                throw wrong("database.url", "must be empty or jdbc:postgresql://host:port/database");
            }
            if (!url.isEmpty() && config.getString("database.user").isEmpty()) {
                throw wrong("database.user", "is needed with a database URL");
            }
            positive("database.pool-size");
            return new Database(
                    url,
                    config.getString("database.user"),
                    new Secret(config.getString("database.password")),
                    config.getString("database.owner-user"),
                    new Secret(config.getString("database.owner-password")),
                    duration("database.probe-interval"),
                    duration("database.probe-timeout"));
        }

        private KeySettings keys() {
            KeySettings keys = KeySettings.of(config.getConfig("keys"));
            if (!keys.database().url().isEmpty() && !keys.database().url().startsWith("jdbc:postgresql:")) {
                throw wrong("keys.database-url", "must be empty or jdbc:postgresql://host:port/database");
            }
            if (!keys.database().url().isEmpty() && keys.database().user().isEmpty()) {
                throw wrong("keys.database-user", "is needed with a database URL");
            }
            return keys;
        }

        private Seal seal() {
            String dir = config.getString("seal.heads-dir");
            String url = config.getString("seal.heads-url");
            if (!url.isEmpty() && !url.matches("https?://[^\\s]+")) {
                throw wrong("seal.heads-url", "must be empty or an http or https address");
            }
            String origin = config.getString("seal.origin");
            if (!origin.matches("[!-*,-~]{1,128}")) {
                throw wrong("seal.origin", "must have 1 to 128 visible ASCII characters, without space and plus");
            }
            return new Seal(
                    new SealSettings(
                            origin,
                            duration("seal.poll-interval"),
                            duration("seal.standby-interval"),
                            duration("seal.head-interval"),
                            duration("seal.reconcile-interval")),
                    dir.isEmpty() ? Path.of(nonEmpty("data-dir")).resolve("heads") : Path.of(dir),
                    url.isEmpty() ? null : URI.create(url));
        }

        private StockSettings stock() {
            double jumpBound = config.getDouble("stock.jump-bound");
            if (!(jumpBound > 0 && jumpBound < 1)) {
                throw wrong("stock.jump-bound", "must be a fraction between 0 and 1");
            }
            return new StockSettings(
                    positive("stock.max-bars"),
                    positive("stock.max-questions"),
                    positive("stock.max-actions"),
                    positive("stock.max-imports"),
                    jumpBound,
                    positive("stock.snapshot-every"));
        }

        private ReplaySettings replay() {
            int cache = number("replay.cache");
            if (cache < 0) {
                throw wrong("replay.cache", "must be at least 0");
            }
            return new ReplaySettings(positive("replay.workers"), positive("replay.queue"), cache);
        }

        private ReadTableSettings readTables() {
            if (positive("read-tables.page-size") > SealedEvents.MAX_PAGE) {
                throw wrong("read-tables.page-size", "must be at most " + SealedEvents.MAX_PAGE);
            }
            List.of("group-size", "most-parked", "keeping-threads", "question-threads")
                    .forEach(name -> positive("read-tables." + name));
            ReadTableSettings.DURATIONS.forEach(name -> duration("read-tables." + name));
            return ReadTableSettings.of(config.getConfig("read-tables"));
        }

        private Entities entities(String type) {
            return new Entities(duration(type + ".idle-timeout"), positive(type + ".most-in-memory"));
        }

        private String nonEmpty(String setting) {
            String text = config.getString(setting);
            if (text.isBlank()) {
                throw wrong(setting, "must not be empty");
            }
            return text;
        }

        private String oneOf(String setting, Set<String> allowed) {
            String text = config.getString(setting);
            if (!allowed.contains(text)) {
                throw wrong(
                        setting,
                        "must be one of "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
            return text;
        }

        private int port(String setting) {
            int port = number(setting);
            if (port < 0 || port > 65_535) {
                throw wrong(setting, "must be a TCP port from 0 to 65535");
            }
            return port;
        }

        private int positive(String setting) {
            int number = number(setting);
            if (number < 1) {
                throw wrong(setting, "must be at least 1");
            }
            return number;
        }

        private int number(String setting) {
            try {
                return config.getInt(setting);
            } catch (ConfigException e) {
                throw wrong(setting, "must be a whole number");
            }
        }

        private Duration duration(String setting) {
            try {
                Duration duration = config.getDuration(setting);
                if (duration.isPositive()) {
                    return duration;
                }
            } catch (ConfigException e) {
                throw wrong(setting, "must be a time such as 300ms, 2s or 5m");
            }
            throw wrong(setting, "must be above zero");
        }

        private ConfigProblem wrong(String setting, String rule) {
            return settings.problem("counterfoil." + setting, rule);
        }
    }
}
