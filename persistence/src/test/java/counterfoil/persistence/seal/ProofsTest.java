package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Proofs against a plain recursion over the definitions of RFC 9162; the published vectors are in another test. */
class ProofsTest {
    private static final HashList LOG = new HashList(IntStream.range(0, 2_001)
            .mapToObj(i -> Merkle.leafHash(ByteBuffer.allocate(4).putInt(i).array()))
            .toList());

    private static List<byte[]> first(int size) {
        return LOG.leaves().subList(0, size);
    }

    @Property(tries = 300)
    void anInclusionProofIsThatOfTheDefinitionAndHolds(
            @ForAll @IntRange(min = 1, max = 2_000) int size, @ForAll @IntRange(max = 1_999) int anyPosition) {
        int position = anyPosition % size;
        List<byte[]> proof = Proofs.inclusion(LOG, position, size);
        assertThat(proof).containsExactlyElementsOf(HashList.naivePath(position, first(size)));
        byte[] leaf = LOG.leaves().get(position);
        assertThat(Proofs.verifyInclusion(leaf, position, size, proof, LOG.root(size)))
                .isTrue();
    }

    @Property(tries = 300)
    void aConsistencyProofIsThatOfTheDefinitionAndHolds(
            @ForAll @IntRange(min = 1, max = 2_000) int to, @ForAll @IntRange(max = 1_999) int anyFrom) {
        int from = 1 + anyFrom % to;
        List<byte[]> proof = Proofs.consistency(LOG, from, to);
        assertThat(proof).containsExactlyElementsOf(HashList.naiveProof(from, first(to)));
        assertThat(Proofs.verifyConsistency(from, LOG.root(from), to, LOG.root(to), proof))
                .isTrue();
    }

    @Property(tries = 100)
    void theRootIsThatOfTheDefinition(@ForAll @IntRange(max = 2_000) int size) {
        assertThat(Proofs.root(LOG, size)).isEqualTo(LOG.root(size));
    }

    @Property(tries = 100)
    void anotherPositionSizeOrHashIsRefused(
            @ForAll @IntRange(min = 2, max = 2_000) int size,
            @ForAll @IntRange(max = 1_999) int anyPosition,
            @ForAll @IntRange(max = 10_000) int bit) {
        int position = anyPosition % size;
        byte[] leaf = LOG.leaves().get(position);
        byte[] root = LOG.root(size);
        List<byte[]> proof = Proofs.inclusion(LOG, position, size);
        assertThat(Proofs.verifyInclusion(leaf, (position + 1) % size, size, proof, root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(leaf, position, size, flipped(proof, bit), root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(leaf, position, size, proof.subList(1, proof.size()), root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(leaf, position, size, proof, LOG.root(size - 1)))
                .isFalse();
    }

    private static List<byte[]> flipped(List<byte[]> proof, int bit) {
        List<byte[]> copy = new ArrayList<>(proof);
        byte[] hash = copy.get(bit % proof.size()).clone();
        hash[bit % 32] ^= (byte) (1 << bit % 8);
        copy.set(bit % proof.size(), hash);
        return copy;
    }

    @Test
    void whatIsNoProofIsRefusedAndNothingIsThrown() {
        byte[] root = LOG.root(7);
        byte[] leaf = LOG.leaves().getFirst();
        List<byte[]> proof = Proofs.inclusion(LOG, 0, 7);
        assertThat(Proofs.verifyInclusion(leaf, -1, 7, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 7, 7, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 0, Long.MIN_VALUE, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 0, Long.MAX_VALUE, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(new byte[31], 0, 7, proof, root)).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 0, 7, proof, new byte[0])).isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 0, 7, List.of(new byte[5]), root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(leaf, 0, 7, tooMany(), root)).isFalse();
        assertThat(Proofs.verifyConsistency(-1, root, 7, root, List.of())).isFalse();
        assertThat(Proofs.verifyConsistency(8, root, 7, root, List.of())).isFalse();
        assertThat(Proofs.verifyConsistency(3, LOG.root(3), Long.MAX_VALUE, root, tooMany()))
                .isFalse();
        assertThat(Proofs.verifyConsistency(3, LOG.root(3), 7, root, List.of())).isFalse();
        assertThat(Proofs.verifyConsistency(4, LOG.root(4), 7, root, List.of())).isFalse();
        assertThat(Proofs.verifyConsistency(7, root, 7, root, List.of(root))).isFalse();
        assertThat(Proofs.verifyConsistency(0, root, 7, root, List.of())).isFalse();
    }

    private static List<byte[]> tooMany() {
        return IntStream.range(0, 100_000).mapToObj(i -> new byte[32]).toList();
    }

    @Test
    void everyLogGoesOnFromTheEmptyOne() {
        assertThat(Proofs.consistency(LOG, 0, 7)).isEmpty();
        assertThat(Proofs.verifyConsistency(0, Merkle.emptyRoot(), 7, LOG.root(7), List.of()))
                .isTrue();
        assertThat(Proofs.verifyConsistency(0, Merkle.emptyRoot(), 7, LOG.root(7), List.of(LOG.root(3))))
                .isFalse();
    }

    @Test
    void eachTileIsReadOnce() {
        HashList log = new HashList(LOG.leaves());
        // Size 2,000 in tiles: leaf 1,000 lies in tile 3; the right edge is tile 7 of level 0 and the one tile of level
        // 1.
        Proofs.inclusion(log, 1_000, 2_000);
        assertThat(log.reads()).isEqualTo(3);
    }

    @Test
    void askingForWhatTheLogDoesNotHaveIsTheCallersFault() {
        assertThatThrownBy(() -> Proofs.inclusion(LOG, 7, 7)).hasMessageContaining("no position 7");
        assertThatThrownBy(() -> Proofs.consistency(LOG, 8, 7)).hasMessageContaining("from one of 8");
    }
}
