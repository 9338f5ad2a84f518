package counterfoil.node.command;

import counterfoil.http.audit.EventsCsv;
import counterfoil.persistence.query.SealedEvent;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A CSV file of events, or none when none is asked for. Has its name only once it is whole. */
final class CsvFile implements Closeable {
    private final @Nullable Path file;
    private final @Nullable Path part;
    private final @Nullable OutputStream out;

    private CsvFile(@Nullable Path file, @Nullable Path part, @Nullable OutputStream out) {
        this.file = file;
        this.part = part;
        this.out = out;
    }

    /** Begins the file, beside its place under another name. */
    static CsvFile create(@Nullable Path file) throws IOException {
        if (file == null) {
            return new CsvFile(null, null, null);
        }
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already");
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING), 1 << 16);
        out.write(EventsCsv.header());
        return new CsvFile(file, part, out);
    }

    void add(SealedEvent event) throws IOException {
        if (out != null) {
            out.write(EventsCsv.line(event));
        }
    }

    /** Gives the file its name. */
    void finish() throws IOException {
        if (out != null && part != null && file != null) {
            out.close();
            Files.move(part, file);
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null && part != null) {
            out.close();
            Files.deleteIfExists(part);
        }
    }
}
