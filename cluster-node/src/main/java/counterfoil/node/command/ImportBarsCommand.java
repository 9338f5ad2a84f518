package counterfoil.node.command;

import counterfoil.node.command.BarsUpload.Result;
import counterfoil.node.config.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a CSV file of bars to a running node. */
@Command(
        name = "bars",
        description = {
            "Send a CSV file of bars to a running node; its header is date|time,open,high,low,close,volume.",
            "The same file again records nothing. Bars that break a rule are kept apart and listed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets required options before the command runs
final class ImportBarsCommand implements Callable<Integer> {
    private static final int MOST_QUESTIONS = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(names = "--stock", required = true, paramLabel = "ID", description = "AAPL.XNAS, isin:…, figi:… or an id.")
    private String stock;

    @Option(names = "--timeframe", required = true, paramLabel = "1m|1d", description = "Length of a bar.")
    private String timeframe;

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "Who says so.")
    private String source;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${COUNTERFOIL_URL:-http://127.0.0.1:8080}",
            description = "Address of the node (${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Token of the node; better in COUNTERFOIL_ADMIN_TOKEN, where no process list shows it.")
    private @Nullable String token;

    @Override
    public Integer call() {
        List<String> lines = read();
        BarsUpload upload = new BarsUpload(new ApiClient(url, tokenToShow()), stock, timeframe, source);
        int rows = lines.size() - 1;
        Result result = Progress.of(file.getFileName().toString(), rows, progress -> upload.send(lines, progress));
        PrintWriter out = spec.commandLine().getOut();
        out.println(result);
        result.questioned().stream().limit(MOST_QUESTIONS).forEach(question -> out.println("  " + question));
        if (result.questioned().size() > MOST_QUESTIONS) {
            out.println("  and " + (result.questioned().size() - MOST_QUESTIONS) + " more: GET /stocks/" + stock
                    + "/quality");
        }
        return 0;
    }

    private Secret tokenToShow() {
        String shown = token != null ? token : System.getenv("COUNTERFOIL_ADMIN_TOKEN");
        if (shown == null || shown.isBlank()) {
            throw new CommandFailed("no token: set COUNTERFOIL_ADMIN_TOKEN (the demo's stands in data/admin-token)");
        }
        return new Secret(shown.strip());
    }

    private List<String> read() {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (lines.size() < 2) {
                throw new CommandFailed(file + " has no bars: expected a header and at least one row");
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new CommandFailed(file + " is not UTF-8 text", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailed("there is no file " + file, e);
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
