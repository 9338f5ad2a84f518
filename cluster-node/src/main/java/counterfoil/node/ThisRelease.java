package counterfoil.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The code that runs.
 *
 * @param version version of the product
 * @param commit revision it was built from; {@code unknown} when built outside of a repository
 */
public record ThisRelease(String version, String commit) {
    private static final String RESOURCE = "/counterfoil/release.properties";

    /** As the build wrote it down. */
    public static ThisRelease read() {
        Properties properties = new Properties();
        try (InputStream stream = ThisRelease.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThisRelease(
                properties.getProperty("version", "unknown"), properties.getProperty("commit", "unknown"));
    }

    /** The version as members of a cluster tell it each other; 0 where the sources run without a build. */
    public String memberVersion() {
        return version.matches("[0-9][0-9A-Za-z.+-]{0,63}") ? version : "0";
    }

    /** Version and vendor of the Java that runs it. */
    public static String java() {
        return System.getProperty("java.version") + " " + System.getProperty("java.vendor");
    }
}
