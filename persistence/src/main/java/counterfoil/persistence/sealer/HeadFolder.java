package counterfoil.persistence.sealer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heads as files in a folder that the database's administrator should not be able to write: {@code checkpoint} holds the
 * newest note, and {@code heads-<date>.ndjson} all of a UTC day, one JSON object per line with {@code log_id}, {@code
 * origin}, {@code size}, {@code root} (hex), {@code made_at} and {@code note}. Not thread-safe.
 */
public final class HeadFolder implements HeadSink {
    private static final Logger LOG = LoggerFactory.getLogger(HeadFolder.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAYS = "heads-*.ndjson";

    private final Path folder;
    private @Nullable PublishedHead newest;

    private HeadFolder(Path folder, @Nullable PublishedHead newest) {
        this.folder = folder;
        this.newest = newest;
    }

    /**
     * Opens the folder, which is made if it does not exist, and reads the newest head in it.
     *
     * @throws IOException if it cannot be read or written, or the newest head in it is not readable; the message names the
     *     file
     */
    public static HeadFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        PublishedHead newest = null;
        Optional<Path> lastDay;
        try (Stream<Path> days = Files.list(folder)) {
            lastDay = days.filter(
                            file -> file.getFileName().toString().matches("heads-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.ndjson"))
                    .max(Path::compareTo);
        }
        if (lastDay.isPresent()) {
            newest = lastOf(lastDay.get());
            endLastLine(lastDay.get());
        }
        return new HeadFolder(folder, newest);
    }

    /** The last whole line; a line that a crash cut off is not a head. */
    private static @Nullable PublishedHead lastOf(Path day) throws IOException {
        PublishedHead last = null;
        try (Stream<String> lines = Files.lines(day, StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                try {
                    last = parse(line);
                } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException cut) {
                    LOG.warn("{} has a line that is no head; it is passed over", day);
                }
            }
        }
        return last;
    }

    /** Else the next head would be written behind what a crash left of a line. */
    private static void endLastLine(Path day) throws IOException {
        byte last = '\n';
        try (SeekableByteChannel channel = Files.newByteChannel(day)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.position(Math.max(0, channel.size() - 1));
            if (channel.read(one) == 1) {
                last = one.get(0);
            }
        }
        if (last != '\n') {
            write(day, "\n", StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
    }

    private static PublishedHead parse(String line) throws JsonProcessingException {
        JsonNode json = JSON.readTree(line);
        for (String field : new String[] {"log_id", "origin", "size", "root", "made_at", "note"}) {
            if (!json.hasNonNull(field)) {
                throw new IllegalArgumentException("no " + field);
            }
        }
        return new PublishedHead(
                json.get("log_id").asInt(),
                json.get("origin").asText(),
                json.get("size").asLong(),
                HexFormat.of().parseHex(json.get("root").asText()),
                json.get("note").asText(),
                Instant.parse(json.get("made_at").asText()));
    }

    /** The newest head in the folder. */
    public Optional<PublishedHead> newest() {
        return Optional.ofNullable(newest);
    }

    /** Keeps a head and tells the gauge how that went; a head that could not be kept is followed by a newer one. */
    void offer(PublishedHead head, SealGauge gauge) {
        try {
            keep(head);
            gauge.exported(null);
        } catch (IOException e) {
            gauge.exported(name() + ": " + e.getMessage());
            LOG.error("a signed head could not be kept in {}: {}", name(), e.toString());
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public void keep(PublishedHead head) throws IOException {
        String line = JSON.createObjectNode()
                        .put("log_id", head.logId())
                        .put("origin", head.origin())
                        .put("size", head.size())
                        .put("root", HexFormat.of().formatHex(head.root()))
                        .put("made_at", head.madeAt().toString())
                        .put("note", head.note())
                        .toString()
                + "\n";
        LocalDate day = LocalDate.ofInstant(head.madeAt(), ZoneOffset.UTC);
        write(
                folder.resolve(DAYS.replace("*", day.toString())),
                line,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        Path next = folder.resolve("checkpoint.next");
        write(
                next,
                head.note(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(next, folder.resolve("checkpoint"), StandardCopyOption.ATOMIC_MOVE);
        newest = head;
    }

    private static void write(Path file, String text, StandardOpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
