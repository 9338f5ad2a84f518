package counterfoil.persistence.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection whose every nth commit takes place and then fails. */
final class DeafConnection {
    private DeafConnection() {}

    static Connection of(Connection connection, AtomicInteger commits, int every) {
        return (Connection) Proxy.newProxyInstance(
                DeafConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(connection, arguments);
                        if (method.getName().equals("commit") && commits.incrementAndGet() % every == 0) {
                            throw new SQLException("the answer to the commit was lost", "08006");
                        }
                        return answer;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
