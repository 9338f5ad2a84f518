package counterfoil.persistence.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Exports of a log of several entities whose events take turns. */
final class Exports {
    static final Instant AT = Instant.parse("2026-11-22T13:30:00Z");
    static final int ENTITIES = 7;

    private Exports() {}

    static ExportedEvent event(int position) {
        byte[] payload = ("{\"amount\":\"" + position * 37 % 1000 + ".25\",\"n\":" + position + "}")
                .getBytes(StandardCharsets.UTF_8);
        return new ExportedEvent(
                position,
                "portfolio|é" + position % ENTITIES,
                position / ENTITIES + 1,
                1_790_000_000_000L + position,
                9001,
                "portfolio.TransactionPosted.v1",
                false,
                payload);
    }

    static HashList log(int size) {
        return new HashList(
                IntStream.range(0, size).mapToObj(i -> event(i).leaf().hash()).toList());
    }

    static String head(HashList log, int size) {
        return SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, size, log.root(size)),
                        WorkedExample.LOG_KEY,
                        WorkedExample.COSIGNER,
                        AT.plusSeconds(size))
                .note();
    }

    static List<String> keys() {
        return WorkedExample.TRUSTED.stream().map(VerifierKey::text).toList();
    }

    /** The whole log up to a head. */
    static Path whole(Path folder, int size) {
        HashList log = log(size);
        return write(folder, log, 0, size, ExportSeal.of(head(log, size), keys()));
    }

    static Path write(Path folder, HashList log, int from, int to, ExportSeal seal) {
        try (ExportWriter writer = ExportWriter.create(folder, from)) {
            for (int i = from; i < to; i++) {
                writer.add(event(i));
            }
            writer.finish(seal, log, AT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
