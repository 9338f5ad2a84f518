package counterfoil.domain.series;

import counterfoil.market.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At most {@link #CAPACITY} consecutive bars in columns of 48 bytes a bar, with the import that each bar stands for, and
 * the versions that corrections replaced.
 *
 * <p>A chunk may be shared by two series of which one is longer: columns have room at the end, and {@code claimed} says
 * how far they are written. Appending writes behind every reader's {@link #size}; a second append from the same length
 * finds the room claimed and copies.
 */
final class Chunk {
    static final int CAPACITY = 512;

    private static final int COLUMNS = 5;
    private static final int FIRST_ROOM = 8;

    final int size;
    private final Room room;
    /** Replaced versions by bar time, oldest first; empty where nothing was corrected. */
    private final Map<Long, List<Version>> replaced;

    /** Columns that chunks of different sizes may share. */
    private static final class Room {
        final long[] time;
        final double[][] values;
        /** Import index per bar; null while all bars are of {@code origin}. */
        int @Nullable [] origins;

        final int origin;
        int claimed;

        Room(int capacity, int origin) {
            this.time = new long[capacity];
            this.values = new double[COLUMNS][capacity];
            this.origin = origin;
        }
    }

    private Chunk(int size, Room room, Map<Long, List<Version>> replaced) {
        this.size = size;
        this.room = room;
        this.replaced = replaced;
    }

    /** A chunk of the given versions, which are in order of time and no more than fit. */
    static Chunk of(List<Version> versions, Map<Long, List<Version>> replaced) {
        Room room = new Room(versions.size(), versions.getFirst().origin());
        for (Version version : versions) {
            write(room, version);
        }
        return new Chunk(versions.size(), room, replaced);
    }

    private static void write(Room room, Version version) {
        int at = room.claimed;
        Bar bar = version.bar();
        room.time[at] = bar.time();
        room.values[0][at] = bar.open();
        room.values[1][at] = bar.high();
        room.values[2][at] = bar.low();
        room.values[3][at] = bar.close();
        room.values[4][at] = bar.volume();
        if (room.origins == null && version.origin() != room.origin) {
            int[] origins = new int[room.time.length];
            Arrays.fill(origins, 0, at, room.origin);
            room.origins = origins;
        }
        if (room.origins != null) {
            room.origins[at] = version.origin();
        }
        room.claimed = at + 1;
    }

    /** This chunk with one later bar more; the caller has checked that it is not full. */
    Chunk append(Version version) {
        if (room.claimed == size && size < room.time.length) {
            write(room, version);
            return new Chunk(size + 1, room, replaced);
        }
        Room wider = new Room(Math.min(CAPACITY, Math.max(FIRST_ROOM, size * 2)), origin(0));
        for (int i = 0; i < size; i++) {
            write(wider, version(i));
        }
        write(wider, version);
        return new Chunk(size + 1, wider, replaced);
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    long time(int i) {
        return room.time[i];
    }

    long firstTime() {
        return room.time[0];
    }

    long lastTime() {
        return room.time[size - 1];
    }

    /** Index of the first bar at or after a time, {@link #size} when there is none. */
    int indexAtOrAfter(long time) {
        int found = Arrays.binarySearch(room.time, 0, size, time);
        return found >= 0 ? found : -found - 1;
    }

    int origin(int i) {
        int[] origins = room.origins;
        return origins == null ? room.origin : origins[i];
    }

    Bar bar(int i) {
        double[][] v = room.values;
        return new Bar(room.time[i], v[0][i], v[1][i], v[2][i], v[3][i], v[4][i]);
    }

    double close(int i) {
        return room.values[3][i];
    }

    Version version(int i) {
        return new Version(origin(i), bar(i));
    }

    void read(int from, int to, BarReader reader) {
        double[][] v = room.values;
        for (int i = from; i < to; i++) {
            reader.take(room.time[i], v[0][i], v[1][i], v[2][i], v[3][i], v[4][i]);
        }
    }

    Map<Long, List<Version>> replaced() {
        return replaced;
    }

    /** The versions that stood at a time before the one that stands now, oldest first. */
    List<Version> replacedAt(long time) {
        return replaced.getOrDefault(time, List.of());
    }

    /** This chunk with the bars of some times stated anew; each of the times is in it. */
    Chunk correct(List<Version> corrections) {
        Map<Long, Version> byTime = new HashMap<>();
        corrections.forEach(version -> byTime.put(version.bar().time(), version));
        Map<Long, List<Version>> before = new HashMap<>(replaced);
        List<Version> now = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Version correction = byTime.get(time(i));
            if (correction == null) {
                now.add(version(i));
            } else {
                List<Version> older = new ArrayList<>(replacedAt(time(i)));
                older.add(version(i));
                before.put(time(i), List.copyOf(older));
                now.add(correction);
            }
        }
        return of(now, Map.copyOf(before));
    }

    /** This chunk without anything that an import stated; null when nothing is left, itself when nothing was there. */
    @Nullable
    Chunk withdraw(int origin) {
        List<Version> now = new ArrayList<>(size);
        Map<Long, List<Version>> before = new HashMap<>();
        boolean changed = false;
        for (int i = 0; i < size; i++) {
            List<Version> stated = new ArrayList<>(replacedAt(time(i)));
            stated.add(version(i));
            changed |= stated.removeIf(version -> version.origin() == origin);
            if (!stated.isEmpty()) {
                now.add(stated.removeLast());
            }
            if (!stated.isEmpty()) {
                before.put(time(i), List.copyOf(stated));
            }
        }
        if (!changed) {
            return this;
        }
        return now.isEmpty() ? null : of(now, Map.copyOf(before));
    }
}
