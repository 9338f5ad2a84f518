package counterfoil.node.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what sends files to a running node. */
@Command(
        name = "import",
        description = "Send a file to a running node.",
        mixinStandardHelpOptions = true,
        subcommands = ImportBarsCommand.class)
final class ImportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to import: bars");
    }
}
