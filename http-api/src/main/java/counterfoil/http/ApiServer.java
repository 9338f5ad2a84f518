package counterfoil.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.BindFailedException;

/** Serves the API. */
public final class ApiServer {
    private ApiServer() {}

    /** The server could not listen at its address; the message is one line for an operator. */
    public static final class CannotListen extends RuntimeException {
        CannotListen(String host, int port, Throwable cause) {
            super(
                    "cannot listen at " + host + ":" + port
                            + ": the port is in use, or the address is not of this machine",
                    cause);
        }
    }

    /**
     * Binds and serves until the binding is terminated.
     *
     * @return the binding; fails with {@link CannotListen} when the address cannot be bound
     */
    public static CompletionStage<ServerBinding> start(ApiContext context) {
        ApiSettings settings = context.settings();
        return Http.get(context.system())
                .newServerAt(settings.host(), settings.port())
                .withSettings(serverSettings(context))
                .bind(new RequestHandler(context, ApiRoutes.table(context)))
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.unwrap(failure);
                    return CompletableFuture.failedFuture(
                            cause instanceof BindFailedException
                                    ? new CannotListen(settings.host(), settings.port(), cause)
                                    : cause);
                });
    }

    private static ServerSettings serverSettings(ApiContext context) {
        Config ours = ConfigFactory.parseResources(ApiServer.class.getClassLoader(), "counterfoil/http-server.conf");
        return ServerSettings.create(
                ours.withFallback(context.system().settings().config()).resolve());
    }
}
