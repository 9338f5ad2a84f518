package counterfoil.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import counterfoil.chaos.Operation.Append;
import counterfoil.chaos.Operation.Read;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the clients of one round saw, in memory and, line by line, in a file of NDJSON: {@code mark} for a fault,
 * {@code invoke} when a client begins, {@code append} or {@code read} when it has ended, and last the {@code journal} of
 * each entity, so that the file can be judged again by itself.
 */
final class History implements Closeable {
    private final JsonFactory json = new JsonFactory();
    private final BufferedWriter out;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Something that was done to the system at an instant of {@link System#nanoTime()}. */
    record Mark(String what, long at) {}

    History(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    /** Notes what is done to the system; returns when. */
    synchronized long mark(String what) {
        long at = System.nanoTime();
        marks.add(new Mark(what, at));
        write(line -> {
            line.writeStringField("type", "mark");
            line.writeStringField("what", what);
            line.writeNumberField("at", at);
        });
        return at;
    }

    /** Notes that a client begins, so that what never ends is seen too. */
    synchronized void begins(int number, String entity, long at) {
        write(line -> {
            line.writeStringField("type", "invoke");
            line.writeNumberField("number", number);
            line.writeStringField("entity", entity);
            line.writeNumberField("at", at);
        });
    }

    synchronized void ended(Operation operation) {
        operations.add(operation);
        write(line -> writeOperation(line, operation));
    }

    synchronized void order(Map<String, List<Entry>> journal) {
        journal.forEach((entity, entries) -> write(line -> {
            line.writeStringField("type", "journal");
            line.writeStringField("entity", entity);
            line.writeArrayFieldStart("entries");
            for (Entry entry : entries) {
                line.writeStartArray();
                line.writeNumber(entry.sequenceNumber());
                line.writeNumber(entry.number());
                line.writeString(entry.command());
                line.writeString(entry.writer());
                line.writeEndArray();
            }
            line.writeEndArray();
        }));
    }

    synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** The fields of one line. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator line) throws IOException;
    }

    private void write(Fields fields) {
        java.io.StringWriter text = new java.io.StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            fields.write(line);
            line.writeEndObject();
            line.flush();
            out.write(text.toString());
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeOperation(JsonGenerator line, Operation operation) throws IOException {
        line.writeStringField("type", operation instanceof Append ? "append" : "read");
        line.writeNumberField("number", operation.number());
        line.writeStringField("entity", operation.entity());
        line.writeNumberField("invoked", operation.invoked());
        line.writeNumberField("returned", operation.returned());
        line.writeStringField("outcome", operation.outcome().name());
        switch (operation) {
            case Append append -> {
                line.writeArrayFieldStart("commands");
                for (String command : append.commands()) {
                    line.writeString(command);
                }
                line.writeEndArray();
            }
            case Read read -> {
                line.writeFieldName("seen");
                line.writeArray(read.seen(), 0, read.seen().length);
                line.writeNumberField("last", read.last());
                line.writeBooleanField("stale", read.stale());
            }
        }
        line.writeArrayFieldStart("attempts");
        for (Attempt attempt : operation.attempts()) {
            line.writeStartObject();
            line.writeStringField("node", attempt.node());
            line.writeNumberField("begun", attempt.begun());
            line.writeNumberField("ended", attempt.ended());
            line.writeNumberField("status", attempt.status());
            line.writeStringField("code", attempt.code());
            line.writeBooleanField("advice", attempt.advice());
            line.writeEndObject();
        }
        line.writeEndArray();
    }
}
