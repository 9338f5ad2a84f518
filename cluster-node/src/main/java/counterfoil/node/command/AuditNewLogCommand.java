package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import counterfoil.persistence.sealer.HeadFolder;
import counterfoil.persistence.sealer.NewLog;
import counterfoil.persistence.sealer.PublishedHead;
import counterfoil.protocol.Cause;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens a new log after a restore or a fail-over that lost what had been published. */
@Command(
        name = "new-log",
        description = {
            "Open a new log when the database does not hold any more what was published of the old one.",
            "Its first event names the newest published head, so that everybody sees what could not be continued. The"
                    + " whole journal is then sealed anew. Nodes may run or not."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
final class AuditNewLogCommand implements Callable<Integer> {
    private static final InstantSource CLOCK = InstantSource.system();

    @Spec
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do it; without this the command only says what it would do.")
    private boolean yes;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() {
        NodeConfig config = database.config();
        PublishedHead published = newest(config);
        PrintWriter out = spec.commandLine().getOut();
        out.println("newest published head: " + published.origin() + ", size " + published.size() + ", "
                + published.madeAt());
        if (!yes) {
            out.println("A new log would name it as what could not be continued. First look for the lost events in"
                    + " other backups and servers; to open the log, say --yes.");
            out.flush();
            return CommandLines.WRONG_USAGE;
        }
        Instant now = CLOCK.instant();
        String id = "new-log-" + now.toEpochMilli();
        Cause cause = new Cause(id, "operator", null, id, now, null, null);
        PrintWriter err = spec.commandLine().getErr();
        String origin = database.with(err::println, connections -> {
            try (Connection connection = connections.open()) {
                return NewLog.open(connection, published, cause);
            } catch (IllegalStateException notNeeded) {
                throw new CommandFailed(String.valueOf(notNeeded.getMessage()), notNeeded);
            }
        });
        out.println("opened " + origin);
        out.flush();
        return 0;
    }

    private static PublishedHead newest(NodeConfig config) {
        try {
            return HeadFolder.open(config.seal().headsDir())
                    .newest()
                    .orElseThrow(() -> new CommandFailed("no head was ever published in "
                            + config.seal().headsDir() + ": there is nothing that could not be continued"));
        } catch (IOException e) {
            throw new CommandFailed("heads in " + config.seal().headsDir() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
