package counterfoil.persistence.seal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The log of 300 leaves of the documentation for auditors. */
final class WorkedExample {
    static final String ORIGIN = "counterfoil.example/log";
    static final int SIZE = 300;
    static final byte[] SEED =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    static final LogKey LOG_KEY = LogKey.ofSeed(ORIGIN, SEED);
    static final CosignerKey COSIGNER = CosignerKey.ofSeed("counterfoil.example/clock", seed(32));
    static final List<VerifierKey> TRUSTED = List.of(LOG_KEY.verifier(), COSIGNER.verifier());

    private WorkedExample() {}

    /** A seed of 32 bytes that count up from a first one. */
    static byte[] seed(int first) {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (first + i);
        }
        return seed;
    }

    static byte[] payload(int i) {
        return ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
    }

    static Leaf leaf(int i) {
        return Leaf.of(
                "portfolio|demo", i + 1, 1_790_000_000_000L + i, 9001, "portfolio.TransactionPosted.v1", payload(i));
    }

    static HashList log(int size) {
        return new HashList(
                IntStream.range(0, size).mapToObj(i -> leaf(i).hash()).toList());
    }

    static Checkpoint checkpoint() {
        return new Checkpoint(ORIGIN, SIZE, log(SIZE).root(SIZE));
    }
}
