package counterfoil.http;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalProblemTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Refusal.UnknownInstrument("X"), 404, "unknown-instrument"),
                Arguments.of(new Refusal.InstrumentDiffers("id", java.util.List.of("name")), 409, "instrument-differs"),
                Arguments.of(new Refusal.AlreadyDelisted("id", "2024-01-02"), 409, "already-delisted"),
                Arguments.of(Refusals.taken("isin"), 409, "identifier-taken"),
                Arguments.of(
                        new Refusal.IdentifierUnconfirmed(
                                ((Refusal.IdentifierTaken) Refusals.taken("isin")).identifier()),
                        503,
                        "identifier-unconfirmed"),
                Arguments.of(new Refusal.CommandReused("c"), 422, "idempotency-key-reused"),
                Arguments.of(new Refusal.SequenceChanged(1, 2), 412, "sequence-changed"),
                Arguments.of(new Refusal.UnknownQuestion(9), 404, "unknown-question"),
                Arguments.of(new Refusal.QuestionSettled(9, "rejected"), 409, "question-settled"),
                Arguments.of(new Refusal.UnknownImport("i"), 404, "unknown-import"),
                Arguments.of(new Refusal.ActionDiffers("split-2020-08-31", "4:1", "5:1"), 409, "action-differs"),
                Arguments.of(new Refusal.LimitReached("bars", 1, 2), 422, "limit-reached"),
                Arguments.of(new Refusal.InvalidParameter("indicators", "x", "sma"), 422, "invalid-parameter"),
                Arguments.of(new Refusal.AdjustmentUnavailable("no rate"), 422, "adjustment-unavailable"),
                Arguments.of(new Refusal.UnknownHold("h"), 404, "unknown-hold"),
                Arguments.of(new Refusal.HoldOver("h", "2026-01-05T10:00:00Z"), 409, "hold-over"),
                Arguments.of(new Refusal.SecondPersonNeeded("h", "p"), 409, "second-person-needed"),
                Arguments.of(new Refusal.EntityBusy(), 503, "entity-busy"),
                Arguments.of(new Refusal.MessageTooLarge(200_000, 131_072), 422, "message-too-large"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRefusalHasItsStatusAndItsCode(Refusal refusal, int status, String code) {
        Problem problem = RefusalProblem.of(refusal);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void noRefusalTellsAClassName(Refusal refusal, int status, String code) {
        Problem problem = RefusalProblem.of(refusal);

        assertThat(problem.title() + problem.detail()).doesNotContain("[", "counterfoil.", "Refusal");
    }
}
