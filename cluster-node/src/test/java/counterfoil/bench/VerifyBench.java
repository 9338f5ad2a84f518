package counterfoil.bench;

import counterfoil.persistence.seal.Checkpoint;
import counterfoil.persistence.seal.CosignerKey;
import counterfoil.persistence.seal.ExportSeal;
import counterfoil.persistence.seal.ExportWriter;
import counterfoil.persistence.seal.ExportedEvent;
import counterfoil.persistence.seal.Frontier;
import counterfoil.persistence.seal.HashSource;
import counterfoil.persistence.seal.LogKey;
import counterfoil.persistence.seal.SignedHead;
import counterfoil.persistence.seal.Verification;
import counterfoil.persistence.seal.Verifier;
import counterfoil.persistence.seal.VerifyReport;
import counterfoil.persistence.seal.VerifyRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An export of a million events, verified as an auditor does, beside one SHA-256 over the same bytes. The files are read
 * once before, so both find them in the cache of the operating system.
 */
final class VerifyBench implements Benchmark {
    private static final int EVENTS = 1_000_000;
    private static final int ENTITIES = 100_000;
    private static final int ROUNDS = 3;
    private static final String ORIGIN = "counterfoil.example/bench";
    private static final String PADDING = "x".repeat(200);

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String meaning() {
        return "an export of 1,000,000 events verified offline, beside SHA-256 over the same bytes";
    }

    @Override
    public void run(Figures figures) throws IOException, NoSuchAlgorithmException {
        Path folder = Files.createTempDirectory("counterfoil-bench-verify");
        try {
            Path export = write(folder.resolve("export"));
            plain(export);
            Measured best = verify(export);
            Measured plain = plain(export);
            for (int round = 1; round < ROUNDS; round++) {
                best = faster(best, verify(export));
                plain = faster(plain, plain(export));
            }
            figures.compare("an event of " + bytes(export) / EVENTS + " bytes, best of " + ROUNDS, best, plain);
            figures.goal("1 M events in at most 60 s", best.elapsedNanos() <= 60_000_000_000L);
        } finally {
            delete(folder);
        }
    }

    private static Measured faster(Measured one, Measured other) {
        return one.elapsedNanos() <= other.elapsedNanos() ? one : other;
    }

    private static Measured verify(Path export) {
        Stopwatch stopwatch = Stopwatch.ofProcess();
        Verification result = Verifier.verify(new VerifyRequest(export, List.of(), null, null));
        Measured measured = stopwatch.stop("counterfoil audit verify", EVENTS);
        if (result.verdict() != Verification.Verdict.COMPLETE) {
            throw new IllegalStateException(String.join("\n", VerifyReport.lines(result)));
        }
        return measured;
    }

    private static Measured plain(Path export) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        List<Path> files = files(export);
        Stopwatch stopwatch = Stopwatch.ofProcess();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        digest.digest();
        return stopwatch.stop("one SHA-256 over the same bytes, one thread", EVENTS);
    }

    private static Path write(Path export) throws IOException {
        MemoryLog log = new MemoryLog();
        try (ExportWriter writer = ExportWriter.create(export, 0)) {
            for (int i = 0; i < EVENTS; i++) {
                ExportedEvent event = event(i);
                log.append(event.leaf().hash());
                writer.add(event);
            }
            byte[] seed = new byte[32];
            LogKey key = LogKey.ofSeed(ORIGIN, seed);
            seed[0] = 1;
            CosignerKey cosigner = CosignerKey.ofSeed(ORIGIN + "/time", seed);
            Instant at = Instant.parse("2026-11-22T00:00:00Z");
            SignedHead head = SignedHead.sign(new Checkpoint(ORIGIN, EVENTS, log.root()), key, cosigner, at);
            ExportSeal seal = ExportSeal.of(head.note(), List.of(key.verifierKey(), cosigner.verifierKey()));
            writer.finish(seal, log, at);
        }
        return export;
    }

    private static ExportedEvent event(int i) {
        String payload = "{\"n\":" + i + ",\"reason\":\"" + PADDING + "\"}";
        return new ExportedEvent(
                i,
                "portfolio|" + i % ENTITIES,
                i / ENTITIES + 1,
                1_790_000_000_000L + i,
                9001,
                "portfolio.TransactionPosted.v1",
                false,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The hashes of a log that grows, level by level. */
    private static final class MemoryLog implements HashSource {
        private final Frontier frontier = Frontier.empty();
        private final List<ByteArrayOutputStream> levels =
                Stream.generate(ByteArrayOutputStream::new).limit(8).toList();
        private final byte[][] read = new byte[8][];

        void append(byte[] leafHash) {
            levels.getFirst().writeBytes(leafHash);
            frontier.append(leafHash, (level, index, hash) -> levels.get(level).writeBytes(hash));
        }

        byte[] root() {
            return frontier.root();
        }

        @Override
        public byte[] read(int level, long first, int count) {
            if (read[level] == null) {
                read[level] = levels.get(level).toByteArray();
            }
            byte[] hashes = new byte[count * 32];
            System.arraycopy(read[level], (int) first * 32, hashes, 0, hashes.length);
            return hashes;
        }
    }
}
