package counterfoil.node.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains where benchmarks are; the launcher runs them itself, because they and their peers are not shipped. */
@Command(
        name = "bench",
        description = {
            "Run a benchmark: indicators, ingest, post, price, recovery, seal, project, replay, memory, verify;"
                    + " `bench` alone lists them.",
            "Needs a checkout and its launcher `./counterfoil`: benchmarks are not part of the shipped jar."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which one, and its arguments.")
    private List<String> arguments = List.of();

    @Override
    public void run() {
        throw new CommandFailed("`bench " + String.join(" ", arguments).strip()
                + "` needs the launcher of a checkout: ./counterfoil bench NAME");
    }
}
