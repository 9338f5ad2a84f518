package counterfoil.node.command;

import counterfoil.node.StartProblem;
import counterfoil.node.ThisRelease;
import counterfoil.node.config.ConfigProblem;
import counterfoil.node.config.Nearest;
import counterfoil.node.database.DatabaseUnavailable;
import counterfoil.persistence.journal.DatabaseProblem;
import counterfoil.persistence.personal.KeysUnavailable;
import java.io.PrintWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands and what happens when one fails. */
public final class CommandLines {
    static final int NOT_DONE = 1;
    static final int WRONG_USAGE = 2;
    /** The cluster went on without this node; started again it joins. */
    static final int PARTED = 3;

    private CommandLines() {}

    @Command(
            name = "counterfoil",
            description = "Investment analysis on a cluster of event-sourced actors.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            footer = {"", "A newcomer starts with `counterfoil demo`; every command has --help."},
            subcommands = {
                DemoCommand.class,
                NodeCommand.class,
                DoctorCommand.class,
                ImportCommand.class,
                KeysCommand.class,
                AuditCommand.class,
                BenchCommand.class
            })
    private record Counterfoil() {}

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            ThisRelease release = ThisRelease.read();
            return new String[] {
                "counterfoil " + release.version() + " (" + release.commit() + ")", "java " + ThisRelease.java()
            };
        }
    }

    /** Runs a command and returns the exit code of the process. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Counterfoil());
        line.setParameterExceptionHandler(CommandLines::explainUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explainFailure(failure, command.getErr()));
        line.setUsageHelpAutoWidth(true);
        line.setAbbreviatedOptionsAllowed(false);
        return line;
    }

    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        Set<String> commands = command.getSubcommands().keySet();
        if (failure instanceof UnmatchedArgumentException unmatched && !commands.isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            err.println("counterfoil: there is no command `" + given + "`, did you mean `" + Nearest.to(given, commands)
                    + "`?");
        } else {
            err.println("counterfoil: " + oneLine(failure.getMessage()));
        }
        err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return WRONG_USAGE;
    }

    private static int explainFailure(Exception failure, PrintWriter err) {
        boolean isExpected = failure instanceof StartProblem
                || failure instanceof ConfigProblem
                || failure instanceof DatabaseUnavailable
                || failure instanceof DatabaseProblem
                || failure instanceof KeysUnavailable
                || failure instanceof CommandFailed;
        if (!isExpected) {
            LoggerFactory.getLogger(CommandLines.class).error("unexpected failure", failure);
        }
        err.println("counterfoil: " + oneLine(failure.getMessage()));
        return NOT_DONE;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
