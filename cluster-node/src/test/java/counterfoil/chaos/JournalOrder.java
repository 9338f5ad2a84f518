package counterfoil.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the appends of entities from the journal, in the order of sequence numbers. One append of {@link Notes} is one
 * command, which writes up to two rows at once, the new bar and the corrected one; a second row of the same kind under the
 * same id, or rows of another command in between, make a second append of it.
 */
final class JournalOrder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = """
            SELECT sequence_number, event_ser_manifest, writer, convert_from(event_payload, 'UTF8')
              FROM event_journal WHERE persistence_id = ? AND event_ser_manifest LIKE 'stock.Bars%'
             ORDER BY sequence_number""";

    private JournalOrder() {}

    static Map<String, List<Entry>> read(Connection connection, Collection<String> entities)
            throws SQLException, IOException {
        Map<String, List<Entry>> journal = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            for (String entity : entities) {
                select.setString(1, "stock|" + entity);
                journal.put(entity, ofOne(select));
            }
        }
        return journal;
    }

    private static List<Entry> ofOne(PreparedStatement select) throws SQLException, IOException {
        List<Entry> entries = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        String open = "";
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                JsonNode body = JSON.readTree(rows.getString(4));
                String command = body.at("/cause/command_id").asText();
                if (!command.equals(open) || !kinds.add(rows.getString(2))) {
                    kinds.clear();
                    kinds.add(rows.getString(2));
                    int number = body.at("/bars/v/0").asInt();
                    entries.add(new Entry(rows.getLong(1), number, command, rows.getString(3)));
                }
                open = command;
            }
        }
        return entries;
    }
}
