package counterfoil.http.stock;

import static counterfoil.http.JsonShape.DATE;
import static counterfoil.http.JsonShape.OBJECT;
import static counterfoil.http.JsonShape.TEXT;

import counterfoil.http.Faults;
import counterfoil.http.Json;
import counterfoil.http.JsonObject;
import counterfoil.http.JsonShape;
import counterfoil.http.JsonValue;
import counterfoil.market.Rule;
import counterfoil.market.Timeframe;
import counterfoil.protocol.stock.QuestionFilter;
import counterfoil.protocol.stock.StockCommand;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How {@code POST /admin/stocks/{id}/questions} settles questions: by number, or all open ones that a filter lets through.
 *
 * @param accept numbers to accept
 * @param reject numbers to reject; no number in both lists
 * @param matching the filter; null when numbers are given
 * @param acceptMatching whether what matches is accepted; otherwise it is rejected
 * @param reason why, in the person's words; null when none is given
 */
public record QuestionsBody(
        List<Long> accept,
        List<Long> reject,
        @Nullable QuestionFilter matching,
        boolean acceptMatching,
        @Nullable String reason) {
    private static final JsonShape<Long> NUMBER = (value, pointer, faults) -> {
        if (value instanceof JsonValue.Digits digits && digits.digits().matches("[1-9][0-9]{0,17}")) {
            return Optional.of(Long.parseLong(digits.digits()));
        }
        faults.add(pointer, "a question is a number from 1, found " + value.described());
        return Optional.empty();
    };
    private static final JsonShape<List<Long>> NUMBERS = JsonShape.listOf(NUMBER, StockCommand.MAX_QUESTIONS);
    private static final JsonShape<QuestionFilter> FILTER =
            (value, pointer, faults) -> OBJECT.read(value, pointer, faults).flatMap(QuestionsBody::filter);

    /** Copies the numbers in. */
    public QuestionsBody {
        accept = List.copyOf(accept);
        reject = List.copyOf(reject);
    }

    /** Reads {@code {"accept":[…],"reject":[…]}}, {@code {"accept_where":{…}}} or {@code {"reject_where":{…}}}. */
    public static QuestionsBody parse(byte[] body) {
        JsonObject in = Json.object(body);
        Optional<List<Long>> accept = in.optional("accept", NUMBERS);
        Optional<List<Long>> reject = in.optional("reject", NUMBERS);
        Optional<QuestionFilter> acceptWhere = in.optional("accept_where", FILTER);
        Optional<QuestionFilter> rejectWhere = in.optional("reject_where", FILTER);
        Optional<String> reason = in.optional("reason", InstrumentBody.REASON);
        in.end();
        Faults faults = in.faults();
        faults.refuseIfAny();
        int ways = (accept.isPresent() || reject.isPresent() ? 1 : 0)
                + (acceptWhere.isPresent() ? 1 : 0)
                + (rejectWhere.isPresent() ? 1 : 0);
        if (ways != 1) {
            faults.add(in.pointer(), "give numbers (accept, reject), or accept_where, or reject_where");
        }
        Set<Long> seen = new HashSet<>();
        requireOnce(accept.orElse(List.of()), in.pointer("accept"), seen, faults);
        requireOnce(reject.orElse(List.of()), in.pointer("reject"), seen, faults);
        if (seen.size() > StockCommand.MAX_QUESTIONS) {
            throw Faults.limit(in.pointer(), "at most " + StockCommand.MAX_QUESTIONS + " questions at once");
        }
        faults.refuseIfAny();
        return new QuestionsBody(
                accept.orElse(List.of()),
                reject.orElse(List.of()),
                acceptWhere.or(() -> rejectWhere).orElse(null),
                acceptWhere.isPresent(),
                reason.orElse(null));
    }

    private static void requireOnce(List<Long> numbers, String pointer, Set<Long> seen, Faults faults) {
        for (int i = 0; i < numbers.size(); i++) {
            if (!seen.add(numbers.get(i))) {
                faults.add(pointer + "/" + i, "duplicate: question " + numbers.get(i) + " is given twice");
            }
        }
    }

    private static Optional<QuestionFilter> filter(JsonObject in) {
        Optional<Rule> rule = in.optional("rule", TEXT.to(Rule::parse));
        Optional<Timeframe> timeframe = in.optional("timeframe", TEXT.to(BarsBody::recorded));
        Optional<LocalDate> from = in.optional("from", DATE);
        Optional<LocalDate> to = in.optional("to", DATE);
        Optional<String> source = in.optional("source", Source.SHAPE);
        Optional<String> importId = in.optional("import_id", Source.SHAPE);
        in.end();
        return in.faults().isEmpty()
                ? in.faults()
                        .make(
                                in.pointer(),
                                () -> new QuestionFilter(
                                        rule.orElse(null),
                                        timeframe.orElse(null),
                                        from.orElse(null),
                                        to.orElse(null),
                                        source.orElse(null),
                                        importId.orElse(null)))
                : Optional.empty();
    }
}
