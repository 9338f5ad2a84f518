package counterfoil.http.stock;

import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import counterfoil.market.AdjustmentRun;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 8TRA.DE around its dividend, from the test data of yfinance (Apache-2.0, tests/data), rounded to cents. */
class AdjustedClosesTest {
    private static final String REPAIRED = """
            Date,Open,High,Low,Close,Adj Close,Volume
            2023-05-30,19.59,19.80,19.27,19.35,18.63,196309
            2023-05-31,19.12,19.14,18.70,18.79,18.09,156652
            2023-06-02,18.55,19.00,18.51,18.90,18.90,83439
            2023-06-05,18.93,19.09,18.84,19.00,,153167
            2023-06-06,18.91,18.95,18.51,18.66,18.66,104352
            """;

    @Test
    void oneFactorIsOneRunAlthoughClosesAreRounded() {
        List<AdjustmentRun> runs = BarsBody.csv(utf8(REPAIRED), null, "yahoo").stated();

        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).from()).isEqualTo(LocalDate.of(2023, 5, 30));
        assertThat(runs.get(0).to()).isEqualTo(LocalDate.of(2023, 5, 31));
        assertThat(runs.get(0).factor()).isCloseTo(0.96275, within(3e-4));
        assertThat(runs.get(1)).isEqualTo(new AdjustmentRun(LocalDate.of(2023, 6, 2), LocalDate.of(2023, 6, 6), 1));
    }

    @Test
    void withoutAdjustedClosesNothingIsStated() {
        assertThat(BarsBody.json(utf8("{\"timeframe\":\"1d\",\"bars\":[{\"t\":\"2023-05-30\",\"o\":1,\"h\":1,\"l\":1,"
                                + "\"c\":1,\"v\":1}]}"))
                        .stated())
                .isEmpty();
    }

    @Test
    void jsonHasThemAsA() {
        assertThat(BarsBody.json(utf8("{\"timeframe\":\"1d\",\"bars\":[{\"t\":\"2023-05-30\",\"o\":1,\"h\":1,\"l\":1,"
                                + "\"c\":1,\"v\":1,\"a\":0.5}]}"))
                        .stated())
                .containsExactly(new AdjustmentRun(LocalDate.of(2023, 5, 30), LocalDate.of(2023, 5, 30), 0.5));
    }

    @Test
    void minutesHaveNone() {
        assertThat(pointersOf(
                        () -> BarsBody.json(utf8("{\"timeframe\":\"1m\",\"bars\":[{\"t\":\"2023-05-30T10:00:00Z\","
                                + "\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"a\":0.5}]}"))))
                .containsExactly("/bars");
        assertThat(pointersOf(() -> BarsBody.csv(
                        utf8("time,open,high,low,close,adj close,volume\n2023-05-30T10:00:00Z,1,1,1,1,1,1\n"),
                        null,
                        null)))
                .containsExactly("line 1");
    }

    @Test
    void closesThatChangeTheirFactorFromDayToDayAreNoAdjustedCloses() {
        StringBuilder body = new StringBuilder("date,open,high,low,close,volume,adj_close\n");
        for (int i = 0; i <= 500; i++) {
            body.append(LocalDate.of(2000, 1, 1).plusDays(i))
                    .append(",9,9,9,9,1,")
                    .append(1 + i)
                    .append('\n');
        }

        assertThat(pointersOf(() -> BarsBody.csv(utf8(body.toString()), null, null)))
                .containsExactly("body");
    }
}
