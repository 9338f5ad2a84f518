package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The eight leaves of the Certificate Transparency reference tests (merkletree of google/certificate-transparency), with every
 * proof for the sizes 1 to 8. A node is named by the leaves under it: 01 is the node over the leaves 0 and 1.
 */
class PublishedProofsTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final Map<String, String> NODES = Map.ofEntries(
            Map.entry("0", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            Map.entry("1", "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
            Map.entry("2", "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7"),
            Map.entry("3", "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7"),
            Map.entry("4", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            Map.entry("5", "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658"),
            Map.entry("6", "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"),
            Map.entry("7", "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1"),
            Map.entry("01", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            Map.entry("23", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            Map.entry("45", "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            Map.entry("67", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            Map.entry("456", "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e"),
            Map.entry("0123", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
            Map.entry("4567", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** Position, size: path. */
    private static final String INCLUSION = """
            0 1:|0 2: 1|1 2: 0|0 3: 1 2|1 3: 0 2|2 3: 01|0 4: 1 23|1 4: 0 23|2 4: 3 01|3 4: 2 01|0 5: 1 23 4|1 5: 0 23 4
            2 5: 3 01 4|3 5: 2 01 4|4 5: 0123|0 6: 1 23 45|1 6: 0 23 45|2 6: 3 01 45|3 6: 2 01 45|4 6: 5 0123
            5 6: 4 0123|0 7: 1 23 456|1 7: 0 23 456|2 7: 3 01 456|3 7: 2 01 456|4 7: 5 6 0123|5 7: 4 6 0123|6 7: 45 0123
            0 8: 1 23 4567|1 8: 0 23 4567|2 8: 3 01 4567|3 8: 2 01 4567|4 8: 5 67 0123|5 8: 4 67 0123|6 8: 7 45 0123
            7 8: 6 45 0123
            """;

    /** From, to: proof. */
    private static final String CONSISTENCY = """
            1 1:|1 2: 1|2 2:|1 3: 1 2|2 3: 2|3 3:|1 4: 1 23|2 4: 23|3 4: 2 3 01|4 4:|1 5: 1 23 4|2 5: 23 4|3 5: 2 3 01 4
            4 5: 4|5 5:|1 6: 1 23 45|2 6: 23 45|3 6: 2 3 01 45|4 6: 45|5 6: 4 5 0123|6 6:|1 7: 1 23 456|2 7: 23 456
            3 7: 2 3 01 456|4 7: 456|5 7: 4 5 6 0123|6 7: 45 6 0123|7 7:|1 8: 1 23 4567|2 8: 23 4567|3 8: 2 3 01 4567
            4 8: 4567|5 8: 4 5 67 0123|6 8: 45 67 0123|7 8: 6 7 45 0123|8 8:
            """;

    private static final HashList LOG =
            new HashList(LEAVES.stream().map(leaf -> Merkle.leafHash(hex(leaf))).toList());

    /** A published proof: of a position in a size, or from a size to another. */
    record Published(int first, int size, List<String> nodes) {
        List<byte[]> proof() {
            return nodes.stream().map(node -> hex(NODES.getOrDefault(node, ""))).toList();
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static Stream<Published> parse(String table) {
        return Arrays.stream(table.strip().split("[|\n]", -1)).map(entry -> {
            String[] sides = entry.split(":", -1);
            String[] numbers = sides[0].strip().split(" ", -1);
            List<String> nodes =
                    sides[1].isBlank() ? List.of() : List.of(sides[1].strip().split(" ", -1));
            return new Published(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), nodes);
        });
    }

    static Stream<Published> inclusion() {
        return parse(INCLUSION);
    }

    static Stream<Published> consistency() {
        return parse(CONSISTENCY);
    }

    @Test
    void thereAre36OfEach() {
        assertThat(inclusion()).hasSize(36);
        assertThat(consistency()).hasSize(36);
    }

    @Test
    void hashesAndRootsAreAsPublished() {
        for (int size = 0; size <= 8; size++) {
            assertThat(Proofs.root(LOG, size)).isEqualTo(hex(ROOTS.get(size)));
        }
        assertThat(Merkle.leafHash("L123456".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(hex("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"));
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void anInclusionProofIsAsPublishedAndEveryCorruptionIsRefused(Published published) {
        int size = published.size();
        byte[] leaf = LOG.leaves().get(published.first());
        byte[] root = hex(ROOTS.get(size));
        List<byte[]> proof = published.proof();
        assertThat(Proofs.inclusion(LOG, published.first(), size)).containsExactlyElementsOf(proof);
        assertThat(Proofs.verifyInclusion(leaf, published.first(), size, proof, root))
                .isTrue();
        for (List<byte[]> corrupted : corruptions(proof)) {
            assertThat(Proofs.verifyInclusion(leaf, published.first(), size, corrupted, root))
                    .isFalse();
        }
        for (byte[] other : corruptions(leaf)) {
            assertThat(Proofs.verifyInclusion(other, published.first(), size, proof, root))
                    .isFalse();
        }
        for (byte[] other : corruptions(root)) {
            assertThat(Proofs.verifyInclusion(leaf, published.first(), size, proof, other))
                    .isFalse();
        }
        for (int position = 0; position < size; position++) {
            assertThat(Proofs.verifyInclusion(leaf, position, size, proof, root))
                    .isEqualTo(position == published.first());
        }
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void aConsistencyProofIsAsPublishedAndEveryCorruptionIsRefused(Published published) {
        int from = published.first();
        int to = published.size();
        byte[] older = hex(ROOTS.get(from));
        byte[] newer = hex(ROOTS.get(to));
        List<byte[]> proof = published.proof();
        assertThat(Proofs.consistency(LOG, from, to)).containsExactlyElementsOf(proof);
        assertThat(Proofs.verifyConsistency(from, older, to, newer, proof)).isTrue();
        for (List<byte[]> corrupted : corruptions(proof)) {
            assertThat(Proofs.verifyConsistency(from, older, to, newer, corrupted))
                    .isFalse();
        }
        for (byte[] other : corruptions(older)) {
            assertThat(Proofs.verifyConsistency(from, other, to, newer, proof)).isFalse();
        }
        for (byte[] other : corruptions(newer)) {
            assertThat(Proofs.verifyConsistency(from, older, to, other, proof)).isFalse();
        }
    }

    /** Every bit of every hash flipped, each hash left out, doubled, and one put at either end. */
    private static List<List<byte[]>> corruptions(List<byte[]> proof) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            for (byte[] flipped : corruptions(proof.get(i))) {
                List<byte[]> copy = new ArrayList<>(proof);
                copy.set(i, flipped);
                all.add(copy);
            }
            List<byte[]> without = new ArrayList<>(proof);
            without.remove(i);
            all.add(without);
            List<byte[]> doubled = new ArrayList<>(proof);
            doubled.add(i, proof.get(i));
            all.add(doubled);
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        all.add(longer);
        List<byte[]> before = new ArrayList<>(proof);
        before.addFirst(new byte[32]);
        all.add(before);
        return all;
    }

    private static List<byte[]> corruptions(byte[] hash) {
        List<byte[]> all = new ArrayList<>();
        for (int bit = 0; bit < hash.length * 8; bit++) {
            byte[] copy = hash.clone();
            copy[bit / 8] ^= (byte) (1 << bit % 8);
            all.add(copy);
        }
        all.add(Arrays.copyOf(hash, 31));
        return all;
    }
}
