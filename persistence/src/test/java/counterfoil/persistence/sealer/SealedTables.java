package counterfoil.persistence.sealer;

import counterfoil.persistence.TestDatabase;
import counterfoil.persistence.query.SealedEvent;
import counterfoil.persistence.query.SealedEvents;
import counterfoil.persistence.query.SealedHashes;
import counterfoil.persistence.query.SealedLog;
import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.CosignerKey;
import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.seal.Leaf;
import counterfoil.persistence.seal.LogKey;
import counterfoil.persistence.seal.Proofs;
import counterfoil.persistence.seal.SignedHead;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database with sealers at work on it, and what an outsider finds in its tables. */
final class SealedTables {
    private static final byte[] SEED = new byte[32];

    static final String ORIGIN = "counterfoil.test/log";
    static final LogKey LOG_KEY = LogKey.ofSeed(ORIGIN, SEED);
    static final CosignerKey COSIGNER = CosignerKey.ofSeed("counterfoil.test/time", SEED);

    final TestDatabase database;
    final SealedEvents events;

    SealedTables(TestDatabase database) {
        this.database = database;
        this.events = new SealedEvents(database::asApp);
    }

    static SealSettings settings() {
        return new SealSettings(
                ORIGIN, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofHours(1));
    }

    /** A sealer that has begun, with heads in a folder of its own. */
    Sealer sealer(GapRule rule, Path folder) throws IOException {
        HeadKeeper heads = heads(folder);
        Sealer sealer = new Sealer(
                settings(), database::asApp, rule, heads, new ForkCheck(heads), InstantSource.system(), lag -> {});
        sealer.begin();
        return sealer;
    }

    static HeadKeeper heads(Path folder) throws IOException {
        return new HeadKeeper(
                (origin, size, root, at) -> SignedHead.sign(
                                new Checkpoint(origin, size, root), LogKey.ofSeed(origin, SEED), COSIGNER, at)
                        .note(),
                Duration.ofMillis(200),
                HeadFolder.open(folder),
                List.of(),
                InstantSource.system());
    }

    long journalRows() throws SQLException {
        try (Connection connection = database.asApp();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM event_journal")) {
            row.next();
            return row.getLong(1);
        }
    }

    long size() throws SQLException {
        return events.log().map(SealedLog::size).orElse(0L);
    }

    /** Whether every committed row is sealed before the patience ends. */
    boolean sealsAll(Duration patience) throws Exception {
        return Waiting.until(patience, () -> size() == journalRows());
    }

    /** Everything that an outsider would object to; empty when each row stands once, in order, under the right root. */
    List<String> faults() throws SQLException {
        SealedLog log = events.log().orElseThrow();
        List<String> faults = new ArrayList<>();
        Map<String, Long> sequences = new HashMap<>();
        Frontier frontier = Frontier.empty();
        SealedHashes hashes = SealedHashes.open(database::asApp, log.logId());
        for (List<SealedEvent> page = events.after(log.logId(), -1, 1_000); !page.isEmpty(); ) {
            for (SealedEvent event : page) {
                if (event.position() != frontier.size()) {
                    faults.add("position " + event.position() + " follows " + (frontier.size() - 1));
                }
                long expected = sequences.merge(event.persistenceId(), 1L, Long::sum);
                if (event.sequenceNumber() != expected) {
                    faults.add(
                            event.persistenceId() + ": " + event.sequenceNumber() + " where " + expected + " is next");
                }
                byte[] hash = leafOf(event).hash();
                if (!Arrays.equals(hash, hashes.read(0, event.position(), 1))) {
                    faults.add("the leaf at " + event.position() + " has another hash");
                }
                frontier.append(hash, (level, index, root) -> {
                    if (!Arrays.equals(root, hashes.read(level, index, 1))) {
                        faults.add("subtree " + level + "/" + index + " has another root");
                    }
                });
            }
            page = events.after(log.logId(), page.getLast().position(), 1_000);
        }
        hashes.close();
        if (frontier.size() != log.size() || !Arrays.equals(frontier.root(), log.root())) {
            faults.add("the root of the state is not that of its leaves");
        }
        faults.addAll(faultyHeads(log));
        return faults;
    }

    private static Leaf leafOf(SealedEvent event) {
        return Leaf.of(
                event.persistenceId(),
                event.sequenceNumber(),
                event.writeTimestamp(),
                event.serializerId(),
                event.manifest(),
                event.payload());
    }

    private List<String> faultyHeads(SealedLog log) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (Connection connection = database.asApp();
                SealedHashes hashes = SealedHashes.open(database::asApp, log.logId());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT size, root, note FROM seal_head WHERE log_id = " + log.logId() + " ORDER BY size")) {
            while (rows.next()) {
                SignedHead head = SignedHead.open(
                        rows.getString(3),
                        List.of(LogKey.ofSeed(log.origin(), SEED).verifier()));
                byte[] root = Proofs.root(hashes, rows.getLong(1));
                if (!Arrays.equals(root, rows.getBytes(2))
                        || !Arrays.equals(root, head.checkpoint().root())) {
                    faults.add("the head of size " + rows.getLong(1) + " is not of this log");
                }
            }
        }
        return faults;
    }
}
