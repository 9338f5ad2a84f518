package counterfoil.node.seal;

import counterfoil.node.StartProblem;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.NodeKeys;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.query.Connections;
import counterfoil.persistence.query.SealStatus;
import counterfoil.persistence.seal.VerifierKey;
import counterfoil.persistence.sealer.HeadFolder;
import counterfoil.persistence.sealer.HeadKeeper;
import counterfoil.persistence.sealer.HeadSink;
import counterfoil.persistence.sealer.HttpHeadSink;
import counterfoil.persistence.sealer.Sealer;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/** The sealer of a node with the role {@code entity}, and the keys of its heads. */
public final class NodeSealer implements AutoCloseable {
    private final LogKeys keys;
    private final String firstOrigin;
    private final Sealer sealer;

    private NodeSealer(LogKeys keys, String firstOrigin, Sealer sealer) {
        this.keys = keys;
        this.firstOrigin = firstOrigin;
        this.sealer = sealer;
    }

    /**
     * Starts sealing.
     *
     * @param url JDBC address of the journal's database
     * @param lagMillis told how long after its write each event was sealed
     * @throws StartProblem if the folder for heads cannot be used
     */
    public static NodeSealer start(
            NodeConfig.Seal seal,
            NodeKeys nodeKeys,
            String url,
            String user,
            String password,
            InstantSource clock,
            LongConsumer lagMillis) {
        String address = JdbcUrl.forSealer(url);
        Connections connections = () -> DriverManager.getConnection(address, user, password);
        LogKeys keys = LogKeys.of(seal.settings().origin(), nodeKeys);
        try {
            HeadKeeper heads = new HeadKeeper(
                    keys, seal.settings().headInterval(), HeadFolder.open(seal.headsDir()), sinks(seal), clock);
            Sealer sealer = Sealer.start(seal.settings(), connections, heads, clock, lagMillis);
            return new NodeSealer(keys, seal.settings().origin(), sealer);
        } catch (IOException e) {
            throw new StartProblem(
                    "signed heads cannot be kept in " + seal.headsDir() + " (counterfoil.seal.heads-dir): "
                            + e.getMessage(),
                    e);
        }
    }

    private static List<HeadSink> sinks(NodeConfig.Seal seal) {
        return seal.headsUrl() == null ? List.of() : List.of(new HttpHeadSink(seal.headsUrl()));
    }

    /** How sealing goes. */
    public SealStatus status() {
        return sealer.status();
    }

    /** The public keys that check heads of the log that is open. */
    public List<VerifierKey> verifierKeys() {
        String origin = status().origin();
        return keys.verifierKeys(origin.isEmpty() ? firstOrigin : origin);
    }

    @Override
    public void close() {
        sealer.close();
    }
}
