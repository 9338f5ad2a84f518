package counterfoil.node.stock;

import counterfoil.domain.series.Series;
import counterfoil.domain.series.Version;
import counterfoil.market.Bar;
import counterfoil.market.Instrument;
import counterfoil.persistence.journal.ApplyVersion;
import counterfoil.protocol.Snapshot;
import counterfoil.protocol.stock.StockOutcome;
import counterfoil.protocol.stock.StockView.KeptAction;
import counterfoil.protocol.stock.StockView.KeptQuestion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.jspecify.annotations.Nullable;

/**
 * How a stock's state is kept as a snapshot: plain values, and bars in columns. Disposable; the manifest is made from
 * these components, so a snapshot of another shape is never half-read.
 */
@ApplyVersion(1)
record StockSnapshot(
        long sequence,
        String instrumentId,
        @Nullable Instrument instrument,
        @Nullable LocalDate delistedOn,
        KeptSeries days,
        KeptSeries minutes,
        List<KeptImport> imports,
        List<Stated> stated,
        List<KeptAction> actions,
        List<KeptQuestion> questions,
        List<Map<String, KeptCommand>> recent,
        Instant lastRecordedAt)
        implements Snapshot {
    private static final int ROW_BYTES = 6 * Long.BYTES + Integer.BYTES;

    /**
     * Bars that stand, and the versions that were replaced.
     *
     * @param standing one row of {@link #ROW_BYTES} bytes per bar, big-endian: time, open, high, low, close, volume and
     *     the number of its import
     */
    @SuppressWarnings("ArrayRecordComponent") // raw rows; nobody compares two snapshots
    record KeptSeries(byte[] standing, List<KeptVersion> replaced) {}

    /** A replaced version; those of one time stand in the order in which they were replaced. */
    record KeptVersion(int origin, Bar bar) {}

    /** An import. */
    record KeptImport(String importId, String source) {}

    /** What a command did. */
    record KeptCommand(@Nullable String bodyHash, StockOutcome outcome, Instant at) {}

    /** Turns states into snapshots and back. */
    static final class Adapter implements SnapshotAdapter<StockState> {
        @Override
        public Object toJournal(StockState state) {
            return of(state);
        }

        @Override
        public StockState fromJournal(Object stored) {
            return ((StockSnapshot) stored).toState();
        }
    }

    static StockSnapshot of(StockState state) {
        return new StockSnapshot(
                state.sequence(),
                state.instrumentId(),
                state.instrument(),
                state.delistedOn(),
                of(state.days()),
                of(state.minutes()),
                state.imports().all().stream()
                        .map(each -> new KeptImport(each.importId(), each.source()))
                        .toList(),
                state.stated(),
                state.actions(),
                state.questions(),
                state.recent().generations().stream()
                        .map(StockSnapshot::keptCommands)
                        .toList(),
                state.lastRecordedAt());
    }

    private static Map<String, KeptCommand> keptCommands(Map<String, Recent.Kept> generation) {
        Map<String, KeptCommand> kept = new HashMap<>();
        generation.forEach((id, each) -> kept.put(id, new KeptCommand(each.bodyHash(), each.outcome(), each.at())));
        return kept;
    }

    private static KeptSeries of(Series series) {
        ByteBuffer rows = ByteBuffer.allocate(series.size() * ROW_BYTES);
        series.read(0, series.size(), (time, open, high, low, close, volume) -> {
            int origin = series.origin(rows.position() / ROW_BYTES);
            rows.putLong(time)
                    .putDouble(open)
                    .putDouble(high)
                    .putDouble(low)
                    .putDouble(close)
                    .putDouble(volume)
                    .putInt(origin);
        });
        List<KeptVersion> replaced = new ArrayList<>();
        series.replaced()
                .values()
                .forEach(versions ->
                        versions.forEach(version -> replaced.add(new KeptVersion(version.origin(), version.bar()))));
        return new KeptSeries(rows.array(), replaced);
    }

    StockState toState() {
        List<Map<String, Recent.Kept>> generations = new ArrayList<>();
        for (Map<String, KeptCommand> generation : recent) {
            Map<String, Recent.Kept> kept = new HashMap<>();
            generation.forEach((id, each) -> kept.put(id, new Recent.Kept(each.bodyHash, each.outcome, each.at)));
            generations.add(kept);
        }
        return new StockState(
                sequence,
                instrumentId,
                instrument,
                delistedOn,
                toSeries(days),
                toSeries(minutes),
                Imports.of(imports.stream()
                        .map(each -> new Imports.Import(each.importId, each.source))
                        .toList()),
                stated,
                actions,
                questions,
                new Recent(generations),
                lastRecordedAt);
    }

    private static Series toSeries(KeptSeries kept) {
        ByteBuffer rows = ByteBuffer.wrap(kept.standing);
        List<Version> standing = new ArrayList<>(kept.standing.length / ROW_BYTES);
        while (rows.hasRemaining()) {
            Bar bar = new Bar(
                    rows.getLong(),
                    rows.getDouble(),
                    rows.getDouble(),
                    rows.getDouble(),
                    rows.getDouble(),
                    rows.getDouble());
            standing.add(new Version(rows.getInt(), bar));
        }
        Map<Long, List<Version>> replaced = new HashMap<>();
        for (KeptVersion version : kept.replaced) {
            replaced.computeIfAbsent(version.bar.time(), time -> new ArrayList<>())
                    .add(new Version(version.origin, version.bar));
        }
        return Series.of(standing, replaced);
    }
}
