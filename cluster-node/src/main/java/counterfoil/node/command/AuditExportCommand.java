package counterfoil.node.command;

import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.Heads;
import counterfoil.persistence.query.PublishedLog;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.seal.ExportSeal;
import counterfoil.persistence.seal.ExportWriter;
import counterfoil.persistence.seal.SealProblem;
import counterfoil.persistence.seal.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the folder that an auditor checks offline, from the database itself. */
@Command(
        name = "export",
        description = {
            "Write events, tiles, signed heads and a manifest to a new folder, which `audit verify` checks offline.",
            "Reads the database itself, beside a running node or without one, up to the newest signed head. A folder of"
                    + " the name is a whole export."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets required options before the command runs
final class AuditExportCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;
    /** Older heads that go along, evenly over the log: each narrows down where a rewritten log departs. */
    private static final int EARLIER_HEADS = 256;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new or empty folder.")
    private Path out;

    @Option(names = "--from", paramLabel = "POSITION", defaultValue = "0", description = "First position (0).")
    private long from;

    @Option(names = "--to", paramLabel = "POSITION", description = "Position behind the last (all that is signed).")
    private @Nullable Long to;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Also write the events as CSV for people to a new file.")
    private @Nullable Path csv;

    @Option(
            names = "--key-changes",
            paramLabel = "DIR",
            description = "Signed key changes that go along, as `audit keys --changes` wrote them.")
    private @Nullable Path keyChanges;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() {
        String report = database.with(spec.commandLine().getErr()::println, this::export);
        spec.commandLine().getOut().println(report);
        return 0;
    }

    static CommandFailed nothingSealed() {
        return new CommandFailed("nothing is sealed yet: no head of the log is signed");
    }

    private String export(Connections connections) throws SQLException {
        PublishedLog log = PublishedLog.read(connections).orElseThrow(AuditExportCommand::nothingSealed);
        long end = to == null ? log.size() : to;
        if (from < 0 || from > end || end > log.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from and --to are positions in a log of " + log.size() + ", the first not above the second");
        }
        List<String> keys = database.verifierKeys(log.origin()).stream()
                .map(VerifierKey::text)
                .toList();
        if (keys.isEmpty()) {
            spec.commandLine().getErr().println("no key of the log goes along, as COUNTERFOIL_MASTER_KEY is not set");
        }
        int total = (int) Math.min(Integer.MAX_VALUE, end - from);
        Progress.of("export", total, progress -> {
            write(connections, log, end, keys, progress);
            return total;
        });
        return (end - from) + " events of " + log.origin() + " exported to " + out + ", under the head of size "
                + log.size();
    }

    private void write(Connections connections, PublishedLog log, long end, List<String> keys, IntConsumer progress) {
        try (ExportWriter writer = ExportWriter.create(out, from);
                CsvFile table = CsvFile.create(csv);
                SealedHashes hashes = SealedHashes.open(connections, log.logId())) {
            SealedEvents events = new SealedEvents(connections);
            for (long next = from; next < end; ) {
                List<SealedEvent> page = events.after(log.logId(), next - 1, (int) Math.min(PAGE, end - next));
                if (page.isEmpty()) {
                    throw new CommandFailed("the log lacks position " + next + ", which its head covers");
                }
                for (SealedEvent event : page) {
                    writer.add(event.exported());
                    table.add(event);
                }
                next += page.size();
                progress.accept((int) Math.min(Integer.MAX_VALUE, next - from));
            }
            ExportSeal seal = new ExportSeal(log.head().note(), keys, earlierHeads(connections, log), notes());
            writer.finish(seal, hashes, InstantSource.system().instant());
            table.finish();
        } catch (SealedEvents.MissingRow missing) {
            throw new CommandFailed(String.valueOf(missing.getMessage()), missing);
        } catch (SQLException away) {
            throw new CommandFailed("the database does not answer: " + away.getMessage(), away);
        } catch (FileAlreadyExistsException exists) {
            throw new CommandFailed(exists.getMessage() + ": an export needs a new or empty place", exists);
        } catch (NoSuchFileException absent) {
            throw new CommandFailed("there is no folder " + absent.getMessage() + " to write into", absent);
        } catch (SealProblem malformed) {
            throw new CommandFailed(String.valueOf(malformed.getMessage()), malformed);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed("cannot write the export: " + e.getMessage(), e);
        }
    }

    private List<String> notes() throws IOException {
        if (keyChanges == null) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        try (Stream<Path> files = Files.list(keyChanges)) {
            for (Path file : files.sorted().limit(ExportSeal.MAX_KEYS + 1L).toList()) {
                notes.add(Files.readString(file));
            }
        }
        return notes;
    }

    private static List<String> earlierHeads(Connections connections, PublishedLog log) throws SQLException {
        Heads heads = new Heads(connections);
        SortedMap<Long, String> notes = new TreeMap<>();
        for (int i = 1; i <= EARLIER_HEADS; i++) {
            heads.atMost(log.logId(), (log.size() - 1) * i / EARLIER_HEADS)
                    .ifPresent(head -> notes.put(head.size(), head.note()));
        }
        return List.copyOf(notes.values());
    }
}
