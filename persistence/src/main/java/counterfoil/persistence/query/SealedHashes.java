package counterfoil.persistence.query;

import counterfoil.persistence.seal.HashSource;
import counterfoil.persistence.seal.Merkle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The hashes of a log as the sealer has stored them. Holds one connection until it is closed, and remembers the tiles that
 * it has read, because a proof asks for several parts of the same ones. Blocks; not thread-safe.
 *
 * <p>Whole tiles are read: a row of {@code seal_leaves} never crosses a multiple of 256, so those of a tile are one range of
 * the primary key, at most 256 rows.
 */
public final class SealedHashes implements HashSource, AutoCloseable {
    /** Hashes of a full tile. */
    public static final int TILE = 256;

    private static final int MOST_TILES = 64;

    private static final String LEAVES = """
            SELECT first_position, hashes FROM seal_leaves
             WHERE log_id = ? AND first_position BETWEEN ? AND ? ORDER BY first_position
            """;
    private static final String NODES = """
            SELECT idx, hash FROM seal_node WHERE log_id = ? AND level = ? AND idx BETWEEN ? AND ? ORDER BY idx
            """;

    private final Connection connection;
    private final int logId;
    private final Map<Place, byte[]> tiles = new HashMap<>();

    private record Place(int level, long index) {}

    private SealedHashes(Connection connection, int logId) {
        this.connection = connection;
        this.logId = logId;
    }

    /** The hashes of a log. */
    public static SealedHashes open(Connections connections, int logId) throws SQLException {
        return new SealedHashes(connections.open(), logId);
    }

    /**
     * {@inheritDoc}
     *
     * @throws LogUnreadable when the database does not answer
     */
    @Override
    public byte[] read(int level, long first, int count) {
        if (level < 0 || first < 0 || count < 1 || count > TILE) {
            throw new IllegalArgumentException(count + " hashes of level " + level + " from " + first);
        }
        byte[] hashes = new byte[count * Merkle.HASH_LENGTH];
        int done = 0;
        while (done < count) {
            long index = (first + done) / TILE;
            int from = (int) ((first + done) % TILE);
            int part = Math.min(count - done, TILE - from);
            byte[] tile = tile(new Place(level, index));
            if (tile.length < (from + part) * Merkle.HASH_LENGTH) {
                throw new IllegalStateException("the log lacks hash " + (first + count - 1) + " of level " + level);
            }
            System.arraycopy(
                    tile, from * Merkle.HASH_LENGTH, hashes, done * Merkle.HASH_LENGTH, part * Merkle.HASH_LENGTH);
            done += part;
        }
        return hashes;
    }

    private byte[] tile(Place place) {
        byte[] known = tiles.get(place);
        if (known != null) {
            return known;
        }
        try {
            byte[] tile = load(place);
            if (tiles.size() >= MOST_TILES) {
                tiles.clear();
            }
            tiles.put(place, tile);
            return tile;
        } catch (SQLException failure) {
            throw new LogUnreadable(failure);
        }
    }

    /** As much of a tile as is stored without a gap from its beginning. */
    private byte[] load(Place place) throws SQLException {
        long first = place.index() * TILE;
        byte[] tile = new byte[TILE * Merkle.HASH_LENGTH];
        int length = 0;
        try (PreparedStatement statement = connection.prepareStatement(place.level() == 0 ? LEAVES : NODES)) {
            int at = 1;
            statement.setInt(at++, logId);
            if (place.level() > 0) {
                statement.setInt(at++, place.level());
            }
            statement.setLong(at++, first);
            statement.setLong(at, first + TILE - 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && rows.getLong(1) == first + length / Merkle.HASH_LENGTH) {
                    byte[] hashes = rows.getBytes(2);
                    System.arraycopy(hashes, 0, tile, length, Math.min(hashes.length, tile.length - length));
                    length = Math.min(length + hashes.length, tile.length);
                }
            }
        }
        return Arrays.copyOf(tile, length);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
