package counterfoil.persistence.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of an export are those that were sealed: every position once and in order, each leaf hash that of the
 * tile, sequence numbers without gaps, nothing marked as deleted. Two threads read and hash lines, up to 32 MB ahead of this
 * one, which keeps the order and so finds the first fault.
 */
final class EventCheck {
    private static final int WORKERS = 2;
    private static final int AHEAD = 8;
    private static final int BATCH_LINES = 256;
    private static final int BATCH_BYTES = 4 << 20;

    private final ExportReader export;
    private final TreeCheck tree;
    private final SequenceNumbers sequences = new SequenceNumbers();
    private long expected;

    EventCheck(ExportReader export, TreeCheck tree) {
        this.export = export;
        this.tree = tree;
        this.expected = export.from();
    }

    /**
     * Checks all events, and the tiles before, under and behind them.
     *
     * @throws FaultFound at the first fault
     */
    void run() throws IOException {
        long size = export.manifest().size();
        for (long tile = 0; tile < expected / Tile.WIDTH; tile++) {
            tree.requireSealed(tile);
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS, EventCheck::worker);
                EventLines lines = export.lines()) {
            Deque<Future<List<CheckedLine>>> ahead = new ArrayDeque<>();
            boolean isEnd = false;
            while (!isEnd || !ahead.isEmpty()) {
                while (!isEnd && ahead.size() < AHEAD) {
                    List<byte[]> batch = new ArrayList<>();
                    String problem = fill(batch, lines);
                    isEnd = batch.isEmpty() || problem != null;
                    ahead.add(workers.submit(() -> check(batch, problem)));
                }
                result(ahead.remove()).forEach(this::judge);
            }
        }
        if (expected < export.to()) {
            throw FaultFound.at(expected, Fault.Kind.EVENT_MISSING, "the events end before the position " + expected);
        }
        long next = (expected + Tile.WIDTH - 1) / Tile.WIDTH;
        if (expected % Tile.WIDTH != 0) {
            tree.requireSealed(next - 1);
        }
        for (long tile = next; tile * Tile.WIDTH < size; tile++) {
            tree.requireSealed(tile);
        }
    }

    /** How many entities the events are of. */
    int entities() {
        return sequences.entities();
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "verify");
        thread.setDaemon(true);
        return thread;
    }

    /** Reads lines; the answer is the problem of the line behind them. */
    private static @Nullable String fill(List<byte[]> batch, EventLines lines) throws IOException {
        int bytes = 0;
        try {
            while (batch.size() < BATCH_LINES && bytes < BATCH_BYTES) {
                byte[] line = lines.next();
                if (line.length == 0) {
                    return null;
                }
                batch.add(line);
                bytes += line.length;
            }
            return null;
        } catch (SealProblem e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<CheckedLine> check(List<byte[]> batch, @Nullable String problem) {
        List<CheckedLine> checked = new ArrayList<>(batch.size() + 1);
        for (byte[] line : batch) {
            checked.add(CheckedLine.of(line));
        }
        if (problem != null) {
            checked.add(new CheckedLine.Broken(problem));
        }
        return checked;
    }

    private static List<CheckedLine> result(Future<List<CheckedLine>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotCheck("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed;
            }
            throw new IllegalStateException("a line could not be judged", e.getCause());
        }
    }

    private void judge(CheckedLine line) {
        if (expected == export.to()) {
            throw FaultFound.at(
                    expected, Fault.Kind.EVENT_MISPLACED, "a line follows where the export says that it ends");
        }
        switch (line) {
            case CheckedLine.Broken broken ->
                throw FaultFound.at(expected, Fault.Kind.LINE_MALFORMED, broken.problem());
            case CheckedLine.Whole event -> judge(event);
        }
        expected++;
        if (expected % Tile.WIDTH == 0) {
            tree.requireSealed(expected / Tile.WIDTH - 1);
        }
    }

    private void judge(CheckedLine.Whole event) {
        if (event.position() != expected) {
            throw FaultFound.at(
                    expected,
                    Fault.Kind.EVENT_MISPLACED,
                    "position " + event.position() + " stands where " + expected + " belongs");
        }
        if (event.deleted()) {
            throw FaultFound.at(expected, Fault.Kind.EVENT_DELETED, name(event) + " is marked as deleted");
        }
        byte[] tile = tree.tileOf(expected);
        int at = (int) (expected % Tile.WIDTH) * Merkle.HASH_LENGTH;
        if (!Arrays.equals(tile, at, at + Merkle.HASH_LENGTH, event.leafHash(), 0, Merkle.HASH_LENGTH)) {
            throw new FaultFound(differing(event, tile));
        }
        long before = sequences.put(event.idHigh(), event.idLow(), event.sequenceNumber());
        boolean isNext = before > 0
                ? event.sequenceNumber() == before + 1
                : event.sequenceNumber() == 1 || (export.from() > 0 && event.sequenceNumber() > 1);
        if (!isNext) {
            throw FaultFound.at(
                    expected,
                    Fault.Kind.SEQUENCE_BROKEN,
                    name(event) + " comes " + (before > 0 ? "after number " + before : "first") + " of its entity");
        }
    }

    /** The event and the tile disagree; the tiles above tell which of the two is the sealed one. */
    private Fault differing(CheckedLine.Whole event, byte[] tile) {
        long index = expected / Tile.WIDTH;
        String tileName = Tile.of(0, index, export.manifest().size()).path();
        if (tree.isSealed(index, tile)) {
            return Fault.at(expected, Fault.Kind.EVENT_CHANGED, name(event) + " is not the event that was sealed");
        }
        return Fault.at(
                expected,
                Fault.Kind.TILE_CHANGED,
                name(event) + " does not hash to what " + tileName + " says, and that tile was not sealed either");
    }

    private static String name(CheckedLine.Whole event) {
        return "number " + event.sequenceNumber() + " of " + Texts.shown(event.persistenceId());
    }
}
