package counterfoil.persistence.seal;

import static counterfoil.persistence.seal.WorkedExample.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The example that the documentation for auditors reproduces with {@code sha256sum}. */
class WorkedExampleTest {
    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void theDataOfTheFirstLeafIsAsDocumented() {
        assertThat(hex(leaf(0).data()))
                .isEqualTo("01000e706f7274666f6c696f7c64656d6f0000000000000001000001a0c4506c0000002329001e"
                        + "706f7274666f6c696f2e5472616e73616374696f6e506f737465642e7631"
                        + "00000007f3013f933b9fb80ab6d995e7ad9da36f683837ba1d81e950c943d40111eac2f0");
    }

    @Test
    void theHashesOfTheFirstAndTheLastLeafAreAsDocumented() {
        assertThat(hex(leaf(0).hash())).isEqualTo("c5e5ef5af60b556979f830e98fb6f7d7647902c3457afe01586ad32a8c572634");
        assertThat(hex(leaf(299).hash())).isEqualTo("1b1eaa28a9adaa01e51c38f7df55a0883f44fe21c1b3b1800e5ea0eaf7557034");
    }

    @Test
    void theRootAndTheFirstTileRootAreAsDocumented() {
        Frontier frontier = Frontier.empty();
        StringBuilder tiles = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            frontier.append(
                    leaf(i).hash(), (level, index, hash) -> tiles.append(level + "/" + index + "=" + hex(hash)));
        }
        assertThat(hex(frontier.root())).isEqualTo("6f8729f3bbca79ef6c61d7adf8428feba572604c11a73ba13061f7bc1eafd29a");
        assertThat(tiles.toString()).isEqualTo("1/0=0596a5d5bcbe755da8de2e7f1eea8c257d83ee812311c41375314314b2d23a39");
    }

    @Test
    void anEdgeThatWasKeptGoesOnAsIfItHadNotBeen() {
        Frontier frontier = Frontier.empty();
        for (int i = 0; i < 300; i++) {
            frontier.append(leaf(i).hash(), (level, index, hash) -> {});
            frontier = Frontier.of(frontier.size(), frontier.toBytes());
        }
        assertThat(hex(frontier.root())).isEqualTo("6f8729f3bbca79ef6c61d7adf8428feba572604c11a73ba13061f7bc1eafd29a");
    }

    @Test
    void theKeyIsPublishedAsDocumented() {
        assertThat(WorkedExample.LOG_KEY.verifier().idHex()).isEqualTo("5e595ea0");
        assertThat(WorkedExample.LOG_KEY.verifierKey())
                .isEqualTo("counterfoil.example/log+5e595ea0+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
    }

    @Test
    void theSignedHeadIsAsDocumented() {
        Checkpoint checkpoint = WorkedExample.checkpoint();
        String log = """
                counterfoil.example/log
                300
                b4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=

                — counterfoil.example/log XlleoLvICWMu0bzipX4cH0qDOjO6Yf7+XxEIDx0GMucbi+GDuJMgQNjkUVGp\
                euocLQOEWsDhTizIvd+lrAaMTtfnLg0=
                """;
        assertThat(checkpoint.body() + "\n" + WorkedExample.LOG_KEY.sign(checkpoint.body(), Instant.EPOCH))
                .isEqualTo(log);
        SignedHead opened = SignedHead.open(log, WorkedExample.TRUSTED);
        assertThat(opened.checkpoint()).isEqualTo(checkpoint);
        assertThat(opened.cosignedAt()).isEmpty();
    }

    @Test
    void aSignedHeadSaysWhenItWasTheNewest() {
        Instant at = Instant.parse("2026-11-22T13:30:00.9Z");
        SignedHead signed =
                SignedHead.sign(WorkedExample.checkpoint(), WorkedExample.LOG_KEY, WorkedExample.COSIGNER, at);
        SignedHead opened = SignedHead.open(signed.note(), WorkedExample.TRUSTED);
        assertThat(opened).isEqualTo(signed);
        assertThat(opened.cosignedAt()).contains(Instant.parse("2026-11-22T13:30:00Z"));
    }
}
