package counterfoil.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import counterfoil.http.live.LiveSettings;
import counterfoil.market.calendar.Calendars;
import counterfoil.node.calendar.BadCalendar;
import counterfoil.node.calendar.CalendarFiles;
import counterfoil.node.listing.ListingLimits;
import counterfoil.node.live.FeedSettings;
import counterfoil.node.member.JoinSettings;
import counterfoil.node.pulse.PulseSettings;
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

/** Reads typed values and checks their range; a failure names the setting and where its value came from. */
record SettingsReader(Settings settings, Config config) {
    private static final Set<String> WAYS = Set.of("auto", "database", "seeds", "bootstrap");
    private static final Set<String> ROLES = Set.of("api", "entity", "ingest", "compute");
    private static final int FASTEST_REPLAY = 3_600;

    SettingsReader(Settings settings) {
        this(settings, settings.ours().getConfig("counterfoil"));
    }

    NodeConfig read() {
        Calendars calendars = calendars();
        return new NodeConfig(
                Path.of(nonEmpty("data-dir")),
                new Secret(config.getString("admin-token")),
                http(),
                pulse(),
                cluster(),
                database(),
                keys(),
                seal(),
                new NodeConfig.Metrics(nonEmpty("metrics.host"), port("metrics.port")),
                new NodeConfig.Log(
                        oneOf("log.format", Set.of("auto", "text", "json")),
                        oneOf("log.level", Set.of("error", "warn", "info", "debug"))),
                entities("listing"),
                new ListingLimits(positive("listing.max-spans"), duration("listing.owner-timeout")),
                entities("stock"),
                stock(calendars),
                calendars,
                replay(),
                new NodeConfig.Audit(entities("audit"), positive("audit.max-holds")),
                readTables(),
                live(),
                feed(),
                replaySpeed(),
                settings);
    }

    private NodeConfig.Http http() {
        Duration deadline = duration("http.deadline");
        Duration importDeadline = duration("http.import-deadline");
        if (importDeadline.compareTo(deadline) < 0) {
            throw wrong("http.import-deadline", "must be no shorter than http.deadline");
        }
        return new NodeConfig.Http(
                nonEmpty("http.host"),
                port("http.port"),
                deadline,
                importDeadline,
                duration("http.drain-timeout"),
                positive("http.most-in-flight"));
    }

    private PulseSettings pulse() {
        Duration interval = duration("pulse.interval");
        Duration lateAfter = duration("pulse.late-after");
        Duration round = duration("pulse.round");
        Duration grant = duration("pulse.grant");
        if (lateAfter.compareTo(interval.multipliedBy(2)) < 0) {
            throw wrong("pulse.late-after", "must be at least twice pulse.interval");
        }
        if (grant.compareTo(round.multipliedBy(2)) < 0) {
            throw wrong("pulse.grant", "must be at least twice pulse.round");
        }
        return new PulseSettings(interval, lateAfter, round, grant);
    }

    private NodeConfig.Cluster cluster() {
        List<String> seeds = addresses("cluster.seeds");
        List<String> contactPoints = addresses("cluster.bootstrap.contact-points");
        List<String> roles = config.getStringList("cluster.roles");
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw wrong("cluster.roles", "must be one or more of api, entity, ingest, compute");
        }
        return new NodeConfig.Cluster(
                nonEmpty("cluster.host"),
                port("cluster.port"),
                config.getString("cluster.advertised-host"),
                port("cluster.advertised-port"),
                seeds,
                roles,
                contactPoints,
                join(seeds, contactPoints),
                new NodeConfig.Management(nonEmpty("management.host"), port("management.port")),
                tls());
    }

    private @Nullable ClusterTls tls() {
        if (!config.getBoolean("cluster.tls.enabled")) {
            return null;
        }
        return new ClusterTls(
                Path.of(nonEmpty("cluster.tls.key-file")),
                Path.of(nonEmpty("cluster.tls.cert-file")),
                Path.of(nonEmpty("cluster.tls.ca-file")));
    }

    private JoinSettings join(List<String> seeds, List<String> contactPoints) {
        String way = oneOf("cluster.join", WAYS);
        if (way.equals("seeds") && seeds.isEmpty()) {
            throw wrong("cluster.join", "needs cluster.seeds");
        }
        if (!seeds.isEmpty() && !way.equals("auto") && !way.equals("seeds")) {
            throw wrong("cluster.seeds", "must be empty unless cluster.join is auto or seeds");
        }
        String discovery = oneOf("cluster.bootstrap.discovery", Set.of("config", "pekko-dns"));
        positive("cluster.bootstrap.required-contact-points");
        duration("cluster.bootstrap.stable-margin");
        if (way.equals("bootstrap") && config.getInt("management.port") == 0) {
            throw wrong("management.port", "is needed with cluster.join = bootstrap");
        }
        if (way.equals("bootstrap") && discovery.equals("config") && contactPoints.isEmpty()) {
            throw wrong("cluster.bootstrap.contact-points", "are needed with cluster.bootstrap.discovery = config");
        }
        Duration seenInterval = duration("cluster.seen-interval");
        Duration forgetAfter = duration("cluster.forget-after");
        if (forgetAfter.compareTo(seenInterval.multipliedBy(5)) < 0) {
            throw wrong("cluster.forget-after", "must be at least five times cluster.seen-interval");
        }
        return new JoinSettings(
                switch (way) {
                    case "database" -> JoinSettings.Way.DATABASE;
                    case "bootstrap" -> JoinSettings.Way.BOOTSTRAP;
                    case "seeds" -> JoinSettings.Way.SEEDS;
                    default -> seeds.isEmpty() ? JoinSettings.Way.DATABASE : JoinSettings.Way.SEEDS;
                },
                duration("cluster.join-timeout"),
                seenInterval,
                forgetAfter,
                duration("cluster.max-clock-difference"));
    }

    private NodeConfig.Database database() {
        String url = config.getString("database.url");
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            throw wrong("database.url", "must be empty or jdbc:postgresql://host:port/database");
        }
        if (!url.isEmpty() && config.getString("database.user").isEmpty()) {
            throw wrong("database.user", "is needed with a database URL");
        }
        positive("database.pool-size");
        return new NodeConfig.Database(
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

    private NodeConfig.Seal seal() {
        String dir = config.getString("seal.heads-dir");
        String url = config.getString("seal.heads-url");
        if (!url.isEmpty() && !url.matches("https?://[^\\s]+")) {
            throw wrong("seal.heads-url", "must be empty or an http or https address");
        }
        String origin = config.getString("seal.origin");
        if (!origin.matches("[!-*,-~]{1,128}")) {
            throw wrong("seal.origin", "must have 1 to 128 visible ASCII characters, without space and plus");
        }
        return new NodeConfig.Seal(
                new SealSettings(
                        origin,
                        duration("seal.poll-interval"),
                        duration("seal.standby-interval"),
                        duration("seal.head-interval"),
                        duration("seal.reconcile-interval")),
                dir.isEmpty() ? Path.of(nonEmpty("data-dir")).resolve("heads") : Path.of(dir),
                url.isEmpty() ? null : URI.create(url));
    }

    private Calendars calendars() {
        String dir = config.getString("calendars.dir");
        try {
            return CalendarFiles.read(dir.isEmpty() ? null : Path.of(dir));
        } catch (BadCalendar bad) {
            throw wrong("calendars.dir", "holds what cannot be used: " + bad.getMessage());
        }
    }

    private StockSettings stock(Calendars calendars) {
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
                positive("stock.snapshot-every"),
                calendars);
    }

    private ReplaySettings replay() {
        int cache = number("replay.cache");
        if (cache < 0) {
            throw wrong("replay.cache", "must be at least 0");
        }
        return new ReplaySettings(positive("replay.workers"), positive("replay.queue"), cache);
    }

    private LiveSettings live() {
        List<String> origins = config.getStringList("live.allowed-origins");
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[a-z0-9.:\\[\\]-]+"))) {
            throw wrong("live.allowed-origins", "must be a list of origins such as https://app.example, in lower case");
        }
        return new LiveSettings(
                origins,
                positive("live.most-clients"),
                positive("live.most-subscriptions"),
                positive("live.messages-per-second"),
                duration("live.auth-timeout"),
                duration("live.heartbeat"),
                duration("live.gather"),
                positive("live.fact-bytes"),
                positive("live.most-resumed"));
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

    private FeedSettings feed() {
        if (positive("feed.topics") > FeedSettings.MOST_TOPICS) {
            throw wrong("feed.topics", "must be at most " + FeedSettings.MOST_TOPICS);
        }
        if (positive("feed.page-size") > SealedEvents.MAX_PAGE) {
            throw wrong("feed.page-size", "must be at most " + SealedEvents.MAX_PAGE);
        }
        return new FeedSettings(
                positive("feed.topics"),
                duration("feed.poll-interval"),
                duration("feed.first-backoff"),
                duration("feed.longest-backoff"),
                positive("feed.page-size"),
                positive("feed.past-threads"),
                positive("feed.past-queue"));
    }

    private int replaySpeed() {
        int speed = number("replay-source.speed");
        if (speed < 0 || speed > FASTEST_REPLAY) {
            throw wrong("replay-source.speed", "must be 0 for off, or 1 to " + FASTEST_REPLAY);
        }
        return speed;
    }

    private NodeConfig.Entities entities(String type) {
        return new NodeConfig.Entities(duration(type + ".idle-timeout"), positive(type + ".most-in-memory"));
    }

    private List<String> addresses(String setting) {
        List<String> addresses = config.getStringList(setting);
        if (!addresses.stream().allMatch(address -> address.matches("[^:/@\\s]+:[0-9]{1,5}"))) {
            throw wrong(setting, "must be a list of host:port");
        }
        return addresses;
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
