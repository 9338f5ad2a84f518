package counterfoil.node.stock;

import counterfoil.domain.series.Series;
import counterfoil.market.Bar;
import counterfoil.market.Bars;
import counterfoil.market.Instrument;
import counterfoil.market.Timeframe;
import counterfoil.market.calendar.Calendars;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the state of a stock holds, for JSON and digest: all of {@link StockState} but sequence number and instant of its
 * last event, which stand beside it wherever it is shown.
 *
 * @param recent what recent commands did, by command id, newest generation first
 */
record StockContent(
        String instrumentId,
        @Nullable Instrument instrument,
        @Nullable LocalDate delistedOn,
        Standing days,
        Standing minutes,
        List<Imports.Import> imports,
        List<Stated> stated,
        List<KeptAction> actions,
        List<KeptQuestion> questions,
        List<SortedMap<String, Command>> recent) {

    /**
     * Bars that stand.
     *
     * @param bars oldest first, in columns
     * @param imports the number of the import that each stands for, from 0
     * @param replaced earlier versions, by time and oldest first
     */
    record Standing(Bars bars, List<Integer> imports, List<Replaced> replaced) {}

    /** A version that was replaced, and the number of its import. */
    record Replaced(int imported, Bar bar) {}

    /** What a command did. */
    record Command(@Nullable String bodyHash, StockOutcome outcome, Instant at) {}

    static StockContent of(StockState state, @Nullable LocalDate asOf) {
        String currency =
                state.instrument() == null ? "" : state.instrument().currency().code();
        StockSeries seen = new StockSeries(state, currency, asOf, Calendars.NONE);
        return new StockContent(
                state.instrumentId(),
                state.instrument(),
                state.delistedOn(),
                standing(state.days(), seen.end(Timeframe.D1)),
                standing(state.minutes(), seen.end(Timeframe.M1)),
                state.imports().all(),
                state.stated(),
                state.actions().stream()
                        .filter(kept -> asOf == null || !kept.action().exDate().isAfter(asOf))
                        .toList(),
                state.questions().stream()
                        .filter(kept ->
                                asOf == null || !StockReads.dateOf(state, kept).isAfter(asOf))
                        .toList(),
                state.recent().generations().stream()
                        .map(StockContent::commands)
                        .toList());
    }

    private static Standing standing(Series series, int end) {
        List<Bar> bars = new ArrayList<>(end);
        List<Integer> imports = new ArrayList<>(end);
        for (int i = 0; i < end; i++) {
            bars.add(series.bar(i));
            imports.add(series.origin(i));
        }
        long after = end < series.size() ? series.time(end) : Long.MAX_VALUE;
        List<Replaced> replaced = new ArrayList<>();
        series.replaced().forEach((time, versions) -> {
            if (time < after) {
                versions.forEach(version -> replaced.add(new Replaced(version.origin(), version.bar())));
            }
        });
        return new Standing(Bars.of(bars), imports, replaced);
    }

    private static SortedMap<String, Command> commands(Map<String, Recent.Kept> generation) {
        SortedMap<String, Command> commands = new TreeMap<>();
        generation.forEach((id, kept) -> commands.put(id, new Command(kept.bodyHash(), kept.outcome(), kept.at())));
        return commands;
    }
}
