package counterfoil.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A second address for a server that listens on loopback: what comes in is passed on, byte by byte. */
final class Door implements Closeable {
    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Door(ServerSocket listening, int port) {
        this.listening = listening;
        this.port = port;
    }

    /** Listens at an address of this machine under the port that the server has on loopback. */
    static Door at(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(host, port));
        Door door = new Door(socket, port);
        Thread.ofVirtual().name("door-" + host).start(door::accept);
        return door;
    }

    private void accept() {
        try {
            while (true) {
                Socket in = listening.accept();
                Thread.ofVirtual().start(() -> connect(in));
            }
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void connect(Socket in) {
        open.add(in);
        try (in;
                Socket out = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(out);
            in.setTcpNoDelay(true);
            out.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pass(out, in));
            pass(in, out);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException ended) {
            // Either side may go at any time, and then the other goes too.
            open.remove(in);
        }
        open.remove(in);
    }

    /** Passes on until one side has ended, then ends both. */
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (SocketException | java.net.SocketTimeoutException reset) {
            closeQuietly(from);
            closeQuietly(to);
        } catch (IOException ended) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed as far as anybody can tell.
            return;
        }
    }

    private void closeAll() {
        open.forEach(Door::closeQuietly);
        open.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeAll();
    }
}
