package counterfoil.node.command;

import counterfoil.persistence.query.ProvenEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the proof that one event stands in the log, from the database itself. */
@Command(
        name = "prove",
        description = {
            "Write the proof that one event stands in the log, as a C2SP tlog-proof with its leaf data and signed"
                    + " head.",
            "Reads the database itself, beside a running node or without one."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets required options before the command runs
final class AuditProveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TYPE", description = "Type of the entity, such as stock.")
    private String type;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the entity, such as the instrument id of a stock.")
    private String id;

    @Parameters(index = "2", paramLabel = "SEQUENCE", description = "Number of the event in its entity, from 1.")
    private long sequence;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file for it, instead of standard output.")
    private @Nullable Path out;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() {
        ProvenEvent found = database.with(
                spec.commandLine().getErr()::println,
                connections -> ProvenEvent.of(connections, type + "|" + id, sequence));
        String what = "event " + sequence + " of " + type + " " + id;
        String proof = switch (found) {
            case ProvenEvent.Proven proven -> proven.proof().text();
            case ProvenEvent.NothingSealed nothing -> throw AuditExportCommand.nothingSealed();
            case ProvenEvent.Unknown unknown -> throw new CommandFailed("the journal has no " + what);
            case ProvenEvent.NotSealedYet notYet ->
                throw new CommandFailed(what + " is in the journal, but no signed head covers it yet");
            case ProvenEvent.Altered altered ->
                throw new CommandFailed(what + " was altered after it was sealed at position " + altered.position());
        };
        write(proof);
        return 0;
    }

    private void write(String proof) {
        if (out == null) {
            spec.commandLine().getOut().print(proof);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, proof, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(out + " is there already", e);
        } catch (IOException e) {
            throw new CommandFailed("cannot write " + out + ": " + e.getMessage(), e);
        }
    }
}
