package counterfoil.node.command;

import counterfoil.node.config.NodeConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to end. */
@Command(
        name = "node",
        description = {
            "Run one node. Without --db-url it starts a PostgreSQL of its own in the data folder; without --seeds it"
                    + " joins the living nodes that the database knows, or forms a cluster when there are none.",
            "Prints `ready http://…` on standard output when it serves; Ctrl-C or SIGTERM end it in good order.",
            "Clients authenticate with the token in COUNTERFOIL_ADMIN_TOKEN. COUNTERFOIL_MASTER_KEY protects personal"
                    + " data."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class)
final class NodeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Override
    public Integer call() {
        NodeConfig given = options.config(Map.of());
        Map<String, String> ofTheDemo = new HashMap<>(MasterKeyFile.settingFor(given));
        if (TokenFile.isNeeded(given)) {
            ofTheDemo.put(
                    "counterfoil.admin-token",
                    TokenFile.readOrMake(given.dataDir()).value());
        }
        NodeConfig config = options.config(ofTheDemo).requireAdminToken();
        config.keys().require();
        Logging.configure(config.log());
        Foreground node = Foreground.of(config);
        Optional<URI> address = node.start(line -> spec.commandLine().getErr().println(line));
        spec.commandLine().getOut().println(address.map(uri -> "ready " + uri).orElse("ready"));
        spec.commandLine().getOut().flush();
        return node.await(spec.commandLine().getErr());
    }
}
