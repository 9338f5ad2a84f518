package counterfoil.persistence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.persistence.seal.SealProblem.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {
    private static final Instant AT = Instant.parse("2026-11-22T13:30:00Z");
    private static final LogKey NEXT = LogKey.ofSeed(WorkedExample.ORIGIN, WorkedExample.seed(77));
    private static final Checkpoint CHECKPOINT = WorkedExample.checkpoint();
    private static final String HEAD = SignedHead.sign(CHECKPOINT, WorkedExample.LOG_KEY, WorkedExample.COSIGNER, AT)
            .note();

    private static void assertRefused(Kind kind, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        SealProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    /** The example of the C2SP document signed-note. */
    @Test
    void theNoteInTheStandardIsSignedByTheKeyInTheStandard() {
        Note note = Note.parse("""
                This is an example message.

                — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlT\
                gK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """);
        VerifierKey key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        assertThat(note.verify(List.of(key))).hasSize(1);
    }

    @Test
    void severalKeysOfTheLogSignOneHeadAndEitherIsEnough() {
        SignedHead signed =
                SignedHead.sign(CHECKPOINT, List.of(WorkedExample.LOG_KEY, NEXT), WorkedExample.COSIGNER, AT);
        assertThat(SignedHead.open(signed.note(), List.of(WorkedExample.LOG_KEY.verifier()))
                        .checkpoint())
                .isEqualTo(CHECKPOINT);
        assertThat(SignedHead.open(signed.note(), List.of(NEXT.verifier())).signedBy())
                .containsExactly(NEXT.verifier());
    }

    @Test
    void aHeadOfAnUnknownKeyIsRefusedAndTheTrustedOneIsNamed() {
        assertRefused(Kind.UNKNOWN_KEY, () -> SignedHead.open(HEAD, List.of(NEXT.verifier())));
        assertThatThrownBy(() -> SignedHead.open(HEAD, List.of(NEXT.verifier())))
                .hasMessageContaining(NEXT.verifierKey());
        // The cosigner alone says nothing about the log.
        assertRefused(Kind.UNKNOWN_KEY, () -> SignedHead.open(HEAD, List.of(WorkedExample.COSIGNER.verifier())));
    }

    @Test
    void anotherSizeUnderTheSameSignatureIsRefused() {
        assertRefused(
                Kind.BAD_SIGNATURE, () -> SignedHead.open(HEAD.replace("\n300\n", "\n301\n"), WorkedExample.TRUSTED));
    }

    @Test
    void oneFalseSignatureOfATrustedKeySpoilsTheHead() {
        String other = SignedHead.sign(
                        new Checkpoint(WorkedExample.ORIGIN, 301, CHECKPOINT.root()), NEXT, WorkedExample.COSIGNER, AT)
                .note();
        String foreignLine = other.lines().skip(4).findFirst().orElseThrow() + "\n";
        assertRefused(
                Kind.BAD_SIGNATURE,
                () -> SignedHead.open(HEAD + foreignLine, List.of(WorkedExample.LOG_KEY.verifier(), NEXT.verifier())));
    }

    @Test
    void aHeadOfAnotherLogIsNotTakenForThisOne() {
        Checkpoint elsewhere = new Checkpoint("counterfoil.example/other", 300, CHECKPOINT.root());
        String note = elsewhere.body() + "\n" + WorkedExample.LOG_KEY.sign(elsewhere.body(), AT);
        assertRefused(Kind.OTHER_LOG, () -> SignedHead.open(note, WorkedExample.TRUSTED));
        assertThatThrownBy(() -> SignedHead.sign(elsewhere, WorkedExample.LOG_KEY, WorkedExample.COSIGNER, AT))
                .hasMessageContaining("does not sign heads of counterfoil.example/other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n1\n",
                "o\n01\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=\n",
                "o\n-1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=\n",
                "o\n9223372036854775808\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=\n",
                "o\n1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0pp=\n",
                "o\n1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po\n",
                "o\n1\nAAAA\n",
                "\n1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=\n",
                "o\n1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=",
                "o\n1\nb4cp87vKee9sYdet+EKP66VyYEwRpzuhMGH3vB6v0po=\nmore\n"
            })
    void aTextThatIsNoCheckpointIsRefused(String body) {
        assertRefused(Kind.MALFORMED, () -> Checkpoint.parse(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text\n", "text\n\n", "text\n\nno dash AAAAAAA=\n", "text\n\n— a b c\n", "text\n\n— a AAAA\n"
            })
    void aTextThatIsNoNoteIsRefused(String note) {
        assertRefused(Kind.MALFORMED, () -> Note.parse(note));
    }

    @Test
    void aNoteThatIsTooLongOrHoldsControlCharactersIsRefused() {
        assertRefused(Kind.MALFORMED, () -> Note.parse("x".repeat(70_000)));
        assertRefused(Kind.MALFORMED, () -> Note.parse(HEAD.replace("\n300", "\r\n300")));
        String line = WorkedExample.LOG_KEY.sign("a\n", AT);
        assertThat(Note.parse("a\n\n" + line.repeat(64)).signatures()).hasSize(64);
        assertRefused(Kind.MALFORMED, () -> Note.parse("a\n\n" + line.repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "counterfoil.example/log",
                "counterfoil.example/log+5e595ea1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "counterfoil.example/log+5E595EA0+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "counterfoil example+5e595ea0+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "counterfoil.example/log+5e595ea0+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "counterfoil.example/log+5e595ea0+AQOh"
            })
    void aTextThatIsNoVerifierKeyIsRefused(String vkey) {
        assertRefused(Kind.MALFORMED, () -> VerifierKey.parse(vkey));
    }

    @Test
    void aVerifierKeyIsReadAsItWasWritten() {
        for (VerifierKey key : WorkedExample.TRUSTED) {
            assertThat(VerifierKey.parse(key.text())).isEqualTo(key);
        }
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveSignsNothing() {
        // y = 2 belongs to no point: (y² - 1) / (d y² + 1) is no square modulo 2^255 - 19.
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        assertThat(Ed25519.isSignedBy(noPoint, new byte[1], new byte[64])).isFalse();
        assertThat(Ed25519.isSignedBy(WorkedExample.LOG_KEY.verifier().publicKey(), new byte[1], new byte[3]))
                .isFalse();
    }

    @Test
    void aSeedOfAnotherLengthIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> LogKey.ofSeed("a", new byte[31])).hasMessage("a signing seed has 32 bytes, not 31");
    }

    @Test
    void aKeyChangeNeedsBothSignaturesAndTheSameLog() {
        String note = KeyChange.sign(WorkedExample.LOG_KEY, NEXT, AT);
        assertThat(KeyChange.open(note)).isEqualTo(new KeyChange(WorkedExample.LOG_KEY.verifier(), NEXT.verifier()));
        String byOldOnly = note.substring(0, note.lastIndexOf("—"));
        assertRefused(Kind.UNKNOWN_KEY, () -> KeyChange.open(byOldOnly));
        assertRefused(Kind.MALFORMED, () -> KeyChange.open(note.replaceFirst("example/log", "example/lag")));
        LogKey elsewhere = LogKey.ofSeed("counterfoil.example/other", WorkedExample.seed(77));
        assertThatThrownBy(() -> KeyChange.sign(WorkedExample.LOG_KEY, elsewhere, AT))
                .hasMessageContaining("no key of a log vouches like this");
    }

    @Test
    void aLogVouchesForANewCosigner() {
        CosignerKey cosigner = CosignerKey.ofSeed("counterfoil.example/clock", WorkedExample.seed(99));
        KeyChange change = KeyChange.open(KeyChange.sign(WorkedExample.LOG_KEY, cosigner, AT));
        assertThat(KeyChange.follow(List.of(change), List.of(WorkedExample.LOG_KEY.verifier())))
                .containsExactly(WorkedExample.LOG_KEY.verifier(), cosigner.verifier());
        assertThat(KeyChange.follow(List.of(change), List.of(NEXT.verifier()))).containsExactly(NEXT.verifier());
    }
}
