package counterfoil.http.stock;

import static counterfoil.http.Refusing.pointersOf;
import static counterfoil.http.Refusing.problemOf;
import static counterfoil.http.Refusing.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.QuestionFilter;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsBodyTest {
    private static QuestionsBody parse(String body) {
        return QuestionsBody.parse(utf8(body.replace('\'', '"')));
    }

    @Test
    void numbersAreReadWithTheReason() {
        assertThat(parse("{'accept':[1,3],'reject':[2],'reason':'seen'}"))
                .isEqualTo(new QuestionsBody(List.of(1L, 3L), List.of(2L), null, false, "seen"));
    }

    @Test
    void aFilterIsRead() {
        QuestionFilter filter = new QuestionFilter(
                Rule.UNIT_ERROR, Timeframe.D1, LocalDate.of(2022, 5, 1), LocalDate.of(2022, 6, 30), "feed", "i-1");

        assertThat(parse("{'reject_where':{'rule':'unit-error','timeframe':'1d','from':'2022-05-01','to':'2022-06-30',"
                        + "'source':'feed','import_id':'i-1'}}"))
                .isEqualTo(new QuestionsBody(List.of(), List.of(), filter, false, null));
        assertThat(parse("{'accept_where':{'from':'2022-05-01'}}").acceptMatching())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|''",
                "{'accept':[1],'accept_where':{'from':'2022-05-01'}}|''",
                "{'accept_where':{'from':'2022-05-01'},'reject_where':{'from':'2022-05-01'}}|''",
                "{'accept':[]}|/accept",
                "{'accept':[0]}|/accept/0",
                "{'accept':['1']}|/accept/0",
                "{'accept':[1.5]}|/accept/0",
                "{'accept':[1,1]}|/accept/1",
                "{'accept':[1],'reject':[2,1]}|/reject/1",
                "{'accept_where':{}}|/accept_where",
                "{'accept_where':{'rule':'nonsense'}}|/accept_where/rule",
                "{'accept_where':{'timeframe':'5m'}}|/accept_where/timeframe",
                "{'accept_where':{'from':'2022-05-02','to':'2022-05-01'}}|/accept_where",
                "{'accept_where':{'from':'2022-05-01','status':'open'}}|/accept_where/status",
                "{'accept':[1],'why':'so'}|/why",
                "{'accept':[1],'reason':' '}|/reason"
            })
    void aBodyOfAnotherFormIsRefused(String body, String pointer) {
        assertThat(pointersOf(() -> parse(body))).containsExactly(pointer);
    }

    @Test
    void theNumberOfQuestionsIsLimited() {
        assertThat(parse("{'accept':[" + numbers(1, 600) + "],'reject':[" + numbers(601, 1_000) + "]}")
                        .accept())
                .hasSize(600);
        assertThat(problemOf(() -> parse("{'accept':[" + numbers(1, 1_001) + "]}"))
                        .detail())
                .isEqualTo("at most 1000 at once, not 1001");
        assertThat(problemOf(() -> parse("{'accept':[" + numbers(1, 600) + "],'reject':[" + numbers(601, 1_001) + "]}"))
                        .detail())
                .isEqualTo("at most 1000 questions at once");
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
