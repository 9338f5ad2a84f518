package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.seal.SealProblem.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventProofTest {
    private static final HashList LOG = WorkedExample.log(WorkedExample.SIZE);
    private static final String HEAD = SignedHead.sign(
                    WorkedExample.checkpoint(), WorkedExample.LOG_KEY, WorkedExample.COSIGNER, Exports.AT)
            .note();

    private static EventProof proof(int position) {
        return new EventProof(
                position,
                WorkedExample.leaf(position).data(),
                Proofs.inclusion(LOG, position, WorkedExample.SIZE),
                HEAD);
    }

    private static void assertRefused(Kind kind, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        SealProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @Test
    void everyEventOfTheWorkedExampleIsProven() {
        for (int i = 0; i < WorkedExample.SIZE; i++) {
            EventProof read = EventProof.parse(proof(i).text());
            assertThat(read.verify(WorkedExample.TRUSTED).checkpoint()).isEqualTo(WorkedExample.checkpoint());
            assertThat(read.leaf().data()).isEqualTo(WorkedExample.leaf(i).data());
        }
    }

    @Test
    void theTextBeginsAndEndsAsTheStandardSays() {
        String text = proof(17).text();
        assertThat(text.lines().toList())
                .startsWith(
                        "c2sp.org/tlog-proof@v1",
                        "extra " + Texts.base64(WorkedExample.leaf(17).data()),
                        "index 17",
                        Texts.base64(WorkedExample.leaf(16).hash()));
        assertThat(text).endsWith("\n\n" + HEAD);
    }

    @Test
    void anotherEventPositionOrPathIsNotInTheLog() {
        EventProof good = proof(17);
        List<byte[]> path = good.path();
        byte[] other = WorkedExample.leaf(18).data();
        assertRefused(Kind.NOT_IN_LOG, () -> new EventProof(17, other, path, HEAD).verify(WorkedExample.TRUSTED));
        assertRefused(
                Kind.NOT_IN_LOG, () -> new EventProof(18, good.leafData(), path, HEAD).verify(WorkedExample.TRUSTED));
        assertRefused(
                Kind.NOT_IN_LOG,
                () -> new EventProof(17, good.leafData(), path.subList(1, path.size()), HEAD)
                        .verify(WorkedExample.TRUSTED));
    }

    @Test
    void aProofUnderAHeadOfAnotherKeyIsRefused() {
        assertRefused(Kind.UNKNOWN_KEY, () -> proof(17).verify(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\n\nhead",
                "c2sp.org/tlog-proof@v2\nextra AAAA\nindex 0\n\nhead",
                "c2sp.org/tlog-proof@v1\nindex 0\n\nhead",
                "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 00\n\nhead",
                "c2sp.org/tlog-proof@v1\nextra AAAA\nindex -1\n\nhead",
                "c2sp.org/tlog-proof@v1\nextra AAA\nindex 0\n\nhead",
                "c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\nAAAA\n\nhead"
            })
    void aTextThatIsNoProofIsRefused(String text) {
        assertRefused(Kind.MALFORMED, () -> EventProof.parse(text));
    }

    @Test
    void leafDataThatIsCutOrLongerIsRefused() {
        byte[] data = WorkedExample.leaf(0).data();
        for (int length = 0; length < data.length; length++) {
            byte[] cut = Arrays.copyOf(data, length);
            assertRefused(Kind.MALFORMED, () -> Leaf.parse(cut));
        }
        assertRefused(Kind.MALFORMED, () -> Leaf.parse(Arrays.copyOf(data, data.length + 1)));
        byte[] version = data.clone();
        version[0] = 2;
        assertRefused(Kind.MALFORMED, () -> Leaf.parse(version));
    }
}
