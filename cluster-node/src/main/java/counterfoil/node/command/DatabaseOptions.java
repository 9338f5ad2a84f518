package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.node.database.DatabaseVisit;
import counterfoil.node.seal.LogKeys;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.seal.VerifierKey;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that reads the database itself, without a node; settings as for {@code node}. */
final class DatabaseOptions {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of the embedded database (./data).")
    @Nullable
    String dataDir;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "jdbc:postgresql://host:port/database instead; user and password as for a node.")
    @Nullable
    String dbUrl;

    @Option(names = "--config", paramLabel = "FILE", description = "File with settings, see config/counterfoil.conf.")
    @Nullable
    Path file;

    /** What a command does with the database. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connections connections) throws SQLException;
    }

    /**
     * Does the work on the database, which is started and ended for it where nobody runs it.
     *
     * @throws CommandFailed if the database does not answer
     */
    <T> T with(Consumer<String> progress, Work<T> work) {
        NodeConfig config = config();
        NodeConfig.Database external = config.database();
        if (!external.isEmbedded()) {
            return work(external.url(), external.user(), external.password().value(), work);
        }
        try (DatabaseVisit visit = DatabaseVisit.open(config.dataDir(), DatabaseLayout.JOURNAL, progress)) {
            return work(visit.url(), visit.user(), visit.password(), work);
        }
    }

    /** The public keys of a log, for whoever is given the private ones; empty when none are set. */
    List<VerifierKey> verifierKeys(String origin) {
        NodeConfig given = config();
        NodeConfig config = options().config(MasterKeyFile.settingFor(given));
        if (!config.keys().isMasterKeyGiven()) {
            return List.of();
        }
        return LogKeys.of(config.seal().settings().origin(), config.keys().require())
                .verifierKeys(origin);
    }

    /** The settings of the node whose database it is. */
    NodeConfig config() {
        return options().config(Map.of());
    }

    private NodeOptions options() {
        NodeOptions options = new NodeOptions();
        options.dataDir = dataDir;
        options.dbUrl = dbUrl;
        options.file = file;
        return options;
    }

    private static <T> T work(String url, String user, String password, Work<T> work) {
        try {
            return work.on(() -> DriverManager.getConnection(JdbcUrl.forPool(url), user, password));
        } catch (SQLException away) {
            throw new CommandFailed("the database does not answer: " + away.getMessage(), away);
        }
    }
}
