package counterfoil.persistence.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import counterfoil.persistence.query.SealedEvent;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row per event: who caused what, when. It reads the cause of any event, also of types that a later release wrote.
 * The reason is copied as the event holds it: what is enciphered there is enciphered here.
 */
final class AuditTable implements ReadTable {
    static final String NAME = "audit-list";

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());
    private static final Pattern MANIFEST = Pattern.compile("(.+)\\.v([0-9]{1,4})");

    private static final String INSERT = """
            INSERT INTO audit_entry (slot, position, recorded_at, principal, on_behalf_of, request_id, type, version,
                                     entity, sequence_number, reason)
            SELECT ?, position, recorded_at::timestamptz, principal, on_behalf_of, request_id, type, version, entity,
                   sequence_number, reason::jsonb
              FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[],
                          ?::text[], ?::bigint[], ?::text[])
                AS e(position, recorded_at, principal, on_behalf_of, request_id, type, version,
                     entity, sequence_number, reason)
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int shape() {
        return 1;
    }

    @Override
    public List<String> partitions() {
        return List.of("audit_entry");
    }

    @Override
    public boolean wants(SealedEvent event) {
        return true;
    }

    @Override
    public void apply(Connection connection, int slot, List<SealedEvent> events) throws SQLException {
        Columns columns = new Columns(events.size());
        for (int i = 0; i < events.size(); i++) {
            columns.set(i, events.get(i));
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setInt(1, slot);
            columns.bind(connection, statement);
            statement.executeUpdate();
        }
    }

    /** The rows of a group, column by column, so that one statement takes them all. */
    private static final class Columns {
        private final Long[] position;
        private final String[] recordedAt;
        private final String[] principal;
        private final @Nullable String[] onBehalfOf;
        private final String[] requestId;
        private final String[] type;
        private final Integer[] version;
        private final String[] entity;
        private final Long[] sequenceNumber;
        private final @Nullable String[] reason;

        Columns(int rows) {
            this.position = new Long[rows];
            this.recordedAt = new String[rows];
            this.principal = new String[rows];
            this.onBehalfOf = new String[rows];
            this.requestId = new String[rows];
            this.type = new String[rows];
            this.version = new Integer[rows];
            this.entity = new String[rows];
            this.sequenceNumber = new Long[rows];
            this.reason = new String[rows];
        }

        void set(int i, SealedEvent event) {
            Matcher manifest = MANIFEST.matcher(event.manifest());
            if (!manifest.matches()) {
                throw new IllegalArgumentException("not the name of an event type: " + event.manifest());
            }
            JsonNode cause = causeOf(event);
            position[i] = event.position();
            recordedAt[i] = instant(text(cause, "recorded_at"));
            principal[i] = text(cause, "principal");
            onBehalfOf[i] = optional(cause, "on_behalf_of");
            requestId[i] = text(cause, "request_id");
            type[i] = manifest.group(1);
            version[i] = Integer.valueOf(manifest.group(2));
            entity[i] = event.persistenceId();
            sequenceNumber[i] = event.sequenceNumber();
            JsonNode held = cause.get("reason");
            reason[i] = held == null ? null : held.toString();
        }

        void bind(Connection connection, PreparedStatement statement) throws SQLException {
            statement.setArray(2, connection.createArrayOf("bigint", position));
            statement.setArray(3, connection.createArrayOf("text", recordedAt));
            statement.setArray(4, connection.createArrayOf("text", principal));
            statement.setArray(5, connection.createArrayOf("text", onBehalfOf));
            statement.setArray(6, connection.createArrayOf("text", requestId));
            statement.setArray(7, connection.createArrayOf("text", type));
            statement.setArray(8, connection.createArrayOf("smallint", version));
            statement.setArray(9, connection.createArrayOf("text", entity));
            statement.setArray(10, connection.createArrayOf("bigint", sequenceNumber));
            statement.setArray(11, connection.createArrayOf("text", reason));
        }
    }

    /** The cause stands last in an event; what stands before it, such as a thousand bars, is passed over unread. */
    private static JsonNode causeOf(SealedEvent event) {
        try (JsonParser parser = JSON.createParser(event.payload())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(event.manifest() + " is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("cause")) {
                    return JSON.readTree(parser);
                }
                parser.skipChildren();
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(event.manifest() + " is not readable: " + unreadable.getMessage());
        }
        throw new IllegalArgumentException(event.manifest() + " has no cause");
    }

    private static String text(JsonNode cause, String field) {
        String value = optional(cause, field);
        if (value == null) {
            throw new IllegalArgumentException("the cause has no " + field);
        }
        return value;
    }

    private static @Nullable String optional(JsonNode cause, String field) {
        JsonNode value = cause.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    /** Judged here, so that PostgreSQL is given nothing but instants. */
    private static String instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException refused) {
            throw new IllegalArgumentException("recorded_at is no instant: " + text);
        }
    }
}
