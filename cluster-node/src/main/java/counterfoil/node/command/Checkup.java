package counterfoil.node.command;

import counterfoil.node.Ports;
import counterfoil.node.StartProblem;
import counterfoil.node.ThisRelease;
import counterfoil.node.config.ConfigProblem;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.node.database.DataFolder;
import counterfoil.node.database.DatabaseUnavailable;
import counterfoil.persistence.journal.JdbcUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** Looks at everything a node needs, without starting or changing any of it. */
final class Checkup {
    private static final int PREFERRED_JAVA = 25;
    private static final long MIN_FREE_MEGABYTES = 1_024;
    private static final Instant RELEASED = Instant.parse("2025-01-01T00:00:00Z");

    private Checkup() {}

    static List<Finding> of(NodeConfig config) {
        return List.of(
                java(),
                threads(),
                token(config),
                masterKey(config),
                port("http", config.http().host(), config.http().port(), "--http-port"),
                port("cluster", config.cluster().host(), config.cluster().port(), "--cluster-port"),
                joining(config.cluster()),
                folder(config.dataDir()),
                database(config),
                clock());
    }

    private static Finding java() {
        String found = ThisRelease.java() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= PREFERRED_JAVA
                ? Finding.ok("java", found)
                : Finding.warning("java", found + "; Java " + PREFERRED_JAVA + " answers faster on few processors");
    }

    private static Finding threads() {
        int parallelism = ForkJoinPool.getCommonPoolParallelism();
        String found = Runtime.getRuntime().availableProcessors() + " processors, common pool of " + parallelism;
        return parallelism >= 2
                ? Finding.ok("threads", found)
                : Finding.warning("threads", found + ": start with the launcher, which makes it two");
    }

    private static Finding token(NodeConfig config) {
        if (TokenFile.isNeeded(config)) {
            return Finding.ok("token", "the demo's, in " + TokenFile.in(config.dataDir()));
        }
        try {
            config.requireAdminToken();
            return Finding.ok("token", "set, " + config.adminToken().value().length() + " characters");
        } catch (ConfigProblem e) {
            return Finding.warning("token", e.getMessage() + " (demo makes one by itself)");
        }
    }

    private static Finding masterKey(NodeConfig config) {
        if (MasterKeyFile.isNeeded(config)) {
            return Finding.ok("key", "the demo's, in " + MasterKeyFile.in(config.dataDir()));
        }
        try {
            NodeKeys keys = config.requireKeyStore().keys().require();
            String signing = config.keys().isSigningKeyPinned() ? "set" : "derived from it";
            return Finding.ok("key", "master key " + keys.master().keyId() + ", signing key " + signing);
        } catch (ConfigProblem e) {
            return config.keys().isMasterKeyGiven()
                    ? Finding.failed("key", e.getMessage())
                    : Finding.warning("key", e.getMessage() + " (demo makes one by itself)");
        }
    }

    private static Finding port(String subject, String host, int port, String option) {
        try {
            Ports.requireFree(host, port, subject, option);
            return Finding.ok(subject, host + ":" + port + " is free");
        } catch (StartProblem e) {
            return Finding.failed(subject, e.getMessage());
        }
    }

    /** By which address others would reach this node, and how it would meet them. */
    private static Finding joining(NodeConfig.Cluster cluster) {
        String address = cluster.reachedAt();
        String way = switch (cluster.join().way()) {
            case DATABASE -> "meets others in the database";
            case SEEDS -> "joins " + String.join(", ", cluster.seeds());
            case BOOTSTRAP ->
                "meets others at contact points, own management port "
                        + cluster.management().host() + ":"
                        + cluster.management().port();
        };
        return Finding.ok("joining", "others reach this node at " + address + "; it " + way);
    }

    private static Finding folder(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            Path parent = path;
            while (parent != null && !Files.exists(parent)) {
                parent = parent.getParent();
            }
            return parent != null && Files.isWritable(parent)
                    ? Finding.ok("folder", path + " will be made")
                    : Finding.failed("folder", path + " cannot be made: " + parent + " is not writable");
        }
        try (DataFolder open = DataFolder.open(path)) {
            long free = Files.getFileStore(open.path()).getUsableSpace() >> 20;
            String found = open.path() + " is free to use, " + free + " MB left";
            return free >= MIN_FREE_MEGABYTES ? Finding.ok("folder", found) : Finding.warning("folder", found);
        } catch (DatabaseUnavailable | IOException e) {
            return Finding.failed("folder", e.getMessage());
        }
    }

    private static Finding database(NodeConfig config) {
        NodeConfig.Database database = config.database();
        if (database.isEmbedded()) {
            return Finding.ok("database", "embedded, in the data folder");
        }
        Instant before = Instant.now();
        try (Connection connection = DriverManager.getConnection(
                        JdbcUrl.forPool(database.url()),
                        database.user(),
                        database.password().value());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp(), version()")) {
            row.next();
            Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
            Duration difference = Duration.between(before, there).abs();
            Duration most = config.cluster().join().maxClockDifference();
            String found = row.getString(2) + ", clock differs by " + difference.toMillis() + " ms";
            return difference.compareTo(most) <= 0
                    ? Finding.ok("database", found)
                    : Finding.failed("database", found + ": a node refuses above " + most.toMillis() + " ms");
        } catch (SQLException e) {
            return Finding.failed("database", JdbcUrl.withoutParameters(database.url()) + ": " + e.getMessage());
        }
    }

    private static Finding clock() {
        Instant now = Instant.now();
        return now.isBefore(RELEASED)
                ? Finding.failed("clock", now + " lies before this release was made: set the clock")
                : Finding.ok("clock", now + " UTC");
    }
}
