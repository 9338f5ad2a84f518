package counterfoil.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings of the nodes that a chaos run needs different from their defaults. */
final class Configuration {
    private Configuration() {}

    /** A file for {@code --config}: one deadline for all requests, imports too, and what {@code chaos.settings} says. */
    static Path write(Path folder) {
        try {
            return Files.writeString(folder.resolve("chaos.conf"), """
                    counterfoil.http { deadline = %ds, import-deadline = %ds }
                    %s
                    """.formatted(
                            Chaos.deadline().toSeconds(),
                            Chaos.deadline().toSeconds(),
                            System.getProperty("chaos.settings", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
