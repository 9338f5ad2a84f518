package counterfoil.node.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what an auditor asks for. */
@Command(
        name = "audit",
        description = "Check, export and replay the sealed journal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuditExportCommand.class,
            AuditVerifyCommand.class,
            AuditProveCommand.class,
            AuditReplayCommand.class,
            AuditNewLogCommand.class,
            AuditKeysCommand.class
        })
final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        String known = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "say what to do: " + known);
    }
}
