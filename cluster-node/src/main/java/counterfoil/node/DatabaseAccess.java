package counterfoil.node;

import counterfoil.node.config.KeySettings;
import counterfoil.node.config.NodeConfig;
import counterfoil.node.config.Secret;
import counterfoil.node.database.DatabaseLayout;
import counterfoil.persistence.journal.JdbcUrl;
import counterfoil.persistence.journal.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How to reach a database of a node, as the owner of the tables and as the application.
 *
 * @param url JDBC address without parameters of ours
 * @param ownerUser empty when migrations are somebody else's task
 */
record DatabaseAccess(String url, String user, Secret password, String ownerUser, Secret ownerPassword) {

    /** The journal of the configuration; an embedded one is started, or adopted, and ended with the node. */
    static DatabaseAccess journal(NodeConfig config, EmbeddedServers embedded) {
        NodeConfig.Database external = config.database();
        return external.isEmbedded()
                ? embedded.start(DatabaseLayout.JOURNAL)
                : new DatabaseAccess(
                        external.url(),
                        external.user(),
                        external.password(),
                        external.ownerUser(),
                        external.ownerPassword());
    }

    /** The key store of the configuration, in the same way. */
    static DatabaseAccess keys(NodeConfig config, EmbeddedServers embedded) {
        KeySettings.KeyDatabase external = config.keys().database();
        return external.isEmbedded()
                ? embedded.start(DatabaseLayout.KEYS)
                : new DatabaseAccess(
                        external.url(),
                        external.user(),
                        external.password(),
                        external.ownerUser(),
                        external.ownerPassword());
    }

    /** Migrates the tables, if that is this node's task. */
    void migrate(Migrations.Schema schema) {
        if (!ownerUser.isEmpty()) {
            Migrations.run(schema, url, ownerUser, ownerPassword.value(), user);
        }
    }

    /** The same for questions whose answers are worth nothing if they take seconds. */
    Connection connectBriefly() throws SQLException {
        return DriverManager.getConnection(JdbcUrl.forMeeting(url), user, password.value());
    }

    /** A connection as the application, outside of any pool. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(JdbcUrl.forPool(url), user, password.value());
    }
}
