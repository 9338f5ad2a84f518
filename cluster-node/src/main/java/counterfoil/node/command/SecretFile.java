package counterfoil.node.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a secret into a file that only its owner can read, from the first byte on; never over an existing one. */
final class SecretFile {
    private SecretFile() {}

    static void write(Path file, String secret) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, secret + "\n", StandardCharsets.US_ASCII);
        Files.move(written, file);
    }
}
