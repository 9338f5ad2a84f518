package counterfoil.node.database;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Port and passwords of one embedded database, as kept in {@code <layout>.properties}: keys {@code url}, {@code user},
 * {@code password} (the owner), {@code app_user}, {@code app_password}, {@code superuser} and
 * {@code superuser_password}. Only the port in {@code url} may be changed by hand, while the database is stopped.
 */
record Credentials(int port, String ownerPassword, String applicationPassword, String superuserPassword) {
    private static final int PASSWORD_BYTES = 32;
    /** Below the ports that operating systems hand out by themselves, so that no client takes ours by accident. */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 5_000;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    Credentials {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
    }

    /** Fresh passwords and a port of 20000 to 24999 that nobody listens on now. */
    static Credentials choose() {
        SecureRandom random = new SecureRandom();
        int port = LOWEST_PORT + random.nextInt(PORTS);
        for (int tried = 0; tried < PORTS && !isFree(port); tried++) {
            port = LOWEST_PORT + random.nextInt(PORTS);
        }
        return new Credentials(port, password(random), password(random), password(random));
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether a server could listen on this port of 127.0.0.1 now. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String urlOf(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The file of a layout. */
    static Path fileOf(Path dataFolder, DatabaseLayout layout) {
        return dataFolder.resolve(layout.folder() + ".properties");
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws DatabaseUnavailable if it lacks a key, or if its url is not of our form
     */
    static Optional<Credentials> read(Path file, DatabaseLayout layout) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new DatabaseUnavailable(file + " is not a properties file: " + e.getMessage(), e);
        }
        return Optional.of(new Credentials(
                portOf(valueOf(properties, "url", file), file, layout),
                valueOf(properties, "password", file),
                valueOf(properties, "app_password", file),
                valueOf(properties, "superuser_password", file)));
    }

    private static String valueOf(Properties properties, String key, Path file) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new DatabaseUnavailable(
                    file + " has no " + key + ": delete the file to have a new port and new passwords set");
        }
        return value.strip();
    }

    private static int portOf(String url, Path file, DatabaseLayout layout) {
        Matcher matcher = Pattern.compile(Pattern.quote("jdbc:postgresql://127.0.0.1:") + "(\\d{1,5})"
                        + Pattern.quote("/" + layout.database()))
                .matcher(url);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (port < 1 || port > 65_535) {
            throw new DatabaseUnavailable(file + " has the url " + url + " where only the port of "
                    + urlOf(LOWEST_PORT, layout.database()) + " may be changed");
        }
        return port;
    }

    /** Replaces the file in one step; it is readable by its owner only from the first byte on. */
    void write(Path file, DatabaseLayout layout) throws IOException {
        String text = """
                # Address and passwords of the embedded database. The port may be changed while it is stopped.
                url=%s
                user=%s
                password=%s
                app_user=%s
                app_password=%s
                superuser=%s
                superuser_password=%s
                """.formatted(
                        urlOf(port, layout.database()),
                        layout.owner(),
                        ownerPassword,
                        layout.application(),
                        applicationPassword,
                        DatabaseLayout.SUPERUSER,
                        superuserPassword);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Says the port only: passwords do not belong into logs. */
    @Override
    public String toString() {
        return "Credentials[port=" + port + "]";
    }
}
