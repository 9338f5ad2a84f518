package counterfoil.persistence.seal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export, the folder that an auditor checks offline. One event is in memory at a time. Everything is written beside
 * the folder under another name, which is renamed when all is there: a folder of the asked name is a whole export.
 *
 * <pre>
 * manifest.json            origin, size and root of the head, range of positions
 * checkpoint               the signed head
 * keys                     vkeys, one a line: a convenience, they prove nothing by coming along
 * events/000000.ndjson     positions 0 to 16,383, one event a line; 000001 the next 16,384, and so on
 * tile/...                 tiles of the whole log up to the head, under their C2SP paths
 * heads/SIZE               earlier signed heads, if any
 * key-changes/000          signed key changes in their order, if any
 * </pre>
 *
 * <p>Not thread-safe. {@link #close} removes what was not finished.
 */
public final class ExportWriter implements Closeable {
    private final Path folder;
    private final Path part;
    private final long from;
    private long next;
    private @Nullable OutputStream events;
    private boolean isFinished;

    private ExportWriter(Path folder, Path part, long from) {
        this.folder = folder;
        this.part = part;
        this.from = from;
        this.next = from;
    }

    /**
     * Begins an export.
     *
     * @param folder is made, or may be there if it is empty; its parent must be there
     * @param from position of the first event, 0 for the whole log
     * @throws FileAlreadyExistsException if the folder holds anything, or is none
     */
    public static ExportWriter create(Path folder, long from) throws IOException {
        if (from < 0) {
            throw new IllegalArgumentException("a log has no position " + from);
        }
        Path whole = folder.toAbsolutePath().normalize();
        requireEmpty(whole);
        Path part = Files.createTempDirectory(whole.getParent(), "." + whole.getFileName() + ".part-");
        Files.createDirectory(part.resolve(ExportLayout.EVENTS));
        return new ExportWriter(whole, part, from);
    }

    /**
     * Adds the next event.
     *
     * @throws IllegalArgumentException if it is not that of the next position, or its line would be too long
     */
    public void add(ExportedEvent event) throws IOException {
        if (event.position() != next) {
            throw new IllegalArgumentException("position " + next + " comes next, not " + event.position());
        }
        byte[] line = EventLine.write(event);
        if (line.length > EventLine.MAX_LENGTH) {
            throw new IllegalArgumentException("the event at position " + next + " has " + line.length + " bytes");
        }
        OutputStream out = events;
        if (out == null || next % ExportLayout.EVENTS_PER_FILE == 0) {
            closeEvents();
            Path file = part.resolve(ExportLayout.eventsFile(next));
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            events = out;
        }
        out.write(line);
        next++;
    }

    /**
     * Writes the rest and gives the folder its name.
     *
     * @param seal its head is at least as large as what was added
     * @param hashes the log, at least up to the head
     * @param at the time now
     * @throws SealProblem if a head or key of the seal is malformed
     */
    public void finish(ExportSeal seal, HashSource hashes, Instant at) throws IOException {
        closeEvents();
        Checkpoint head = Checkpoint.parse(Note.parse(seal.head()).text());
        ExportManifest manifest =
                new ExportManifest(head.origin(), head.size(), Texts.base64(head.root()), from, next, at);
        writeTiles(hashes, head.size());
        writeNotes(seal);
        write(ExportLayout.MANIFEST, manifest.write());
        requireEmpty(folder);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        isFinished = true;
    }

    private void writeTiles(HashSource hashes, long size) throws IOException {
        Iterator<Tile> tiles = Tile.all(size).iterator();
        while (tiles.hasNext()) {
            Tile tile = tiles.next();
            write(tile.path(), hashes.read(tile.level(), tile.first(), tile.width()));
        }
    }

    private void writeNotes(ExportSeal seal) throws IOException {
        write(ExportLayout.CHECKPOINT, utf8(seal.head()));
        for (String key : seal.keys()) {
            VerifierKey.parse(key);
        }
        write(ExportLayout.KEYS, utf8(String.join("\n", seal.keys()) + "\n"));
        for (String note : seal.earlierHeads()) {
            long size = Checkpoint.parse(Note.parse(note).text()).size();
            write(ExportLayout.HEADS + "/" + size, utf8(note));
        }
        List<String> changes = seal.keyChanges();
        for (int i = 0; i < changes.size(); i++) {
            KeyChange.open(changes.get(i));
            write(ExportLayout.KEY_CHANGES + "/%03d".formatted(i), utf8(changes.get(i)));
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = part.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void closeEvents() throws IOException {
        OutputStream out = events;
        events = null;
        if (out != null) {
            out.close();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder + " is no folder");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new FileAlreadyExistsException(folder + " is not empty");
            }
        }
    }

    @Override
    public void close() throws IOException {
        closeEvents();
        if (isFinished) {
            return;
        }
        try (Stream<Path> all = Files.walk(part)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
