package counterfoil.domain.indicator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What an updater remembers of the bars it was given: enough for a new one to go on with the same values to the last
 * bit. Its size depends on the periods, never on how many bars there were.
 *
 * <p>As bytes: version, length of the spec's text, the text in ASCII, the number of bars taken, the cells of
 * {@link StateCells} at eight bytes each, and CRC-32C of all before it; numbers big-endian.
 */
public final class IndicatorState {

    /** To be raised whenever an updater keeps other numbers or calculates with them otherwise. */
    private static final byte VERSION = 1;

    private static final int FIXED_BYTES = 1 + 1 + Long.BYTES + Integer.BYTES;

    private final IndicatorSpec spec;
    private final long bars;
    private final long[] cells;

    private IndicatorState(IndicatorSpec spec, long bars, long[] cells) {
        this.spec = spec;
        this.bars = bars;
        this.cells = cells;
    }

    /**
     * The state of an updater between two calls.
     *
     * @param spec what the updater was started from
     * @param updater goes on unchanged
     * @param bars how many bars it has taken
     * @return a copy
     */
    public static IndicatorState of(IndicatorSpec spec, Indicator updater, long bars) {
        return new IndicatorState(spec, bars, StateCells.of(updater));
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param bytes from storage
     * @return empty where the bytes are damaged or of another version; the values can then only be had from the bars
     */
    public static Optional<IndicatorState> read(byte[] bytes) {
        if (bytes.length < FIXED_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int text = Byte.toUnsignedInt(in.get(1));
        int cells = bytes.length - FIXED_BYTES - text;
        int end = bytes.length - Integer.BYTES;
        if (cells < 0 || cells % Long.BYTES != 0 || in.getInt(end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        String spec = new String(bytes, 2, text, StandardCharsets.US_ASCII);
        in.position(2 + text);
        long bars = in.getLong();
        long[] row = new long[cells / Long.BYTES];
        in.asLongBuffer().get(row);
        return switch (IndicatorSpec.parse(spec)) {
            case ParsedIndicator.Accepted accepted -> Optional.of(new IndicatorState(accepted.spec(), bars, row));
            case ParsedIndicator.Refused refused -> Optional.empty();
        };
    }

    /**
     * The state for storage.
     *
     * @return as described above
     */
    public byte[] bytes() {
        byte[] text = spec.text().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + text.length + cells.length * Long.BYTES);
        out.put(VERSION).put((byte) text.length).put(text).putLong(bars);
        for (long cell : cells) {
            out.putLong(cell);
        }
        return out.putInt(checksum(out.array(), out.position())).array();
    }

    /**
     * A new updater that goes on where the other one was.
     *
     * @return not shared with anyone
     * @throws IllegalStateException where the version was not raised although the updater keeps other numbers
     */
    public Indicator resume() {
        Indicator updater = spec.start();
        if (!StateCells.restore(updater, cells)) {
            throw new IllegalStateException(spec + ": a state of " + cells.length + " cells");
        }
        return updater;
    }

    /**
     * What the updater computes.
     *
     * @return with all parameters
     */
    public IndicatorSpec spec() {
        return spec;
    }

    /**
     * How many bars were taken; the next one to give has this index.
     *
     * @return as it was told
     */
    public long bars() {
        return bars;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
