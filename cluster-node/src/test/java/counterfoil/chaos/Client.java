package counterfoil.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a careful program does: it goes round all nodes, turns to the next one when one does not answer or answers 503, and
 * sends a write again under the same key until it knows the outcome or its patience is over. Told to come back after a second
 * it does; a node that did not answer is left alone for as long.
 */
final class Client {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** So many times as long at most. */
    private static final int LONGEST_PAUSE = 10;

    /** Every {@code Retry-After} of the nodes says one second. */
    private static final long ADVISED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long SHUNNED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<ChaosNode> nodes = new CopyOnWriteArrayList<>();
    private final Map<String, Long> shunnedUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Manner manner;

    /**
     * How it goes about it.
     *
     * @param answer how long it waits for one answer
     * @param budget how long it goes on with one operation
     */
    record Manner(Keys keys, Duration answer, Duration budget) {
        /** Waits a second longer than a node may take. */
        static final Manner CAREFUL = new Manner(Keys.SAME, Chaos.latest().plusSeconds(1), Chaos.budget());

        Manner withBudget(Duration other) {
            return new Manner(keys, answer, other);
        }
    }

    /** Whether a request that is sent again is the same command. */
    enum Keys {
        SAME,
        /** A careless client, for the control: after an unknown outcome it asks under a new key. */
        NEW
    }

    Client(Manner manner) {
        this.manner = manner;
    }

    /** From now on it asks these nodes. */
    void use(List<ChaosNode> known) {
        nodes.clear();
        nodes.addAll(known);
    }

    Append append(int number, String entity, int slot, long invoked) {
        Asking asking = new Asking(invoked);
        List<String> commands = new ArrayList<>();
        String body = Notes.body(number, slot);
        Outcome outcome = asking.until(
                again -> {
                    boolean fresh = commands.isEmpty() || (manner.keys() == Keys.NEW && asking.isInDoubt());
                    if (fresh) {
                        commands.add(Notes.commandId(entity, key(number, commands.size())));
                    }
                    return HttpRequest.newBuilder()
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key(number, commands.size() - 1))
                            .POST(HttpRequest.BodyPublishers.ofString(body));
                },
                Notes.appendPath(entity));
        return new Append(number, entity, invoked, System.nanoTime(), outcome, asking.attempts, commands);
    }

    private static String key(int number, int given) {
        return "chaos-" + number + "-" + given;
    }

    Read read(int number, String entity, long invoked) throws IOException {
        Asking asking = new Asking(invoked);
        Outcome outcome = asking.until(again -> HttpRequest.newBuilder().GET(), Notes.readPath(entity));
        long returned = System.nanoTime();
        byte[] page = asking.answer;
        Notes.Shown shown =
                outcome == Outcome.OK && page != null ? Notes.parse(page) : new Notes.Shown(new int[0], 0, false);
        return new Read(
                number,
                entity,
                invoked,
                returned,
                outcome == Outcome.OK ? Outcome.OK : Outcome.FAILED,
                asking.attempts,
                shown.numbers(),
                shown.last(),
                shown.stale());
    }

    /** Lists an instrument and returns its id; asked again until it is known. */
    String list(String ticker) throws IOException {
        Asking asking = new Asking(System.nanoTime());
        String body = "{\"ticker\":\"" + ticker + "\",\"mic\":\"XOFF\",\"name\":\"Chaos " + ticker
                + "\",\"currency\":\"USD\",\"type\":\"common_stock\"}";
        Outcome outcome = asking.until(
                again -> HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "list-" + ticker)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                "/admin/stocks");
        byte[] answer = asking.answer;
        if (outcome != Outcome.OK || answer == null) {
            throw new IOException(ticker + " could not be listed: " + asking.attempts);
        }
        return JSON.readTree(answer).path("instrument_id").asText();
    }

    /** Makes the request that is sent for the n-th time, from 0. */
    @FunctionalInterface
    private interface Requests {
        HttpRequest.Builder make(int again);
    }

    /** One operation on its way. */
    private final class Asking {
        private final long end;
        private final List<Attempt> attempts = new ArrayList<>();
        private byte @Nullable [] answer;
        private boolean inDoubt;

        Asking(long invoked) {
            end = invoked + manner.budget().toNanos();
        }

        /** Whether an attempt may have taken effect or still may. */
        boolean isInDoubt() {
            return inDoubt;
        }

        Outcome until(Requests requests, String path) {
            while (System.nanoTime() < end) {
                Attempt attempt = once(requests.make(attempts.size()), path);
                attempts.add(attempt);
                if (attempt.isOk()) {
                    return Outcome.OK;
                }
                boolean nothingDone = attempt.code().equals(Attempt.REFUSED)
                        || attempt.status() / 100 == 4
                        || (attempt.status() == 503 && !attempt.code().equals("outcome-unknown"));
                inDoubt |= !nothingDone;
                if (attempt.status() / 100 == 4) {
                    break;
                }
                LockSupport.parkNanos(
                        attempt.advice() ? ADVISED_NANOS : PAUSE_NANOS * Math.min(attempts.size(), LONGEST_PAUSE));
            }
            return inDoubt ? Outcome.UNKNOWN : Outcome.FAILED;
        }

        private Attempt once(HttpRequest.Builder request, String path) {
            ChaosNode node = next();
            HttpRequest ready = request.uri(URI.create(node.api() + path))
                    .header("Authorization", "Bearer " + ChaosNode.TOKEN)
                    .timeout(manner.answer())
                    .build();
            long begun = System.nanoTime();
            try {
                HttpResponse<byte[]> response = http.send(ready, HttpResponse.BodyHandlers.ofByteArray());
                answer = response.body();
                boolean advice = response.headers().firstValue("Retry-After").isPresent();
                String code = response.statusCode() / 100 == 2 ? "" : codeOf(response.body());
                return new Attempt(node.name(), begun, System.nanoTime(), response.statusCode(), code, advice);
            } catch (IOException failed) {
                shunnedUntil.put(node.name(), System.nanoTime() + SHUNNED_NANOS);
                return new Attempt(node.name(), begun, System.nanoTime(), 0, kindOf(failed), false);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Attempt(node.name(), begun, System.nanoTime(), 0, Attempt.LOST, false);
            }
        }
    }

    /** The next in turn that is not shunned; if all are, the next in turn. */
    private ChaosNode next() {
        long now = System.nanoTime();
        int first = Math.floorMod(turn.getAndIncrement(), nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            ChaosNode node = nodes.get((first + i) % nodes.size());
            if (shunnedUntil.getOrDefault(node.name(), Long.MIN_VALUE) < now) {
                return node;
            }
        }
        return nodes.get(first);
    }

    private static String codeOf(byte[] problem) {
        try {
            return JSON.readTree(problem).path("code").asText(Attempt.CODELESS);
        } catch (IOException unreadable) {
            return Attempt.CODELESS;
        }
    }

    private static String kindOf(IOException failure) {
        return switch (failure) {
            case java.net.http.HttpConnectTimeoutException none -> Attempt.REFUSED;
            case HttpTimeoutException late -> Attempt.TIMED_OUT;
            case ConnectException refused -> Attempt.REFUSED;
            default -> Attempt.LOST;
        };
    }
}
