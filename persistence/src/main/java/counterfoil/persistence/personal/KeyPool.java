package counterfoil.persistence.personal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.query.Connections;
import java.sql.Connection;
import java.sql.SQLException;

/** A few connections to the key store. A server that is away is found out about within two seconds. */
public final class KeyPool implements Connections, AutoCloseable {
    private static final int MOST_CONNECTIONS = 4;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int VALIDATION_MILLIS = 1_000;

    private final HikariDataSource source;

    private KeyPool(HikariDataSource source) {
        this.source = source;
    }

    /** A pool that opens connections when they are needed first. */
    public static KeyPool of(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("keys");
        config.setJdbcUrl(JdbcUrl.forPool(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql("SET statement_timeout = 4000");
        return new KeyPool(new HikariDataSource(config));
    }

    @Override
    public Connection open() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void close() {
        source.close();
    }
}
