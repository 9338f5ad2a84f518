package counterfoil.persistence.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.protocol.Event;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stored form of every event, as files {@code events/<manifest>/<case>.json}: what they hold must be readable for
 * ever, and the newest version is written exactly so. A file ends with a newline, an event does not.
 */
final class GoldenEventsTest {

    private static final EventTypes TYPES = EventTypes.all();
    private static final EventSerializer SERIALIZER = new EventSerializer();

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void anEventIsReadAndWrittenByteForByte(Path file) throws IOException {
        String manifest = file.getName(file.getNameCount() - 2).toString();
        byte[] stored = Files.readString(file).stripTrailing().getBytes(UTF_8);
        Object event = SERIALIZER.fromBinary(stored, manifest);
        if (SERIALIZER.manifest(event).equals(manifest)) {
            assertThat(new String(SERIALIZER.toBinary(event), UTF_8)).isEqualTo(new String(stored, UTF_8));
        }
        // Whatever its version, what is read can be written and read again as the same event.
        assertThat(SERIALIZER.fromBinary(SERIALIZER.toBinary(event), SERIALIZER.manifest(event)))
                .isEqualTo(event);
    }

    @Test
    void everyRegisteredManifestHasAGoldenFile() throws IOException, URISyntaxException {
        Set<String> golden;
        try (Stream<Path> folders = Files.list(folder())) {
            golden = folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
        }
        assertThat(golden).isEqualTo(TYPES.manifests());
    }

    @Test
    void everyEventOfTheProtocolIsRegistered() throws IOException, URISyntaxException {
        Set<Class<?>> events = protocolClasses()
                .filter(type -> Event.class.isAssignableFrom(type) && !type.isInterface())
                .collect(Collectors.toSet());
        assertThat(events).isNotEmpty().isEqualTo(TYPES.classes());
        assertThat(events).allMatch(type -> type.isRecord() && Modifier.isStatic(type.getModifiers()));
    }

    static Stream<Path> goldenFiles() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        var folder = GoldenEventsTest.class.getResource("/events");
        if (folder == null) {
            throw new AssertionError("no golden files");
        }
        return Path.of(folder.toURI());
    }

    /** Every class of the module protocol, whether it was compiled to a folder or packed into a jar. */
    private static Stream<Class<?>> protocolClasses() throws IOException, URISyntaxException {
        Path place = Path.of(
                Event.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classesBelow(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private static Stream<Class<?>> classesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith("counterfoil") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("package-info.class"))
                    .<Class<?>>map(GoldenEventsTest::load)
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, GoldenEventsTest.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}
