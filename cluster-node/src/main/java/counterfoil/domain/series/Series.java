package counterfoil.domain.series;

import counterfoil.market.Bar;
import counterfoil.market.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one stock and one recorded timeframe that stand, oldest first, with the import that each stands for and
 * the versions that corrections replaced.
 *
 * <p>Kept as chunks of at most 512 bars. Appending, which is nearly all that happens, touches the last chunk only;
 * inserting, correcting and withdrawing replace the chunks concerned. No history is copied for an event, and a reader of
 * an older series still sees exactly that series.
 */
public final class Series {
    /** No bars. */
    public static final Series EMPTY = new Series(new Chunk[0], new int[] {0});

    private final Chunk[] chunks;
    /** Index of each chunk's first bar, then the number of bars. */
    private final int[] starts;

    private Series(Chunk[] chunks, int[] starts) {
        this.chunks = chunks;
        this.starts = starts;
    }

    private static Series of(List<Chunk> chunks) {
        int[] starts = new int[chunks.size() + 1];
        for (int i = 0; i < chunks.size(); i++) {
            starts[i + 1] = starts[i] + chunks.get(i).size;
        }
        return new Series(chunks.toArray(Chunk[]::new), starts);
    }

    /**
     * A series of versions in order of time, and of the versions that they replaced, by time and oldest first.
     *
     * @param standing one version per time, times increasing
     * @param replaced earlier versions of those times
     */
    public static Series of(List<Version> standing, Map<Long, List<Version>> replaced) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < standing.size(); from += Chunk.CAPACITY) {
            List<Version> part = standing.subList(from, Math.min(from + Chunk.CAPACITY, standing.size()));
            Map<Long, List<Version>> before = new HashMap<>();
            for (Version version : replaced.isEmpty() ? List.<Version>of() : part) {
                List<Version> older = replaced.get(version.bar().time());
                if (older != null) {
                    before.put(version.bar().time(), List.copyOf(older));
                }
            }
            chunks.add(Chunk.of(part, Map.copyOf(before)));
        }
        return of(chunks);
    }

    /** Number of bars. */
    public int size() {
        return starts[chunks.length];
    }

    /** Whether there is no bar. */
    public boolean isEmpty() {
        return chunks.length == 0;
    }

    /** Bar {@code i}, counted from the oldest. */
    public Bar bar(int i) {
        int c = chunkOf(i);
        return chunks[c].bar(i - starts[c]);
    }

    /** Time of bar {@code i} in epoch seconds. */
    public long time(int i) {
        int c = chunkOf(i);
        return chunks[c].time(i - starts[c]);
    }

    /** Close of bar {@code i}. */
    public double close(int i) {
        int c = chunkOf(i);
        return chunks[c].close(i - starts[c]);
    }

    /** Index of the import that bar {@code i} stands for. */
    public int origin(int i) {
        int c = chunkOf(i);
        return chunks[c].origin(i - starts[c]);
    }

    /** What stood at a bar's time before it was corrected, oldest first. */
    public List<Version> replacedAt(long time) {
        int c = chunkAtOrAfter(time);
        return c == chunks.length ? List.of() : chunks[c].replacedAt(time);
    }

    /** Index of the first bar at or after a time; {@link #size()} when all are before it. */
    public int indexAtOrAfter(long time) {
        int c = chunkAtOrAfter(time);
        return c == chunks.length ? size() : starts[c] + chunks[c].indexAtOrAfter(time);
    }

    /** The version that stands at exactly this time; null when none does. */
    public @Nullable Version at(long time) {
        int c = chunkAtOrAfter(time);
        if (c == chunks.length) {
            return null;
        }
        int i = chunks[c].indexAtOrAfter(time);
        return chunks[c].time(i) == time ? chunks[c].version(i) : null;
    }

    /** Hands the bars from index {@code from} to before {@code to} to a reader. */
    public void read(int from, int to, BarReader reader) {
        for (int c = 0; c < chunks.length; c++) {
            int first = Math.max(from, starts[c]);
            int end = Math.min(to, starts[c + 1]);
            if (first < end) {
                chunks[c].read(first - starts[c], end - starts[c], reader);
            }
        }
    }

    /** Every version that stands, oldest first. */
    public List<Version> standing() {
        List<Version> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            int c = chunkOf(i);
            all.add(chunks[c].version(i - starts[c]));
        }
        return all;
    }

    /** Every version that was replaced, by time and oldest first. */
    public Map<Long, List<Version>> replaced() {
        Map<Long, List<Version>> all = new TreeMap<>();
        for (Chunk chunk : chunks) {
            all.putAll(chunk.replaced());
        }
        return all;
    }

    /** This series with bars more, none of whose times it holds. */
    public Series record(Bars bars, int origin) {
        Series result = this;
        int i = 0;
        while (i < bars.size() && (result.isEmpty() || bars.time(i) > result.time(result.size() - 1))) {
            result = result.append(bars, i, origin);
            i = result.size() - size();
        }
        return i == bars.size() ? result : result.insert(bars.slice(i, bars.size()), origin);
    }

    /** Fills the last chunk, or begins a new one, with as many of the bars from {@code i} on as fit. */
    private Series append(Bars bars, int i, int origin) {
        List<Chunk> all = new ArrayList<>(Arrays.asList(chunks));
        int next = i;
        if (all.isEmpty() || all.getLast().isFull()) {
            all.add(Chunk.of(List.of(new Version(origin, bars.get(next++))), Map.of()));
        }
        Chunk last = all.removeLast();
        while (next < bars.size() && !last.isFull()) {
            last = last.append(new Version(origin, bars.get(next++)));
        }
        all.add(last);
        return of(all);
    }

    /** Merges bars into the chunks whose times they touch, and leaves the others as they are. */
    private Series insert(Bars bars, int origin) {
        int from = chunkAtOrAfter(bars.time(0));
        int to = Math.min(chunkAtOrAfter(bars.time(bars.size() - 1)) + 1, chunks.length);
        List<Version> merged = new ArrayList<>();
        Map<Long, List<Version>> replaced = new HashMap<>();
        int next = 0;
        for (int c = from; c < to; c++) {
            replaced.putAll(chunks[c].replaced());
            for (int i = 0; i < chunks[c].size; i++) {
                while (next < bars.size() && bars.time(next) < chunks[c].time(i)) {
                    merged.add(new Version(origin, bars.get(next++)));
                }
                merged.add(chunks[c].version(i));
            }
        }
        while (next < bars.size()) {
            merged.add(new Version(origin, bars.get(next++)));
        }
        return replaceChunks(from, to, of(merged, replaced).chunks);
    }

    private Series replaceChunks(int from, int to, Chunk[] by) {
        List<Chunk> all = new ArrayList<>(Arrays.asList(chunks).subList(0, from));
        all.addAll(Arrays.asList(by));
        all.addAll(Arrays.asList(chunks).subList(to, chunks.length));
        return of(all);
    }

    /** This series with bars stated anew, all of whose times it holds; what stood before is kept as replaced. */
    public Series correct(Bars bars, int origin) {
        Chunk[] corrected = chunks.clone();
        int next = 0;
        while (next < bars.size()) {
            int c = chunkAtOrAfter(bars.time(next));
            List<Version> part = new ArrayList<>();
            while (next < bars.size() && bars.time(next) <= chunks[c].lastTime()) {
                part.add(new Version(origin, bars.get(next++)));
            }
            corrected[c] = chunks[c].correct(part);
        }
        return new Series(corrected, starts);
    }

    /**
     * This series without anything that an import stated: its bars are gone, its corrections are taken
     * back. The same series when it stated nothing.
     */
    public Series withdraw(int origin) {
        List<Chunk> left = new ArrayList<>(chunks.length);
        boolean changed = false;
        for (Chunk chunk : chunks) {
            Chunk without = chunk.withdraw(origin);
            changed |= without != chunk;
            if (without != null) {
                left.add(without);
            }
        }
        return changed ? of(left) : this;
    }

    private int chunkOf(int i) {
        int found = Arrays.binarySearch(starts, i);
        int c = found >= 0 ? found : -found - 2;
        if (i < 0 || c >= chunks.length) {
            throw new IndexOutOfBoundsException("bar " + i + " of " + size());
        }
        return c;
    }

    /** The first chunk whose last bar is at or after a time; the number of chunks when there is none. */
    private int chunkAtOrAfter(long time) {
        int low = 0;
        int high = chunks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chunks[middle].lastTime() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
