package counterfoil.node.database;

import java.util.Locale;

/** The settings of an embedded PostgreSQL, as the text of a configuration file. */
final class ServerSettings {
    private ServerSettings() {}

    static String text(int port) {
        boolean darwin =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        // macOS keeps fdatasync'ed data in the drive's cache; only write-through survives a loss of power there.
        return """
            # Written at each start of the embedded database; use ALTER SYSTEM for settings of your own.
            # Only this machine may connect, by TCP and with a password.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 100

            # An acknowledged commit is on the disk. A node refuses to start without these.
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            wal_sync_method = %s

            # The journal is appended in large groups: checkpoints by time rather than by volume, but little enough
            # write-ahead log that recovery after a crash ends well within a minute.
            shared_buffers = '256MB'
            min_wal_size = '256MB'
            max_wal_size = '2GB'
            checkpoint_timeout = '5min'

            # One log file per weekday, emptied when its day comes again.
            logging_collector = on
            log_directory = 'log'
            log_filename = 'server-%%a.log'
            log_rotation_age = '1d'
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_line_prefix = '%%m [%%p] %%q%%u@%%d '
            log_timezone = 'UTC'
            timezone = 'UTC'
            lc_messages = 'C'
            """.formatted(port, darwin ? "fsync_writethrough" : "fdatasync");
    }
}
