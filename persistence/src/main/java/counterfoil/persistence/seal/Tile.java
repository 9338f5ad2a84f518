package counterfoil.persistence.seal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The name of a tile of C2SP tlog-tiles: up to 256 consecutive hashes of one level. Level 0 holds leaf hashes, each hash of
 * a level above the root of a whole tile below. Path of the tile 1,234,067 of level 0 with 8 hashes:
 * {@code tile/0/x001/x234/067.p/8}.
 *
 * @param level 0 to {@link #MAX_LEVEL}
 * @param index number of the tile in its level, from 0
 * @param width hashes in it, 1 to 256; less than 256 only at the right edge
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a whole tile. */
    public static final int WIDTH = 256;
    /** A log of less than 2^63 leaves has no higher level. */
    public static final int MAX_LEVEL = 7;

    private static final int HEIGHT = 8;
    private static final Pattern PATH =
            Pattern.compile("tile/([0-7])/((?:x\\d{3}/){0,6}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    /** Refuses what no log has. */
    public Tile {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("a tile's level is 0 to 7, not " + level);
        }
        long last = level == MAX_LEVEL ? 0 : Long.MAX_VALUE >>> (HEIGHT * (level + 1));
        if (index < 0 || index > last) {
            throw new IllegalArgumentException("level " + level + " has no tile " + index);
        }
        if (width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("a tile has 1 to 256 hashes, not " + width);
        }
    }

    /** The tile of an index as a log of this size has it; empty tiles are refused. */
    public static Tile of(int level, long index, long size) {
        long hashes = hashes(level, size);
        long first = index << HEIGHT;
        if (index < 0 || first >= hashes) {
            throw new IllegalArgumentException("a log of " + size + " has no tile " + index + " in level " + level);
        }
        return new Tile(level, index, (int) Math.min(WIDTH, hashes - first));
    }

    /** Every tile of a log of this size, level by level, each from the left. */
    public static Stream<Tile> all(long size) {
        return IntStream.rangeClosed(0, MAX_LEVEL).boxed().flatMap(level -> {
            long tiles = (hashes(level, size) + WIDTH - 1) / WIDTH;
            return LongStream.range(0, tiles).mapToObj(index -> of(level, index, size));
        });
    }

    /** How many hashes a level has in a log of this size. */
    public static long hashes(int level, long size) {
        return size >>> (HEIGHT * level);
    }

    /** Whether it will never grow. */
    public boolean isWhole() {
        return width == WIDTH;
    }

    /** Index in its level of the first hash. */
    public long first() {
        return index << HEIGHT;
    }

    /** The position of the first leaf under it. */
    public long firstPosition() {
        return index << (HEIGHT * (level + 1));
    }

    /** Where it is found below the log's address or an export's folder. */
    public String path() {
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        path.insert(0, "tile/" + level + "/");
        return isWhole() ? path.toString() : path.append(".p/").append(width).toString();
    }

    /**
     * Reads a path; only the one spelling that {@link #path} gives is accepted.
     *
     * @throws SealProblem if it is another
     */
    public static Tile parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw SealProblem.malformed("no path of a tile: " + Texts.shown(path));
        }
        String digits = String.join("", List.of(matcher.group(2).split("[/x]+", -1)));
        String width = matcher.group(3);
        Tile tile;
        try {
            tile = new Tile(
                    Integer.parseInt(matcher.group(1)),
                    Long.parseLong(digits),
                    width == null ? WIDTH : Integer.parseInt(width));
        } catch (IllegalArgumentException e) {
            throw SealProblem.malformed("no path of a tile: " + Texts.shown(path));
        }
        if (!tile.path().equals(path)) {
            throw SealProblem.malformed("the path of a tile is spelled " + tile.path() + ", not " + Texts.shown(path));
        }
        return tile;
    }
}
