package counterfoil.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.domain.statistics.StatisticDefinition;
import counterfoil.domain.statistics.Undefined;
import counterfoil.http.stock.Statistics;
import counterfoil.market.Closes;
import counterfoil.market.StatisticsParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StockStatisticsTest {
    private static final Closes CLOSES = new Closes(new int[] {10, 11, 12, 13}, new double[] {100, 120, 90, 99});

    private static Statistics.Computed computed(Statistics.Comparison benchmark) {
        return new StockStatistics()
                .compute(new Statistics.Asked(
                        CLOSES, benchmark, LocalDate.ofEpochDay(11), new StatisticsParameters(0, 0.95, 1, 252, 2)));
    }

    private static Statistics.Metric metric(Statistics.Computed computed, String name) {
        return computed.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void daysBecomeDatesAndDefinitionsTheirTexts() {
        Statistics.Computed computed = computed(new Statistics.Comparison.None());

        assertThat(computed.extent())
                .isEqualTo(new Statistics.Extent(
                        3, LocalDate.ofEpochDay(10), LocalDate.ofEpochDay(11), LocalDate.ofEpochDay(13)));
        assertThat(computed.dates())
                .isEqualTo(new Statistics.Dates(
                        LocalDate.ofEpochDay(11),
                        LocalDate.ofEpochDay(12),
                        null,
                        LocalDate.ofEpochDay(11),
                        LocalDate.ofEpochDay(12)));
        Statistics.Metric drawdown = metric(computed, "max_drawdown");
        assertThat(drawdown.value()).isEqualTo(-0.25);
        assertThat(drawdown.meaning()).isEqualTo(StatisticDefinition.MAX_DRAWDOWN.meaning());
        assertThat(metric(computed, "beta").reason()).isEqualTo("no-benchmark");
        assertThat(computed.match()).isNull();
    }

    @Test
    void anotherCurrencyIsTheReasonWhyNothingIsCompared() {
        Statistics.Computed computed = computed(new Statistics.Comparison.InOtherCurrency());

        assertThat(metric(computed, "correlation").reason()).isEqualTo("benchmark-in-other-currency");
        assertThat(metric(computed, "max_drawdown").value()).isEqualTo(-0.25);
    }

    @Test
    void rollingLinesAreNamedAsTheMetricsThatTheyAre() {
        Statistics.Rolling alone = Objects.requireNonNull(
                computed(new Statistics.Comparison.None()).rolling());
        Statistics.Rolling compared = Objects.requireNonNull(
                computed(new Statistics.Comparison.Given(CLOSES)).rolling());

        assertThat(alone.dates()).hasSize(3);
        assertThat(alone.lines())
                .extracting(Statistics.Line::name)
                .containsExactly("volatility", "sharpe", "max_drawdown");
        assertThat(alone.lines().getLast().values()).containsExactly(Double.NaN, -0.25, -0.25);
        assertThat(compared.lines()).extracting(Statistics.Line::name).endsWith("beta");
    }

    @Test
    void theContractKnowsEveryNameAndEveryReason() throws IOException {
        String contract = contract();
        List<String> names = Arrays.stream(StatisticDefinition.values())
                .map(StatisticDefinition::code)
                .toList();
        List<String> reasons =
                Arrays.stream(Undefined.values()).map(Undefined::code).toList();

        assertThat(listAfter(contract, "    StatisticName:")).isEqualTo(names);
        assertThat(listAfter(contract, "description: Why a number is null."))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    /** The published page has each name and each reason in a row of a table. */
    @Test
    void theDefinitionsArePublished() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "use", "definitions.md"));
        List<String> rows = page.lines().filter(line -> line.startsWith("| `")).toList();

        for (StatisticDefinition definition : StatisticDefinition.values()) {
            assertThat(rows).anyMatch(row -> row.contains("`" + definition.code() + "`"));
        }
        for (Undefined reason : Undefined.values()) {
            assertThat(rows).anyMatch(row -> row.contains("`" + reason.code() + "`"));
        }
    }

    private static List<String> listAfter(String contract, String mark) {
        int from = contract.indexOf("enum: [", contract.indexOf(mark)) + "enum: [".length();
        return Arrays.stream(
                        contract.substring(from, contract.indexOf(']', from)).split(",", -1))
                .map(String::strip)
                .toList();
    }

    private static String contract() throws IOException {
        try (InputStream in = Objects.requireNonNull(Statistics.class.getResourceAsStream("/openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
