package counterfoil.persistence.personal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file outside every database with one line for each erasure, {@code {"subject":…,"erased_at":…}}: what survives when
 * both databases are restored from older backups. It holds pseudonymous ids and instants, no personal data. Lines are
 * only ever added, and are on the disk when {@link #add} returns.
 */
public final class ErasureList {
    /** Its name in the folder of exported heads. */
    public static final String FILE = "erasures.ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, Instant> listed;

    private ErasureList(Path file, Map<String, Instant> listed) {
        this.file = file;
        this.listed = listed;
    }

    /**
     * The list of a folder, which is made if it does not exist. A last line that a crash cut short is dropped.
     *
     * @throws UncheckedIOException if the folder cannot be used, or a line is not of the form above
     */
    public static ErasureList in(Path folder) {
        Path file = folder.resolve(FILE);
        Map<String, Instant> listed = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            String text = Files.exists(file) ? Files.readString(file) : "";
            int complete = text.lastIndexOf('\n') + 1;
            if (complete < text.length()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length);
                    channel.force(true);
                }
            }
            int number = 0;
            for (String line : text.substring(0, complete).lines().toList()) {
                number++;
                read(line, file + ":" + number, listed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the list of erasures in " + folder + " cannot be used: " + e.getMessage(), e);
        }
        return new ErasureList(file, listed);
    }

    private static void read(String line, String place, Map<String, Instant> listed) throws IOException {
        try {
            JsonNode entry = JSON.readTree(line);
            listed.putIfAbsent(
                    entry.path("subject").asText(),
                    Instant.parse(entry.path("erased_at").asText()));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new IOException("not an erasure at " + place, e);
        }
    }

    /** All erasures, by subject, in the order in which they were listed. */
    public synchronized Map<String, Instant> all() {
        return new LinkedHashMap<>(listed);
    }

    /** Adds an erasure unless its subject is listed. */
    public synchronized void add(String subject, Instant erasedAt) {
        if (listed.containsKey(subject)) {
            return;
        }
        String line = JSON.createObjectNode().put("subject", subject).put("erased_at", erasedAt.toString()) + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("an erasure cannot be listed in " + file + ": " + e.getMessage(), e);
        }
        listed.put(subject, erasedAt);
    }
}
