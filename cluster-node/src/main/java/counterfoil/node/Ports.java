package counterfoil.node;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at TCP ports before anything slow starts, so that a taken one is told at once and by its option's name. */
public final class Ports {
    private Ports() {}

    /**
     * Requires that this process could listen there now.
     *
     * @param what what would listen, such as {@code HTTP}
     * @param option how to choose another port
     * @throws StartProblem if the port is taken, needs rights, or the host is not an address of this machine
     */
    public static void requireFree(String host, int port, String what, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new StartProblem(what + " host " + host + " is not known", e);
        } catch (BindException e) {
            String message = String.valueOf(e.getMessage());
            String reason = message.contains("in use")
                    ? "is in use: choose another one with " + option
                    : "cannot be used: " + message;
            throw new StartProblem(what + " port " + host + ":" + port + " " + reason, e);
        } catch (IOException e) {
            throw new StartProblem(what + " port " + host + ":" + port + " cannot be used: " + e.getMessage(), e);
        }
    }
}
