package counterfoil.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import counterfoil.node.ThisRelease;
import counterfoil.node.command.BarsUpload.Result;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Secret;
import counterfoil.node.demo.ChildNodes;
import counterfoil.node.demo.Console;
import counterfoil.node.sample.SampleSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one node with real sample data and shows what to do with it. */
@Command(
        name = "demo",
        description = {
            "Run a node, or several with --nodes, with a PostgreSQL of its own and real sample data: AAPL's days of"
                    + " 2013 and Bitcoin's minutes of a day, whose trades go on live.",
            "Everything is kept in the data folder: a second start goes on where the first ended. Ctrl-C stops it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class)
final class DemoCommand implements Callable<Integer> {
    private static final String SHOWN =
            "/stocks/AAPL/technicals?indicators=sma:20,rsi:14&from=2013-12-30&to=2013-12-31";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--replay-speed",
            paramLabel = "N",
            description =
                    "Play Bitcoin's trades from the second day on as a live source, N seconds of them in a second:"
                            + " 1 to 3600 (60). 0 imports the whole week instead.")
    private int replaySpeed = 60;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes to run, each a process of its own; the next ports are theirs (1).")
    private int nodes = 1;

    @Override
    public Integer call() throws IOException {
        if (nodes < 1 || nodes > ChildNodes.MOST) {
            throw new ParameterException(spec.commandLine(), "--nodes must be 1 to " + ChildNodes.MOST);
        }
        NodeConfig given = options.config(Map.of());
        Secret token = given.adminToken().isSet() ? given.adminToken() : TokenFile.readOrMake(given.dataDir());
        NodeConfig config = options.config(overrides(given, token)).requireAdminToken();
        Logging.configure(config.log());
        return nodes == 1 ? one(config, token) : several(config, token);
    }

    private int one(NodeConfig config, Secret token) {
        Foreground node = Foreground.of(config);
        PrintWriter err = spec.commandLine().getErr();
        URI address = node.start(err::println).orElseThrow(() -> new CommandFailed("the demo needs the role api"));
        ApiClient client = new ApiClient(address, token);
        bringSamples(client, err);
        show(address, client, config);
        ready(address);
        return node.await(err);
    }

    private int several(NodeConfig config, Secret token) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        DemoCluster demo = new DemoCluster(config, options.file, nodes, news -> {
            err.println(news);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "shutdown"));
        List<URI> addresses = demo.start();
        ApiClient client = new ApiClient(addresses.getFirst(), token);
        bringSamples(client, err);
        show(addresses.getFirst(), client, config);
        showNodes(addresses, config, demo.nodes());
        ready(addresses.getFirst());
        BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        if (!new Console(demo.nodes(), err::println).read(keyboard)) {
            demo.nodes().awaitClosing();
        }
        return CommandLine.ExitCode.OK;
    }

    /**
     * Its own requests are told as progress, so the log of requests stays out of the way unless it is asked for; several
     * nodes log to files.
     */
    private Map<String, String> overrides(NodeConfig given, Secret token) {
        Map<String, String> settings = new HashMap<>(MasterKeyFile.madeFor(given));
        settings.put("counterfoil.admin-token", token.value());
        settings.put("counterfoil.replay-source.speed", Integer.toString(replaySpeed));
        if (nodes == 1 && given.settings().isDefault("counterfoil.log.level")) {
            settings.put("counterfoil.log.level", "warn");
        }
        return settings;
    }

    private void bringSamples(ApiClient client, PrintWriter err) {
        bring(SampleSeries.apple(), client, err);
        bring(replaySpeed == 0 ? SampleSeries.bitcoin() : SampleSeries.bitcoinsFirstDay(), client, err);
        if (replaySpeed > 0) {
            err.println("BTC-USD: its trades go on live, " + replaySpeed + " times as fast as they happened");
        }
    }

    private static void bring(SampleSeries sample, ApiClient client, PrintWriter err) {
        if (isThere(sample, client)) {
            err.println(sample.name() + ": there from an earlier start, read back from the journal");
            return;
        }
        post(client, "/admin/stocks", sample.listing());
        String stock = "/admin/stocks/" + sample.symbol();
        if (!sample.actions().isEmpty()) {
            post(client, stock + "/corporate-actions", sample.actions());
        }
        BarsUpload upload = new BarsUpload(client, sample.symbol(), sample.timeframe(), sample.source());
        int rows = sample.csv().size() - 1;
        Result result = Progress.of(sample.name(), rows, progress -> upload.send(sample.csv(), progress));
        err.println(sample.name() + ": " + result);
    }

    /** Whether the newest bar stands: bars are recorded oldest first, so then all do. */
    private static boolean isThere(SampleSeries sample, ApiClient client) {
        Optional<String> price = client.find("/stocks/" + sample.symbol() + "/price");
        return price.map(ApiClient::parse)
                .map(answer -> answer.path("t").asText("").compareTo(sample.lastTime()) >= 0)
                .orElse(false);
    }

    private static JsonNode post(ApiClient client, String path, String json) {
        return client.post(path, "application/json", BarsUpload.keyOf(path + json), json);
    }

    private void show(URI address, ApiClient client, NodeConfig config) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("Counterfoil " + ThisRelease.read().version() + " runs. Ctrl-C stops it; the data stays in "
                + config.dataDir().toAbsolutePath().normalize() + ".");
        out.println();
        out.println("  API             " + address + "/api/v1");
        out.println("  Documentation   " + address + "/api/docs");
        out.println("  Health          " + address + "/api/v1/health");
        out.println("  Token           " + config.adminToken().value());
        out.println();
        out.println("Try (this is its answer now):");
        out.println();
        out.println(
                "  curl -sH 'Authorization: Bearer " + config.adminToken().value() + "' '" + client.uriOf(SHOWN) + "'");
        out.println();
        out.println(
                client.find(SHOWN).orElse("(nothing found)").strip().indent(2).stripTrailing());
        out.println();
        showAudit(out, config.dataDir());
        out.println();
        out.flush();
    }

    private void showNodes(List<URI> addresses, NodeConfig config, ChildNodes running) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Every node answers for the whole cluster:");
        out.println();
        running.status().forEach(node -> out.println("  " + node));
        out.println();
        out.println("Watch live values at the second node, in another terminal:");
        out.println();
        out.println("  curl -sNH 'Authorization: Bearer " + config.adminToken().value() + "' '" + addresses.get(1)
                + "/api/v1/stocks/stream?symbols=BTC-USD'");
        out.println();
        out.println("Then type `kill 1` here, or `kill -9` its process elsewhere: the stream goes on. You may type:");
        out.println();
        out.println("  " + Console.COMMANDS);
        out.println();
    }

    private void ready(URI address) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("ready " + address);
        out.flush();
    }

    /** How to check that the journal is what was sealed, and to see that a change is found. */
    private static void showAudit(PrintWriter out, Path dataDir) {
        Path export = Path.of("counterfoil-export");
        out.println("Check it as an auditor does, in another terminal:");
        out.println();
        out.println("  ./counterfoil audit export --data-dir '" + dataDir + "' --out " + export
                + " && ./counterfoil audit verify " + export);
        out.println();
        out.println("Then forge the date of the third event, and verify again; it is found and named:");
        out.println();
        out.println("  perl -i -pe 's/(\"write_timestamp\":)1/${1}2/ if $. == 3' " + export + "/events/000000.ndjson");
    }
}
