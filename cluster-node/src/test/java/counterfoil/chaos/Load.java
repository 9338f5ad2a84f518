package counterfoil.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write and read at a steady rate, whether or not answers come: each operation begins when it is due and has a
 * thread of its own, so that a stall is seen by everyone who would have come meanwhile.
 */
final class Load implements AutoCloseable {
    private static final int MOST_IN_FLIGHT = 3_000;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Client client;
    private final History history;
    private final List<String> entities;
    private final AtomicIntegerArray slots;
    private final Random random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser inFlight = new Phaser(1);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private @Nullable Thread pacer;
    private volatile boolean going = true;

    Load(Client client, History history, List<String> entities, Random random) {
        this(client, history, entities, new AtomicIntegerArray(entities.size()), random);
    }

    private Load(Client client, History history, List<String> entities, AtomicIntegerArray slots, Random random) {
        this.client = client;
        this.history = history;
        this.entities = List.copyOf(entities);
        this.slots = slots;
        this.random = random;
    }

    /** Another load on the same entities, with slots from the same row. */
    Load beside(Client other, Random choices) {
        return new Load(other, history, entities, slots, new Random(choices.nextLong()));
    }

    /** Begins so many operations per second until it is ended. */
    Load start(int writesPerSecond, int readsPerSecond) {
        int rate = writesPerSecond + readsPerSecond;
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        pacer = Thread.ofPlatform().daemon().name("load").start(() -> {
            long due = System.nanoTime();
            while (going) {
                LockSupport.parkNanos(due - System.nanoTime());
                while (going && System.nanoTime() >= due) {
                    begin(random.nextInt(rate) < writesPerSecond);
                    due += step;
                }
            }
        });
        return this;
    }

    private void begin(boolean write) {
        if (inFlight.getUnarrivedParties() > MOST_IN_FLIGHT) {
            held.incrementAndGet();
            return;
        }
        int chosen = random.nextInt(entities.size());
        int number = NUMBERS.incrementAndGet();
        begun.incrementAndGet();
        inFlight.register();
        threads.execute(() -> {
            try {
                run(write, chosen, number);
            } catch (IOException | RuntimeException failure) {
                broken.compareAndSet(null, failure);
            } finally {
                inFlight.arriveAndDeregister();
            }
        });
    }

    private void run(boolean write, int chosen, int number) throws IOException {
        String entity = entities.get(chosen);
        int slot = write ? slots.incrementAndGet(chosen) : 0;
        long invoked = System.nanoTime();
        history.begins(number, entity, invoked);
        if (write && slot <= Notes.MOST) {
            writes.incrementAndGet();
            history.ended(client.append(number, entity, slot, invoked));
        } else {
            history.ended(client.read(number, entity, invoked));
        }
    }

    /** Appends begun so far. */
    int writes() {
        return writes.get();
    }

    /** Operations begun so far. */
    int operations() {
        return begun.get();
    }

    /** Begins nothing more, and waits until everything has ended. */
    @Override
    public void close() {
        if (!going) {
            return;
        }
        going = false;
        Thread pace = pacer;
        if (pace != null) {
            LockSupport.unpark(pace);
            boolean interrupted = false;
            while (pace.isAlive()) {
                try {
                    pace.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        inFlight.arriveAndAwaitAdvance();
        threads.shutdown();
        Throwable failure = broken.get();
        if (failure instanceof IOException e) {
            throw new UncheckedIOException(e);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (held.get() > 0) {
            System.out.println(held + " operations did not begin, because " + MOST_IN_FLIGHT
                    + " were under way: the system," + " or this machine, did not keep up");
        }
    }
}
